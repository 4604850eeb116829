"""A wrong query on the command line: why, where, and how it may be meant; and no number of a person in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import run as run_here

Ask = Callable[..., tuple[int, str, str]]
SHOWN = {
    "类型:银行 价格:<1": (
        "there is no field 类型; did you mean 类别? Words with a colon go in quotation marks",
        "  类型:银行 价格:<1\n  ^\nPerhaps: 类别:银行 价格:<1\n",
    ),
    "银行\n[b] (客户": (
        "brackets do not pair up: add ) or take this one away",
        "  银行 [b] (客户\n           ^\nPerhaps: 银行 [b] (客户)\n",
    ),
    "银行 AND": (
        "AND has nothing on its right; write a word there, or take it away",
        "  银行 AND\n          ^\nPerhaps: 银行\n",
    ),
    "\udcff银行": (
        "the character U+DCFF cannot be searched; take it away",
        "  \ufffd银行\n  ^\nPerhaps: 银行\n",
    ),
}


@pytest.fixture
def ask(home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("HAWKWATCH_HOME", str(home))

    def search(*words: str, language: str = "en") -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            run_here(["--lang", language, "search", *words])
        said = capfd.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return search


@pytest.mark.parametrize("query", SHOWN)
def test_a_caret_stands_under_the_place(ask: Ask, query: str) -> None:
    why, where = SHOWN[query]
    assert ask(query) == (2, "", f"hawkwatch: {why}\n{where}")


def test_it_is_told_in_chinese(ask: Ask) -> None:
    _, _, said = ask("category:banc", language="zh")
    assert "category 没有“banc”这个值；是否想写 bank？" in said
    assert "\n  category:banc\n           ^\n是否想写：category:bank\n" in said


def test_a_number_of_a_person_is_not_repeated(ask: Ask) -> None:
    code, _, said = ask('13800000123 AND "mao@example.com')
    assert code == 2
    assert "match:phone.1." in said
    assert "13800000123" not in said
    assert "mao@" not in said


def test_a_number_finds_the_listings_that_hold_it_unseen(run: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "posts.txt"
    file.write_text(
        "出银行客户名单，一手，5毛一条，样本：\n张三,13800000123,滨海市幸福路12号\n加QQ 9000012345", "utf-8"
    )
    handed = run("hawkwatch", "import", file, "--from", "a reader", "--how", "by hand", "--format", "text")
    assert handed.returncode == 0, handed.stderr
    for query in ('"银行 138 0000 0123"', "text:１３８０００００１２３"):
        assert "1 listing" in run("hawkwatch", "search", query).stdout, query
    assert "1 listing" in run("hawkwatch", "search", "-", input="13800000123\n银行\n").stdout
