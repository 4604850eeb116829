"""The vault keeps pages whole, once, and notices what was done to them."""

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.vault import Vault, VaultError, open_vault
from records.manner import Manner
from records.page import Page
from records.reading import UNOBSERVED, Attachment

Pages = Callable[..., Page]
Origin = dict[str, str]

KEEPER = """
import gzip, itertools, resource, signal, sys
from datetime import UTC, datetime
from evidence.vault import VaultError, open_vault
from records.page import Exchange, Page
if len(sys.argv) > 2:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
vault, at = open_vault(sys.argv[1]), datetime(2026, 3, 1, tzinfo=UTC)
print("ready", flush=True)
for n in itertools.count():
    url, body = f"http://a.example.com/{n}", bytes(range(256)) * 400
    exchange = Exchange(url=url, status=200, body=body, started_at=at)
    page = Page(url=url, fetched_at=at, exchange=exchange, content=body)
    try:
        vault.keep(page, source="s", family="f", zone="UTC", run="r")
    except VaultError as error:
        sys.exit(str(error))
"""


def test_a_page_comes_back_as_it_was(vault: Vault, plain: Pages, origin: Origin) -> None:
    page = plain()
    back = vault.read(vault.keep(page, **origin).digest)
    assert page.exchange
    assert back.exchange
    shown = replace(back.exchange, request_headers=page.exchange.request_headers)
    assert replace(back, exchange=shown) == page
    assert ("Cookie", "withheld") in back.exchange.request_headers


def test_our_own_secrets_are_not_stored(vault: Vault, plain: Pages, origin: Origin) -> None:
    path = vault.path(vault.keep(plain(), **origin).digest)
    text = gzip.decompress(path.read_bytes())
    assert b"secret-of-ours" not in text
    assert b"Cookie: withheld" in text


def test_a_rendered_page_comes_back_with_dom_screenshot_and_answers(
    vault: Vault, rendered: Page, origin: Origin
) -> None:
    capture = vault.keep(rendered, **origin)
    assert vault.read(capture.digest) == rendered
    assert rendered.rendering
    assert vault.screenshot(capture.digest) == rendered.rendering.screenshot
    assert capture.records == 8


def test_a_plain_page_has_no_screenshot(vault: Vault, plain: Pages, origin: Origin) -> None:
    assert vault.screenshot(vault.keep(plain(), **origin).digest) is None


def test_a_capture_says_how_its_page_was_come_by(vault: Vault, plain: Pages, origin: Origin) -> None:
    manner = Manner(egress="office (SOCKS5 proxy 127.0.0.1:9050)", access="public-anonymous")
    said = vault.open(vault.keep(plain(), **origin, manner=manner).digest).facts["observations"]
    assert said["13 egress"] == "office (SOCKS5 proxy 127.0.0.1:9050)"
    assert said["03 access mode"] == "public-anonymous"
    assert said["27 robots and rate"] == {"unobserved": "kept in the run's journal"}


def test_a_page_that_never_came_is_kept_with_its_failure(vault: Vault, plain: Pages, origin: Origin) -> None:
    page = Page(url="http://down.example.com/", fetched_at=plain().fetched_at, failure="connection refused")
    assert vault.read(vault.keep(page, **origin).digest) == page


def test_the_file_is_named_by_its_sum_and_nothing_else_is_left(
    vault: Vault, plain: Pages, origin: Origin, tmp_path: Path
) -> None:
    capture = vault.keep(plain(), **origin)
    path = vault.path(capture.digest)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == capture.digest
    assert path.stat().st_size == capture.size
    assert path.parent.name == capture.digest[:2]
    assert {each.name for each in tmp_path.rglob("*") if each.is_file()} == {path.name, "lock"}


def test_the_same_page_is_kept_once(vault: Vault, plain: Pages, origin: Origin) -> None:
    with ThreadPoolExecutor(8) as pool:
        captures = list(pool.map(lambda _: vault.keep(plain(), **origin), range(16)))
    assert len({capture.digest for capture in captures}) == 1
    assert list(vault.digests()) == [captures[0].digest]


