"""``hawkwatch batch`` as people call it, and killed while it asks."""

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

import cli.main
from analysis.words.terms import terms
from casework.accounts import add_account
from casework.cases import open_case
from casework.open import open_casework
from records.assessment import Contact
from records.document import Document
from search.index import open_index

Call = Callable[..., "Said"]
AS = ("--as", "investigator-1")
FOR = ("--case", 1, "--purpose", "to test", *AS)


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def listing(number: int) -> Document:
    return Document(
        id=f"{number:020x}", version=1, url=f"http://board.example.com/{number}", source="board_one",
        platform="discuz", title="出银行客户名单", text=f"一手资料第{number}批", label="sale", score=0.9,
        severity="none", seen_at=datetime(2026, 3, 1, tzinfo=UTC), capture="0" * 64, run="run",
        author_name=f"料商{number}", seller=f"discuz:{number}", categories=("bank",),
        contacts=(Contact("qq", f"90000{number:05d}"),),
    )  # fmt: skip


@pytest.fixture
def house(home: Path) -> Iterator[Path]:
    """A home with an investigator, a case and some listings."""
    from django.db import connections

    open_casework(home)
    open_case("Bank clerks", add_account("investigator-1", "investigator", "correct horse battery"))
    connections.close_all()
    index = open_index(f"sqlite:///{home / 'index.sqlite'}", terms)
    index.init()
    assert index.put([listing(number) for number in range(30)]) == []
    index.close()
    return home


@pytest.fixture
def call(house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call a command in this process: starting one takes longer than most of them."""
    for name in [name for name in os.environ if name.startswith(("HAWKWATCH_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HAWKWATCH_HOME", str(house))

    def do(*words: object, given: str = "") -> Said:
        monkeypatch.setenv("HAWKWATCH_LANGUAGE", "en")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        with pytest.raises(SystemExit) as ended:
            cli.main.run(["batch", *map(str, words)] if words[0] != "--lang" else [*map(str, words)])
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return do


def test_a_list_from_standard_input_to_a_workbook(call: Call, house: Path, tmp_path: Path) -> None:
    given = "手机号\nQQ 9000000003\n\n张三 13800000123\n招财保险公司\n9000000003\n=1+1\n"
    added = call("add", "-", *FOR, given=given)
    assert added.code == 1
    assert "list 1: 3 terms, 1 refused" in added.out
    assert "line 4 is not asked: a person's number beside other words" in added.err
    assert "line 6 asks the same as line 2" in added.err
    assert "blank lines: 3" in added.err
    assert "13800000123" not in added.out + added.err
    ran = call("run", 1, *AS)
    assert (ran.code, ran.out) == (0, "3 terms asked, 1 found\n")
    shown = json.loads(call("show", 1, *AS, "--json").out)
    assert [one["answer"]["total"] for one in shown["answers"]] == [1, 0, 0]
    assert shown["refused_terms"] == [{"line": 4, "text": "张三 13800000123", "why": "more than one value"}]
    assert shown["coverage"]["sources"][0]["name"] == "board_one"

    book = tmp_path / "hits.xlsx"
    assert call("export", 1, *AS, "--out", book).code == 0
    assert oct(book.stat().st_mode)[-3:] == "600"
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["hits", "refused", "coverage", "about"]
    assert [cell.value for cell in sheets["hits"]["D"]] == ["listings", 1, 0, 0]
    assert sheets["hits"]["I2"].value == listing(3).id
    assert sheets["coverage"]["A2"].value == "board_one"
    again = call("export", 1, *AS, "--out", book)
    assert (again.code, "File exists" in again.err) == (2, True)
    chinese = call("--lang", "zh", "batch", "export", 1, *AS).out
    rows = list(csv.reader(io.StringIO(chinese.removeprefix("\ufeff"), newline="")))
    assert rows[0][:4] == ["行", "词条", "类型", "交易帖数"]
    assert rows[3][1] == "'=1+1"
    assert ["4", "张三 13800000123", "除号码外还有别的内容，请让号码单独占一行"] in rows

    assert json.loads(call("list", "--json").out)[0]["state"] == "done"
    assert call("remove", 1, *AS).code == 0
    assert call("show", 1, *AS).code == 2
    assert list((house / "keys" / "lists").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "/nowhere.txt", *FOR), "/nowhere.txt"),
        (("add", "-", "--case", 9, "--purpose", "x", *AS), "no case 9"),
        (("add", "-", "--case", 1, "--purpose", " ", *AS), "say what the list is asked for"),
        (("add", "-", "--case", 1, "--purpose", "x", "--as", "nobody"), "nobody"),
        (("add", "-", "--case", 1, *AS), "--purpose"),
        (("run", 7, *AS), "no term list 7"),
        (("export", 7, *AS, "--out", "hits.pdf"), ".csv or .xlsx"),
        (("remove",), "--expired"),
    ],
)
def test_wrong_words_are_refused(call: Call, house: Path, words: tuple[object, ...], says: str) -> None:
    done = call(*words, given="某某银行\n")
    assert (done.code, says in done.err, "Traceback" in done.err) == (2, True, False), done.err


def answered(home: Path) -> int:
    with sqlite3.connect(home / "casework.sqlite", timeout=30) as database:
        return int(database.execute("SELECT count(*) FROM casework_termanswers").fetchone()[0])


def kill_while_it_asks(words: list[str], environment: dict[str, str], house: Path) -> None:
    """Start the command, and kill it as soon as it has answered something."""
    before = answered(house)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, env=environment, **quiet) as asking:
        deadline = time.monotonic() + 120
        while answered(house) < before + 2:
            assert time.monotonic() < deadline, "it never began"
            assert asking.poll() is None, "it was over before it could be killed"
            time.sleep(0.005)
        os.kill(asking.pid, signal.SIGKILL)


@pytest.mark.parametrize(("terms", "kills"), [(3_000, 1), pytest.param(10_000, 12, marks=pytest.mark.full)])
def test_a_list_survives_the_death_of_who_asks_it(
    call: Call, house: Path, environment: dict[str, str], tmp_path: Path, terms: int, kills: int
) -> None:
    given = tmp_path / "list.txt"
    given.write_text("\n".join(f"QQ 90000{number:05d}" for number in range(terms)), "utf-8")
    assert call("add", given, *FOR).code == 0
    words = [str(Path(sys.executable).with_name("hawkwatch")), "batch", "run", "1", *AS]
    for _ in range(kills):
        kill_while_it_asks(words, environment, house)
    assert 2 * kills <= answered(house) < terms / 100
    assert call("run", 1, *AS).code == 0
    shown = json.loads(call("show", 1, *AS, "--json").out)
    totals = [one["answer"]["total"] for one in shown["answers"]]
    assert totals == [1] * 30 + [0] * (terms - 30)
    assert answered(house) == terms / 100


def test_what_has_expired_goes_by_command(call: Call, house: Path) -> None:
    call("add", "-", *FOR, given="某某银行\n")
    assert call("remove", "--expired").out == "0 lists destroyed\n"
    with sqlite3.connect(house / "casework.sqlite") as database:
        database.execute("UPDATE casework_termlist SET expires_at='2026-01-01 00:00:00'")
    assert json.loads(call("list", "--json").out) == []
    assert list((house / "keys" / "lists").iterdir()) == []
