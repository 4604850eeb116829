"""Cells that every spreadsheet program shows as they stand, whatever a post says."""

import re
from datetime import UTC, datetime

Cell = str | int | float | datetime | None

# What a spreadsheet program takes for a formula, in a table that is text only (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# XML 1.0, section 2.2: every other character.
NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Excel's limits: characters of a cell, counted in UTF-16; rows of a sheet; its calendar's first year.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
FIRST_YEAR = 1900
CUT = "… [cut]"


def plain(cell: Cell) -> str:
    """A cell of a CSV file; what looks like a formula has ' before it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return stamped(cell)
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return str(cell)


def stamped(at: datetime) -> str:
    """A time in ISO 8601, UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def lettered(text: str) -> tuple[str, bool]:
    """A text for a cell of Excel, and whether it had to be cut: no character that XML forbids, no more than
    Excel holds, and nothing that the writer takes for markup of its own.
    """
    clean = NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean += " "
    if len(clean) <= LONGEST_CELL // 2 or len(clean.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return clean, False
    room = (LONGEST_CELL - len(CUT)) * 2
    return clean.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT, True