def test_writers_of_the_same_page_never_set_aside_what_another_has_just_kept(
    vault: Vault, plain: Pages, origin: Origin, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(8) as pool:
        captures = list(pool.map(lambda turn: vault.keep(plain(turn // 8), **origin), range(400)))
    assert len(list(vault.digests())) == len({capture.digest for capture in captures}) == 50
    assert list((tmp_path / "vault/swept").iterdir()) == []


def test_writers_who_find_the_same_damaged_file_set_it_aside_once(
    vault: Vault, plain: Pages, origin: Origin, tmp_path: Path
) -> None:
    digests = [vault.keep(plain(turn), **origin).digest for turn in range(20)]
    for digest in digests:
        vault.path(digest).write_bytes(b"cut short")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda turn: vault.keep(plain(turn // 8), **origin), range(160)))
    assert [vault.check(digest) for digest in digests] == [[]] * 20
    assert [path.read_bytes() for path in (tmp_path / "vault/swept").iterdir()] == [b"cut short"] * 20


def test_other_runs_and_other_pages_make_other_captures(vault: Vault, plain: Pages, origin: Origin) -> None:
    vault.keep(plain(1), **origin)
    vault.keep(plain(2), **origin)
    vault.keep(plain(2), **(origin | {"run": "run-2"}))
    assert len(list(vault.digests())) == 3


def test_a_damaged_file_is_never_read_and_is_set_aside_when_kept_again(
    vault: Vault, plain: Pages, origin: Origin, tmp_path: Path
) -> None:
    digest = vault.keep(plain(), **origin).digest
    damaged = bytearray(vault.path(digest).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    vault.path(digest).write_bytes(damaged)
    with pytest.raises(VaultError, match="does not fit its name"):
        vault.read(digest)
    vault.keep(plain(), **origin)
    assert vault.check(digest) == []
    assert [path.read_bytes() for path in (tmp_path / "vault/swept").iterdir()] == [bytes(damaged)]


def test_check_names_every_flip_and_every_cut(vault: Vault, rendered: Page, origin: Origin) -> None:
    digest = vault.keep(rendered, **origin).digest
    path = vault.path(digest)
    whole = path.read_bytes()
    assert vault.check(digest) == []
    for place in range(0, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 8]) + whole[place + 1 :])
        assert any("does not fit its name" in problem for problem in vault.check(digest)), place
        path.write_bytes(whole[:place])
        # A cut shows in the records themselves, whatever the file is called, even between two members.
        assert len(vault.check(digest)) >= 2, place


def test_sweep_sets_aside_what_no_commit_names(
    vault: Vault, plain: Pages, origin: Origin, tmp_path: Path
) -> None:
    named, unnamed = (vault.keep(plain(number), **origin).digest for number in (1, 2))
    (tmp_path / "vault/incoming/cut.part").write_bytes(b"half")
    assert vault.sweep({named}, older_than_seconds=3600) == []
    said = vault.sweep({named})
    assert len(said) == 2
    assert any(unnamed in line for line in said)
    assert any("cut.part" in line for line in said)
    assert list(vault.digests()) == [named]
    assert len(list((tmp_path / "vault/swept").iterdir())) == 2
    assert vault.sweep({named}) == []


def test_keeping_again_makes_an_old_capture_young(vault: Vault, plain: Pages, origin: Origin) -> None:
    digest = vault.keep(plain(), **origin).digest
    os.utime(vault.path(digest), (0, 0))
    vault.keep(plain(), **origin)
    assert vault.sweep(set(), older_than_seconds=3600) == []


@pytest.mark.parametrize("url", ["s3://bucket/x", "file://relative/x", "/plain/path", ""])
def test_unknown_addresses_are_refused(url: str) -> None:
    with pytest.raises(VaultError, match="vault address"):
        open_vault(url)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(VaultError, match=r"vault: .*file"):
        open_vault(f"file://{tmp_path / 'file' / 'vault'}")


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab", "A" * 64, ""])
def test_only_digests_name_captures(vault: Vault, name: str) -> None:
    with pytest.raises(VaultError, match="no capture digest"):
        vault.path(name)


def test_a_missing_capture_is_one_sentence(vault: Vault) -> None:
    with pytest.raises(VaultError, match="is not in the vault"):
        vault.read("0" * 64)
    assert vault.check("0" * 64) == [f"{'0' * 64}.warc.gz: missing"]


def test_a_disk_that_refuses_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    order = [sys.executable, "-c", KEEPER, f"file://{tmp_path / 'vault'}", "700"]
    ended = subprocess.run(order, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("vault: File too large")
    assert len(ended.stderr.splitlines()) == 1
    assert list((tmp_path / "vault/incoming").iterdir()) == []


def test_a_kill_leaves_whole_captures_or_stray_files_only(tmp_path: Path) -> None:
    url = f"file://{tmp_path / 'vault'}"
    for moment in (0.02, 0.05, 0.11):
        with subprocess.Popen([sys.executable, "-c", KEEPER, url], stdout=subprocess.PIPE) as keeper:
            assert keeper.stdout
            keeper.stdout.readline()
            time.sleep(moment)
            keeper.send_signal(signal.SIGKILL)
    vault = open_vault(url)
    digests = list(vault.digests())
    assert digests
    assert [problem for digest in digests for problem in vault.check(digest)] == []
    vault.sweep(set(digests))
    assert list((tmp_path / "vault/incoming").iterdir()) == []


def test_what_a_post_offers_is_named_and_its_digest_unobserved(
    vault: Vault, plain: Pages, origin: Origin
) -> None:
    offered = Attachment(kind="file", name="名单样本.xlsx", size_shown="12 KB", size=12_288)
    digest = vault.keep(plain(), **origin, attachments=[("4711", offered)]).digest
    (named,) = vault.open(digest).facts["observations"]["25 attachments"]
    assert named["post"] == "4711"
    assert (named["name"], named["size"], named["digest"]) == ("名单样本.xlsx", 12_288, UNOBSERVED)
    bare = vault.open(vault.keep(plain(), **origin).digest).facts["observations"]
    assert "unobserved" in bare["25 attachments"]
