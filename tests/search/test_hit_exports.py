"""Hits as files: what is read back is what the index holds, and nothing half is ever left."""

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from analysis.words.terms import terms
from benchmarks import hit_export
from evidence.ledger import open_ledger
from operations.exports import ExportError
from operations.hit_exports import files
from operations.hit_exports.about import Asked, Form
from operations.hit_exports.columns import cells_of, headings
from operations.hit_exports.export import HitExport, export_hits
from records.cells import CUT, LONGEST_CELL, plain
from records.coverage import Coverage, SourceCoverage
from records.document import Document
from records.wire import decode, encode
from search.fault import IndexFault
from search.index import Index, open_index

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
COVERED = Coverage(at=AT, sources=(SourceCoverage(name="board_one", outcome="full", read_until=AT),))
ASKED = Asked(query="*", by="investigator-1", purpose="to be read by a court", at=AT, coverage=COVERED)
# What a post can say to harm whoever opens the file, or to break it.
HOSTILE = (
    '=HYPERLINK("http://example.com/","看这里")', "+1+1", "-2+3", "@SUM(1)", "＝1+1", "\t=1",
    "<r><t>x</t></r>", "_x0041_ 银行", "银行\x01\x0b\ufffe名单", "银行\r\n名单\n第二行",
    '"quoted", 银行; 名单', "𠮷野家银行名单 👍",
)  # fmt: skip


@pytest.fixture
def filled(tmp_path: Path, maker: Callable[..., Document]) -> Iterator[Index]:
    """An embedded index of thirty listings, some hostile, one gone, one no longer judged a listing."""
    index = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    assert index.put(documents(maker)) == []
    yield index
    index.close()


def documents(maker: Callable[..., Document]) -> list[Document]:
    made = [maker(number) for number in range(30)]
    made[: len(HOSTILE)] = (replace(one, text=text) for one, text in zip(made, HOSTILE, strict=False))
    made[20] = replace(made[20], gone_at=AT)
    made[21] = replace(made[21], withdrawn_since="0.2.0")
    return made


@pytest.fixture
def export(filled: Index, tmp_path: Path) -> Callable[..., HitExport]:
    ledger = open_ledger(tmp_path / "ledger.jsonl")

    def run(form: Form, asked: Asked = ASKED, index: Index = filled) -> HitExport:
        return export_hits(index, asked, tmp_path / f"hits.{form}", form, ledger)

    return run


def test_lines_are_the_documents_of_the_index(
    index: Index, maker: Callable[..., Document], tmp_path: Path
) -> None:
    assert index.put(documents(maker)) == []
    made = export_hits(index, ASKED, tmp_path / "hits.jsonl", "jsonl", open_ledger(tmp_path / "ledger.jsonl"))
    lines = made.path.read_text("utf-8").splitlines()
    assert [decode(line, Document) for line in lines] == list(index.scan("*"))
    assert made.hits == len(lines) == index.count() == 30


