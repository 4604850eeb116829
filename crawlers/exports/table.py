"""Rows of a table saved as CSV; context ``columns`` (JSON, a field or null each), ``delimiter``, ``line``."""

import csv
import io
import json

from crawlers.exports.naming import said_elsewhere
from crawlers.exports.rows import post_of
from records.page import Page
from records.reading import Post

LONGEST_CELL = 8 * 2**20
csv.field_size_limit(LONGEST_CELL)


def cells_of(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows of ``text`` that hold something, each with the line (from 0) it begins in."""
    rows: list[tuple[int, list[str]]] = []
    lines = io.StringIO(text.replace("\0", "\ufffd"), newline="\n")
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append((before, cells))
        before = reader.line_num
    return rows


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """The post of each row; rows without words are none."""
    columns: list[str | None] = json.loads(said_elsewhere(page, "columns") or "[]")
    first = int(said_elsewhere(page, "line") or 1)
    text = page.content.decode("utf-8", "replace")
    found = []
    for line, cells in cells_of(text, said_elsewhere(page, "delimiter") or ","):
        values = {field: cell for field, cell in zip(columns, cells, strict=False) if field}
        found.append(post_of(values, page, zone, f"line={first + line}"))
    return tuple(post for post in found if post)
