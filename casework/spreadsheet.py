"""The sheets of a list as CSV and XLSX."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from casework.term_table import Sheet
from records.cells import Cell, lettered, plain

BOM = "\ufeff"


def csv_of(sheets: Sequence[Sheet]) -> Iterator[str]:
    """A CSV file line by line, UTF-8 with the mark by which Excel knows it: the first sheet as a table, the
    others behind it, each after a blank line and its title.
    """
    yield BOM
    for place, sheet in enumerate(sheets):
        head = [[], [sheet.title]] if place else []
        for cells in (*head, sheet.header, *sheet.rows):
            yield _line(cells)


def _line(cells: Sequence[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([plain(cell) for cell in cells])
    return line.getvalue()


def xlsx_of(sheets: Sequence[Sheet]) -> bytes:
    """A workbook. It is made in memory: nothing of it lies on a disk, in whatever temporary folder."""
    import xlsxwriter  # when it is needed: every command opens the case room

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            page.freeze_panes(1, 0)
            page.set_column(1, len(sheet.header), 24)
            for column, word in enumerate(sheet.header):
                page.write_string(0, column, word, bold)
            _fill(page, sheet)
    return stream.getvalue()


def _fill(page: Any, sheet: Sheet) -> None:
    """The rows of a sheet, each text as a text: the writer would make formulas and links of some."""
    for place, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(place, column, cell)
            else:
                page.write_string(place, column, lettered(cell)[0])
