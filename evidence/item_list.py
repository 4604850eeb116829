"""Tables of a bundle as CSV that a spreadsheet shows as text and never computes."""

import csv
import io
from collections.abc import Iterable, Sequence

from evidence.exhibit import Exhibit

_COLUMNS = (
    "no.",
    "file name",
    "category",
    "format",
    "size",
    "SHA-256",
    "source URL",
    "captured at",
    "method",
    "note",
)
# Full-width signs too: spreadsheets of East Asian locales take them for the plain ones.
_FORMULA = tuple("=+-@|%\t\r\n＝＋－＠｜％")


def plain_cell(value: object) -> str:
    """``value`` as text; an apostrophe is put before what a spreadsheet would take for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8 with a byte order mark (spreadsheets need it to see Chinese), every cell quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([plain_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def item_list(exhibits: Iterable[Exhibit]) -> bytes:
    """The item list that goes with electronic evidence, one row per file."""
    rows = (
        (number, x.file, x.category, x.form, x.size, x.sha256, x.url, x.captured_at, x.method, x.note)
        for number, x in enumerate(exhibits, 1)
    )
    return table(_COLUMNS, rows)


def glossary_table(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """Slang with meaning and source."""
    return table(("term", "meaning", "source"), rows)