def test_csv_is_read_back_by_whoever_reads_csv(export: Callable[..., HitExport], filled: Index) -> None:
    made = export("csv")
    assert made.path.read_bytes().startswith(b"\xef\xbb\xbfid,url,")
    with made.path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == headings(chinese=False)
    assert rows == [[plain(cell) for cell in cells_of(document)] for document in filled.scan("*")]
    text = head.index("text")
    assert not [row[text] for row in rows if row[text].startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert {row[head.index("state")] for row in rows} == {
        "standing", "gone since 2026-03-01", "no longer judged a listing since version 0.2.0",
    }  # fmt: skip


def test_a_workbook_is_read_back_cell_by_cell(export: Callable[..., HitExport], filled: Index) -> None:
    made = export("xlsx")
    book = openpyxl.load_workbook(made.path)
    assert book.sheetnames == ["hits", "coverage"]
    head, *rows = book["hits"].iter_rows()
    assert tuple(cell.value for cell in head) == headings(chinese=False)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d", "inlineStr"}  # no formula
    for row, document in zip(rows, filled.scan("*"), strict=True):
        for cell, wanted in zip(row, cells_of(document), strict=True):
            assert same(cell.value, wanted), (cell.coordinate, cell.value, wanted)


def same(read: Any, wanted: Any) -> bool:
    """Excel knows no zones, counts in its own steps, and holds no character that XML forbids."""
    if isinstance(wanted, datetime):
        return abs((read.replace(tzinfo=UTC) - wanted).total_seconds()) < 1
    if isinstance(wanted, str):
        clean = "".join("\ufffd" if sign in "\x01\x0b\ufffe" else sign for sign in wanted)
        return unescape(read or "").strip() == clean.replace("\r\n", "\n").strip()
    return read == wanted or read == pytest.approx(wanted)


def test_what_was_asked_and_covered_lies_in_the_workbook_and_beside_every_file(
    export: Callable[..., HitExport], tmp_path: Path
) -> None:
    made = export("xlsx")
    told = {
        row[0]: row[1] for row in openpyxl.load_workbook(made.path)["coverage"].iter_rows(values_only=True)
    }
    assert (told["query"], told["by"], told["hits"]) == ("*", "investigator-1", 30)
    assert told["purpose"] == "to be read by a court"
    assert told["source"] == "family"
    assert "board_one" in told
    beside = json.loads(made.beside.read_text("utf-8"))
    assert beside["sha256"] == made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert beside["coverage"]["read_until"] == "2026-03-01T08:30:00Z"
    (entry,) = open_ledger(tmp_path / "ledger.jsonl").entries("hits.xlsx")
    assert (entry.kind, entry.actor, entry.details["sha256"]) == ("export", "investigator-1", made.sha256)
    assert (entry.details["hits"], entry.details["purpose"]) == (30, "to be read by a court")


def test_only_what_was_asked_for_is_exported(export: Callable[..., HitExport], filled: Index) -> None:
    made = export("jsonl", replace(ASKED, query="QQ", filters={"source": "board_one"}))
    ids = [json.loads(line)["id"] for line in made.path.read_text("utf-8").splitlines()]
    assert ids == [document.id for document in filled.scan("QQ source:board_one")]
    assert 0 < made.hits < 30


def test_headings_and_words_are_chinese_for_who_reads_chinese(export: Callable[..., HitExport]) -> None:
    book = openpyxl.load_workbook(export("xlsx", replace(ASKED, chinese=True)).path)
    assert book.sheetnames == ["交易帖", "检索范围"]
    assert [cell.value for cell in book["交易帖"][1]] == list(headings(chinese=True))


@pytest.fixture
def alone(tmp_path: Path, maker: Callable[..., Document]) -> Callable[..., HitExport]:
    """Exports of given documents, engines aside."""

    class Given:
        def __init__(self, documents: Iterator[Document]) -> None:
            self.documents = documents

        def scan(self, query: str, *, filters: object) -> Iterator[Document]:
            return self.documents

    def run(form: Form, documents: Iterator[Document]) -> HitExport:
        ledger = open_ledger(tmp_path / "ledger.jsonl")
        return export_hits(Given(documents), ASKED, tmp_path / f"hits.{form}", form, ledger)  # type: ignore[arg-type]

    return run


def test_a_text_too_long_for_excel_is_cut_and_this_is_said(
    alone: Callable[..., HitExport], maker: Any
) -> None:
    made = alone("xlsx", iter([maker(1, text="𠮷" * 20_000)]))
    book = openpyxl.load_workbook(made.path)
    (cell,) = (cell.value for cell in book["hits"][2] if str(cell.value).startswith("𠮷"))
    assert cell.endswith(CUT)
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert made.notes == ("1 cells were longer than Excel holds and are cut",)
    assert made.notes[0] in [row[1] for row in book["coverage"].iter_rows(values_only=True)]


def test_more_hits_than_a_sheet_holds_go_on_in_the_next(
    alone: Callable[..., HitExport], maker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 11)
    made = alone("xlsx", (maker(number) for number in range(25)))
    book = openpyxl.load_workbook(made.path)
    assert book.sheetnames == ["hits", "hits 2", "hits 3", "coverage"]
    ids = [
        row[0] for name in book.sheetnames[:3] for row in book[name].iter_rows(min_row=2, values_only=True)
    ]
    assert ids == [maker(number).id for number in range(25)]
    assert "3 sheets" in made.notes[0]


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_an_index_that_is_lost_on_the_way_leaves_nothing(
    alone: Callable[..., HitExport], maker: Any, tmp_path: Path, form: Form
) -> None:
    def broken() -> Iterator[Document]:
        yield maker(1)
        raise IndexFault("the index is gone")

    with pytest.raises(IndexFault):
        alone(form, broken())
    assert {path.name for path in tmp_path.iterdir() if path.name.lstrip(".").startswith("hits")} == set()


def test_a_file_that_is_there_is_not_written_over(alone: Callable[..., HitExport], maker: Any) -> None:
    alone("csv", iter([maker(1)]))
    with pytest.raises(ExportError, match="exists already"):
        alone("csv", iter([maker(2)]))


def test_a_folder_that_is_not_there_is_named(filled: Index, tmp_path: Path) -> None:
    to = tmp_path / "nowhere" / "hits.csv"
    with pytest.raises(ExportError, match="nowhere"):
        export_hits(filled, ASKED, to, "csv", open_ledger(tmp_path / "ledger.jsonl"))


# A shell that starts us in the background has SIGINT ignored, and so would what we start.
ENDLESS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from evidence.ledger import open_ledger
from operations.hit_exports.export import export_hits
from records.document import Document
from records.wire import decode
from datetime import UTC, datetime
from operations.hit_exports.about import Asked
from records.coverage import Coverage

AT = datetime(2026, 3, 1, tzinfo=UTC)
ASKED = Asked(query="*", by="x", purpose="y", at=AT, coverage=Coverage(at=AT))

class Endless:
    def scan(self, query, *, filters):
        for _ in range(5000):
            yield decode(Path(sys.argv[1]).read_bytes(), Document)
        time.sleep(600)

folder = Path(sys.argv[2])
export_hits(Endless(), ASKED, folder / sys.argv[3], sys.argv[4], open_ledger(folder / "ledger.jsonl"))
"""


@pytest.mark.parametrize(
    ("form", "number"), [("csv", signal.SIGKILL), ("xlsx", signal.SIGKILL), ("csv", signal.SIGINT)]
)
def test_a_process_that_is_killed_leaves_no_file(
    alone: Callable[..., HitExport], maker: Any, tmp_path: Path, form: Form, number: int
) -> None:
    (tmp_path / "one.json").write_bytes(encode(maker(1)))
    words = [sys.executable, "-c", ENDLESS, tmp_path / "one.json", tmp_path, f"hits.{form}", form]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[2]) as process:
        draft = tmp_path / f".hits.{form}.part"
        try:
            wait_for(
                lambda: draft.is_dir() and sum(file.stat().st_size for file in draft.iterdir()) > 100_000
            )
            os.kill(process.pid, number)
            process.wait(60)
        finally:
            process.kill()
    assert not (tmp_path / f"hits.{form}").exists()
    assert not (tmp_path / f"hits.{form}.coverage.json").exists()
    assert draft.exists() == (number == signal.SIGKILL)
    assert alone(form, iter([maker(1)])).hits == 1  # what was left behind is in nobody's way
    assert not draft.exists()


def wait_for(done: Callable[[], bool], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.full
@pytest.mark.parametrize("engine", ["sqlite", "elasticsearch"])
def test_memory_does_not_grow_with_the_hits(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine == "elasticsearch":
        monkeypatch.setenv(hit_export.SERVER, request.getfixturevalue("elasticsearch_url"))
    with (
        hit_export.filled(engine, 10_000, tmp_path) as small,
        hit_export.filled(engine, 100_000, tmp_path) as large,
    ):
        for form in ("jsonl", "csv", "xlsx"):
            told = hit_export.row(engine, form, small, large)
            print(told)
            assert told["many"]["hits"] == 100_000
            assert told["many"]["peak_mb"] - told["few"]["peak_mb"] < 32
