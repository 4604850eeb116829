"""A pasted or uploaded list as lines: text, or the first column of a table."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath

from crawlers.charset import decode
from operations.batch.chinese import CHINESE
from records.complaint import Complaint
from records.order import Exit
from records.term_list import MOST_BYTES, MOST_TERMS

# What a workbook may hold once it is unpacked.
MOST_UNPACKED = 64 * 2**20
# Blank lines and repetitions are no terms, but are read all the same.
MOST_LINES = 5 * MOST_TERMS
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Excel keeps fifteen digits of a number; the rest of a longer one is lost.
MOST_EXACT = 10**15
#: How spreadsheets write a number that is to stay a text: ="13800000123", '13800000123.
AS_TEXT = re.compile(r"=\"(.*)\"|'(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line counted from 1 and what stands there; ``rounded`` is a number that lost its last digits."""

    number: int
    text: str
    rounded: bool = False


class UploadError(Complaint):
    """A list that cannot be read as a whole; the message says why, and never repeats a term."""

    code = Exit.USAGE
    chinese = CHINESE


def read_lines(content: bytes, name: str = "") -> list[Line]:
    """The lines of a list with their numbers, counted from 1: of a table the first column.

    Text may be in UTF-8, UTF-16 or GB 18030. ``name`` tells a CSV file from a text of one term per line.

    Raises:
        UploadError: too large, no such file, or damaged.
    """
    if len(content) > MOST_BYTES:
        raise UploadError("the list has more than {most} MiB; split it", most=MOST_BYTES // 2**20)
    if content.startswith(OLD_EXCEL):
        raise UploadError(
            "this is a workbook of old Excel (.xls), or one with a password; save it as .xlsx or CSV"
        )
    lines = _limited(_cells(content, PurePath(name).suffix.lower()))
    return [replace(line, text=_plain(line.text)) for line in lines]


def _cells(content: bytes, suffix: str) -> Iterator[Line]:
    if content.startswith(ZIP):
        return _workbook(content)
    text, _ = decode(content)
    if "\0" in text:
        raise UploadError("this is neither text nor an .xlsx workbook")
    return _table(text, suffix) if suffix in (".csv", ".tsv") else _text(text)


def _limited(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        if line.number > MOST_LINES:
            raise UploadError("the list has more than {most} lines; split it", most=MOST_LINES)
        yield line


def _plain(text: str) -> str:
    quoted = AS_TEXT.fullmatch(text.strip())
    return (quoted.group(1) or quoted.group(2) or "" if quoted else text).strip()


def _text(text: str) -> Iterator[Line]:
    # What is pasted from a spreadsheet has its cells between tabs.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        yield Line(number, line.partition("\t")[0])


def _table(text: str, suffix: str) -> Iterator[Line]:
    first = text.lstrip().partition("\n")[0]
    rivals = "\t" if suffix == ".tsv" or "\t" in first else ";" if ";" in first and "," not in first else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=rivals, strict=True)
    before = 0
    try:
        for cells in rows:
            yield Line(before + 1, cells[0] if cells else "")
            before = rows.line_num
    except csv.Error as error:
        raise UploadError("line {line} is no CSV: {error}", line=before + 1, error=error) from error


def _workbook(content: bytes) -> Iterator[Line]:
    # Imported here: few lists are workbooks, and the library takes its time.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _unpack(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # One row more than may be there, so that too many are told from enough.
        rows = sheet.iter_rows(max_col=1, max_row=MOST_LINES + 1, values_only=True)
        for number, row in enumerate(rows, 1):
            cell = row[0] if row else None
            yield Line(number, _shown(cell), _is_rounded(cell))
    except (InvalidFileException, KeyError, IndexError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise UploadError("the workbook cannot be read; save it again as .xlsx, or as CSV") from error


def _unpack(content: bytes) -> None:
    """Unpack every part once and keep none: a small file may be a large one packed."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                with archive.open(part) as stream:
                    while block := stream.read(2**16):
                        left -= len(block)
                        if left < 0:
                            raise UploadError(
                                "unpacked, the workbook has more than {most} MiB", most=MOST_UNPACKED // 2**20
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UploadError("the workbook is damaged or encrypted; save it again as .xlsx") from error


def _shown(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()
    return str(cell)


def _is_rounded(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= MOST_EXACT
