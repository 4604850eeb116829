"""``hawkwatch import`` as people call it."""

import json
from pathlib import Path

from tests.conftest import Run

OFFER = "出一手银行客户名单 10万条 5毛一条 先测后买 QQ 4294967300"


def test_what_is_pasted_is_found_again(run: Run, home: Path) -> None:
    words = ("import", "-", "--from", "值班民警", "--how", "群里复制", "--platform", "wechat", "--json")
    done = run("hawkwatch", *words, input=OFFER)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["files"][0]["listings"], report["run"]["source"]) == (1, "import:handed-in")
    found = json.loads(run("hawkwatch", "search", "platform:wechat", "--json").stdout)
    assert [hit["source"] for hit in found["hits"]] == ["import:handed-in"]


def test_a_leak_is_told_in_one_sentence(run: Run, home: Path, tmp_path: Path) -> None:
    rows = [
        f"{name},1{a}{b}00000{n:03},990101199{n % 10}01011234" for n, (name, a, b) in enumerate(_people())
    ]
    (tmp_path / "客户.csv").write_text("\n".join(["姓名,电话,身份证", *rows]), "utf-8")
    done = run("hawkwatch", "import", tmp_path / "客户.csv", "--from", "x", "--how", "y")
    assert done.returncode == 1
    assert "is a list of people and not of posts: 30 of the 31 rows looked at (97%)" in done.stderr
    assert not list(home.glob("runs/*"))
    assert run("hawkwatch", "import", tmp_path / "客户.csv", "--from", " ", "--how", "y").returncode == 2


def _people() -> list[tuple[str, str, str]]:
    return [("张伟", a, b) for a in "345678" for b in "01234"]
