"""Rows of a table saved as CSV, as units."""

import csv
import json
from collections import deque
from collections.abc import Iterator

from crawlers.exports.columns import fields_of
from operations.importing.lines import Line, lines_of
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Skipped, Unit

DELIMITERS = ",\t;|，"
# An unclosed quote swallows the lines after it up to here; then the row is given up and its line named.
MOST_LINES = 200


def cut(file: Opened, columns: dict[str, str]) -> Iterator[Unit | Fault | Skipped]:
    """Every row below the headers; ``columns`` says which header (or number, from 1) fills which field.

    Where no header says what is a post's text the rows come without words for a post: somebody must tell.
    """
    delimiter = delimiter_of(file.text(file.head))
    fields: list[str | None] | None = None
    for row in _rows(file, delimiter):
        if isinstance(row, Fault):
            yield row
            continue
        lines, cells = row
        if fields is None:
            fields, is_header = _fields(cells, columns)
            if is_header:
                continue
        context = {"columns": json.dumps(fields), "delimiter": delimiter, "line": str(lines[0].number)}
        raw = b"".join(line.raw for line in lines)
        yield Unit(
            start=lines[0].start, raw=raw, place=lines[0].number, words="\t".join(cells), context=context
        )


def has_headers(line: str) -> bool:
    """Whether a first line names at least two columns, one of them for the text of posts."""
    fields = fields_of(line.split(delimiter_of(line)))
    return "text" in fields and sum(map(bool, fields)) > 1


def delimiter_of(text: str) -> str:
    """The sign that cuts the first lines into the most cells, the same number in each."""
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    return max(DELIMITERS, key=lambda sign: min((line.count(sign) for line in lines[:5]), default=0))


def _fields(cells: list[str], columns: dict[str, str]) -> tuple[list[str | None], bool]:
    """The field of each column, and whether the row that was looked at is one of headers."""
    fields = fields_of(cells)
    is_header = any(fields)
    plain = [cell.strip("\ufeff ").lower() for cell in cells]
    for field, column in columns.items():
        wanted = column.strip().lower()
        if wanted in plain:
            place, is_header = plain.index(wanted), True
        elif wanted.isdigit() and 0 < int(wanted) <= len(cells):
            place = int(wanted) - 1
        else:
            continue
        fields = [None if one == field else one for one in fields]
        fields[place] = field
    return fields, is_header


class _NotClosed(Exception):
    """A row goes on for too many lines."""


def _rows(file: Opened, delimiter: str) -> Iterator[tuple[list[Line], list[str]] | Fault]:
    """Each row that holds something with the lines it takes; one whose quotation mark is not closed costs its
    first line only.
    """
    lines, again = lines_of(file), deque[Line]()
    held: list[Line] = []
    faults: list[Fault] = []

    def feed() -> Iterator[str]:
        while line := again.popleft() if again else next(lines, None):
            if isinstance(line, Fault):
                faults.append(line)
                continue
            held.append(line)
            if len(held) > MOST_LINES:
                raise _NotClosed
            yield line.text.replace("\0", "\ufffd")

    reader = csv.reader(feed(), delimiter=delimiter)
    while True:
        cells, closed = _next_row(reader, held)
        yield from faults
        faults.clear()
        if closed and cells is None:
            return
        if cells and any(cell.strip() for cell in cells):
            yield held, cells
        if not closed:
            yield Fault(f"line {held[0].number}", "has a quotation mark that is not closed")
            again.extendleft(reversed(held[1:]))
            reader = csv.reader(feed(), delimiter=delimiter)
        held = []


def _next_row(reader: Iterator[list[str]], held: list[Line]) -> tuple[list[str] | None, bool]:
    """The next row (None at the end), and whether its quotation marks are closed."""
    try:
        cells = next(reader, None)
    except (csv.Error, _NotClosed):
        return None, False
    # The end of the file closes any mark: of several lines the marks must come in pairs.
    closed = len(held) < 2 or sum(line.text.count('"') for line in held) % 2 == 0
    return (cells, True) if closed else (None, False)
