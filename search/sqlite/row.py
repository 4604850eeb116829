"""What the embedded index keeps of a document, made ready without the file."""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from records.document import Document
from search.entry import Entry, entry_of
from search.fields import FACETS, NUMBERS, TIMES
from search.sqlite.records import Packing
from search.sqlite.tags import tokens_of
from search.terming import Termed

WEEK = 7 * 86_400
#: Weeks count from the year 2000 on; what is older, or later than anybody will see, is put together.
FIRST, LAST = 946_684_800, 946_684_800 + 2**20 * WEEK
#: A week has so many numbers.
ROOM = 2**24
NUMBERED = tuple(sorted(NUMBERS | TIMES))
Held = tuple[tuple[str, tuple[str, ...]], ...]


class IndexRow(NamedTuple):  # handed from process to process by the thousand: a tuple costs least
    """A document ready to be put in.

    ``terms`` are the columns of FTS5; ``ends`` the lowest and, where it is another, the highest value of each
    of ``NUMBERED``; ``between`` the fields and values between them; ``held`` each facet's values; ``body``
    the packed record.
    """

    id: str
    version: int
    newest: float
    brevity: float
    severity: int
    terms: tuple[str, ...]
    checksum: int
    ends: tuple[float | None, ...]
    between: tuple[tuple[str, float], ...]
    held: Held
    body: bytes


def row_of(document: Document, terms: Termed, packing: Packing) -> IndexRow:
    """The row of a document.

    Raises:
        Unfit: no engine can hold it.
    """
    entry = entry_of(document, terms)
    columns = columns_of(entry)
    return IndexRow(
        id=document.id,
        version=document.version,
        newest=entry.newest,
        brevity=entry.brevity,
        severity=entry.severity,
        terms=columns,
        checksum=checksum(columns),
        ends=tuple(end for name in NUMBERED for end in _ends(entry.numbers.get(name, ()))),
        between=tuple(_between(entry)),
        held=tuple((facet, entry.tags.get(facet, ())) for facet in FACETS),
        body=packing.pack(document),
    )


def first_of(moment: float) -> int:
    """The first number of the week of a moment."""
    return int((min(max(moment, FIRST), LAST) - FIRST) // WEEK) * ROOM


def columns_of(entry: Entry) -> tuple[str, ...]:
    """The columns of FTS5: exact values, words, bigrams, sounds."""
    return tuple(" ".join(row) for row in (tokens_of(entry), entry.words, entry.bigrams, entry.alike))


def checksum(columns: tuple[str, ...]) -> int:
    """Tells whether terms are the ones that were put in."""
    return zlib.crc32("\n".join(columns).encode())


def _ends(numbers: tuple[float, ...]) -> tuple[float | None, float | None]:
    low, high = min(numbers, default=None), max(numbers, default=None)
    return low, high if high != low else None


def _between(entry: Entry) -> Iterator[tuple[str, float]]:
    for field, numbers in entry.numbers.items():
        for number in sorted(set(numbers))[1:-1]:
            yield field, number
