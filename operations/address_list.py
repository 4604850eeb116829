"""A list of addresses to be added: one a line, or a table in CSV."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.arrival.known_hosts import entrance
from crawlers.declared.source_file import NAME
from operations.arrivals import Wish

COLUMNS = ("name", "url", "tags", "purpose")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that names an address, or says why it does not."""

    number: int
    text: str
    wish: Wish | None = None
    why: str = ""


def read_list(text: str, table: bool = False) -> Iterator[Line]:
    """The lines of ``text`` that hold something; ``#`` begins a comment line.

    A line is ``url``, ``name url`` or ``name url tags`` between blanks. A ``table`` has commas in between and
    may name its columns (``name url tags purpose``) in its first line.
    """
    known: dict[str, int] = {}
    for line in _cut(text, table):
        first = known.setdefault(line.wish.url, line.number) if line.wish else line.number
        yield (
            line if first == line.number else Line(line.number, line.text, None, f"the same as line {first}")
        )


def _cut(text: str, table: bool) -> Iterator[Line]:
    columns: tuple[str, ...] = ()
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([raw]))] if table else raw.split(maxsplit=2)
        if table and not columns and "url" in (names := tuple(cell.lower() for cell in cells)):
            columns = names
            continue
        yield _line(number, raw.strip(), dict(zip(columns, cells, strict=False)) or _by_looks(cells))


def _by_looks(cells: list[str]) -> dict[str, str]:
    """Columns without names: the address is the first that looks like one, what stands before it the name."""
    looks = [number for sign in ("://", ".") for number, cell in enumerate(cells) if sign in cell]
    place = looks[0] if looks else 0
    return {
        "name": "".join(cells[:place]),
        "url": cells[place],
        "tags": " ".join(cells[place + 1 :]),
    }


def _line(number: int, text: str, cells: dict[str, str]) -> Line:
    name, url = cells.get("name") or None, entrance(cells.get("url") or "")
    if url is None:
        return Line(number, text, None, f"{cells.get('url') or text!r} is no http or https address")
    if name and not NAME.fullmatch(name):
        return Line(number, text, None, f"{name!r} is no name: write a-z, 0-9, _ and -, a letter first")
    tags = tuple(filter(None, re.split(r"[\s,;、，；]+", cells.get("tags") or "")))
    return Line(number, text, Wish(url=url, name=name, tags=tags, purpose=cells.get("purpose") or None))
