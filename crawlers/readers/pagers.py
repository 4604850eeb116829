"""What a list or a thread says of its own length."""

import re
from collections.abc import Iterable

from crawlers.readers.numbers import parse_count
from records.reading import Pager

_NUMBER = re.compile(r"\D{0,5}(\d{1,7})\D{0,5}")


def pager_of(
    page: int | None = None, pages: int | None = None, total: int | None = None, capped: bool = False
) -> Pager | None:
    """The pager; None where the page says nothing of the kind."""
    if page is None and pages is None and total is None:
        return None
    return Pager(page=page, pages=pages, total=total, capped=capped)


def pager_from(current: str | None, shown: Iterable[str], total: int | None = None) -> Pager | None:
    """The pager whose ``current`` number and others are ``shown`` as words; 下一页 is none.

    A pager that shows but the pages around this one tells the least there are.
    """
    page = page_shown(current)
    numbers = [number for words in shown if (number := page_shown(words))]
    return pager_of(page, max([*numbers, *([page] if page else [])], default=None), total)


def page_shown(words: str | None) -> int | None:
    """The number that is all of ``words`` but for signs around it: ``[2]``, ``... 57``, ``第3页``."""
    found = _NUMBER.fullmatch((words or "").strip())
    return int(found[1]) if found else None


def counted(words: str | None, more: int = 0) -> int | None:
    """The exact number in ``words`` and ``more`` (the opener, where only replies are counted); None where the
    site rounded it.
    """
    count = parse_count(words)
    return count.value + more if count and not count.rounded else None


def pages_for(total: int | None, size: int | None) -> int | None:
    """How many pages ``total`` entries make at ``size`` each."""
    return -(-total // size) if total is not None and size else None
