"""Sheets as other programs open them: Python's own CSV reader, openpyxl, and LibreOffice where it is."""

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from casework.spreadsheet import csv_of, xlsx_of
from casework.term_table import Sheet

HOSTILE = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://example.com")', "＝1+1")
SHEETS = (
    Sheet("hits", ("line", "term", "listings"), tuple((n, term, n) for n, term in enumerate(HOSTILE, 1))),
    Sheet("refused", ("line", "term", "why"), ((9, "某某,银行\n总行", 'he said "no"'),)),
)


def test_csv_is_read_as_it_was_meant() -> None:
    content = "".join(csv_of(SHEETS)).encode()
    assert content.startswith(b"\xef\xbb\xbfline,term,listings\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    hits = rows[1 : 1 + len(HOSTILE)]
    assert [row[1] for row in hits] == [f"'{term}" for term in HOSTILE]
    assert [row[2] for row in hits] == [str(number) for number in range(1, len(HOSTILE) + 1)]
    assert rows[len(HOSTILE) + 1 :] == [
        [],
        ["refused"],
        ["line", "term", "why"],
        ["9", "某某,银行\n总行", 'he said "no"'],
    ]


def test_a_workbook_is_read_as_it_was_meant() -> None:
    content = xlsx_of(SHEETS)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["hits", "refused"]
    cells = [row[1] for row in book["hits"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE), "no cell is a formula"
    assert cells[0].value == "=1+1"
    assert book["hits"]["C3"].value == 2
    assert book["refused"]["B2"].value == "某某,银行\n总行"
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert not [part for part in parts.namelist() if "rels" in part and b"example.com" in parts.read(part)]


def test_a_cell_longer_than_excel_holds_is_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of((Sheet("a", ("b",), (("长" * 40_000,),)),))))
    assert book["a"]["A2"].value.endswith("长… [cut]")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx_of(SHEETS))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "csv", "--outdir", tmp_path, tmp_path / "a.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert "=1+1" in (tmp_path / "a.csv").read_text("utf-8")
