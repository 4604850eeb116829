"""What a page says, in the reader's language, of a store that cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidence.match_keys import match_keys
from tests.console.visiting import visitor

CHINESE = {"Accept-Language": "zh-CN"}


@contextmanager
def instead(path: Path, content: bytes | None) -> Iterator[None]:
    """A file replaced, or missing, for a while; what SQLite keeps beside it goes with it."""
    put_aside = []
    for one in path.parent.glob(f"{path.name}*"):
        put_aside.append((one.rename(one.with_name(f"aside-{one.name}")), one))
    if content is not None:
        path.write_bytes(content)
    yield
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()
    for aside, one in put_aside:
        aside.rename(one)


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (None, "is not in the vault", "证据库中没有 "),
        (b"altered", "is damaged: its content", "已损坏：内容与文件名中"),
    ],
)
def test_a_capture_that_is_missing_or_altered(house, content, english: str, chinese: str) -> None:
    document = house.documents[1]
    capture = house.home / "vault" / document.capture[:2] / f"{document.capture}.warc.gz"
    with visitor(house.url, "analyst-1") as client, instead(capture, content):
        page = f"/listings/{document.id}/"
        assert english in client.get(page).text
        assert chinese in client.get(page, headers=CHINESE).text


def test_an_index_that_is_damaged(house) -> None:
    with (
        visitor(house.url, "analyst-1") as client,
        instead(house.home / "index.sqlite", b"no database" * 999),
    ):
        english, chinese = client.get("/?q=QQ"), client.get("/?q=QQ", headers=CHINESE)
    assert (english.status_code, chinese.status_code) == (503, 503)
    assert "the index is damaged: file is not a database; move it away" in english.text
    assert "索引已损坏：file is not a database；请移走该文件并运行" in chinese.text


def test_a_ledger_that_is_damaged(house) -> None:
    ledger = house.home / "ledger.jsonl"
    with visitor(house.url, "analyst-1") as client, instead(ledger, b"no entry\n"):
        answer = client.get(f"/listings/{house.documents[1].id}/", headers=CHINESE)
    assert (answer.status_code, "不是保管链记录" in answer.text) == (503, True)


def test_match_keys_that_others_may_read(house) -> None:
    match_keys(house.home / "keys")
    key = house.home / "keys" / "match-1.key"
    key.chmod(0o644)
    with visitor(house.url, "analyst-1") as client:
        answer = client.get("/?q=13000000123", headers=CHINESE)
    key.chmod(0o600)
    assert (answer.status_code, "可被他人读取：请执行 chmod 600" in answer.text) == (503, True)
