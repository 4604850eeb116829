"""The three forms of exported hits: JSON lines, CSV and XLSX. Each is written as the hits come; none holds
more than a row of them.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from operations.hit_exports.about import Asked, Form, sheet
from operations.hit_exports.columns import cells_of, headings
from records.cells import FIRST_YEAR, MOST_ROWS, Cell, lettered, plain, stamped
from records.document import Document
from records.wire import encode

Write = Callable[[Path, Iterable[Document], Asked], tuple[int, tuple[str, ...]]]
DATES = "yyyy-mm-dd hh:mm:ss"
NAMES = (("hits", "交易帖"), ("coverage", "检索范围"))
CUT = ("{number} cells were longer than Excel holds and are cut", "{number} 个单元格超出 Excel 上限，已截断")
MORE = (
    "more hits than a sheet of Excel holds: they go on in {number} sheets",
    "超出单张工作表上限，分为 {number} 张",
)


def write_lines(path: Path, documents: Iterable[Document], asked: Asked) -> tuple[int, tuple[str, ...]]:
    """One listing a line, as ``search --json`` gives it; returns how many, and what had to be changed."""
    number = 0
    with path.open("wb") as file:
        for number, document in enumerate(documents, 1):  # noqa: B007 (the last one counts)
            file.write(encode(document) + b"\n")
    return number, ()


def write_csv(path: Path, documents: Iterable[Document], asked: Asked) -> tuple[int, tuple[str, ...]]:
    """RFC 4180, in UTF-8 with the mark by which Excel knows it."""
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(headings(asked.chinese))
        for number, document in enumerate(documents, 1):  # noqa: B007 (the last one counts)
            table.writerow(map(plain, cells_of(document)))
    return number, ()


def write_xlsx(path: Path, documents: Iterable[Document], asked: Asked) -> tuple[int, tuple[str, ...]]:
    """A workbook: the hits, then a sheet on what was asked and what the answer covers."""
    book = Workbook(path, asked.chinese)
    for document in documents:
        book.add(cells_of(document))
    notes = book.notes()
    book.tell(sheet(asked, book.hits, notes))
    book.close()
    return book.hits, notes


class Workbook:
    """A workbook filled row by row; what was written lies in the folder of ``path`` until it is closed."""

    def __init__(self, path: Path, chinese: bool) -> None:
        from xlsxwriter import Workbook as Writer  # who writes no workbook need not wait for it

        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "default_date_format": "yyyy-mm-dd hh:mm:ss",
        }
        self.book = Writer(path, options)
        self.bold = self.book.add_format({"bold": True})
        self.chinese = chinese
        self.hits = self.cut = self.sheets = 0
        self.row = MOST_ROWS
        self.page: Any = None

    def add(self, cells: Sequence[Cell]) -> None:
        """One hit, on a further sheet where the last one is full."""
        if self.row == MOST_ROWS:
            self._turn()
        self._write(cells)
        self.hits += 1

    def tell(self, rows: Iterator[tuple[Cell, ...]]) -> None:
        """The sheet behind the hits."""
        if self.page is None:
            self._turn()
        self.page, self.row = self.book.add_worksheet(NAMES[1][self.chinese]), 0
        self.page.set_column(0, 0, 22)
        self.page.set_column(1, 8, 24)
        for cells in rows:
            self._write(cells)

    def notes(self) -> tuple[str, ...]:
        """What had to be changed for Excel, in plain words."""
        cut = CUT[self.chinese].format(number=self.cut) if self.cut else ""
        more = MORE[self.chinese].format(number=self.sheets) if self.sheets > 1 else ""
        return tuple(filter(None, (cut, more)))

    def _turn(self) -> None:
        self.sheets += 1
        name = NAMES[0][self.chinese]
        self.page = self.book.add_worksheet(f"{name} {self.sheets}" if self.sheets > 1 else name)
        self.page.freeze_panes(1, 1)
        self.page.set_column(0, len(headings(False)), 20)
        self.row = 0
        for column, heading in enumerate(headings(self.chinese)):
            self.page.write_string(0, column, heading, self.bold)
        self.row = 1

    def _write(self, cells: Sequence[Cell]) -> None:
        for column, cell in enumerate(cells):
            self._write_cell(column, cell)
        self.row += 1

    def _write_cell(self, column: int, cell: Cell) -> None:
        if isinstance(cell, datetime) and cell.year > FIRST_YEAR:
            self.page.write_datetime(self.row, column, cell.astimezone(UTC).replace(tzinfo=None))
        elif isinstance(cell, int | float):
            self.page.write_number(self.row, column, cell)
        elif cell is not None:
            text, cut = lettered(stamped(cell) if isinstance(cell, datetime) else cell)
            self.cut += cut
            self.page.write_string(self.row, column, text)

    def close(self) -> None:
        """Put the workbook together."""
        self.book.close()


WRITERS: dict[Form, Write] = {"jsonl": write_lines, "csv": write_csv, "xlsx": write_xlsx}
