"""The pages of one list or thread, taken together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawlers.completeness.asked import Asked
from crawlers.completeness.extent import Extent
from crawlers.readers.paging import series_of

READ = ("items", "unchanged", "too_large")
# Hops on the way to a page, and what the fence kept out: no pages of the list.
NO_PAGES = ("redirected_elsewhere", "out_of_scope")


@dataclass(frozen=True, slots=True)
class Series:
    """The pages of one list or thread in the order in which they were found; at least one."""

    pages: tuple[Asked, ...]

    @property
    def first(self) -> Asked:
        """The page found first."""
        return self.pages[0]

    @property
    def thread(self) -> bool:
        """Whether it is a thread, or the page of a single post."""
        return self.first.kind in ("thread", "post") or any(extent.thread for extent in self.extents)

    @property
    def read(self) -> tuple[Asked, ...]:
        """The pages that were read; empty ones only where there is no other."""
        full = tuple(page for page in self.pages if page.state in READ)
        return full or tuple(page for page in self.pages if page.state == "empty")

    @property
    def extents(self) -> tuple[Extent, ...]:
        """What the pages read said."""
        return tuple(page.extent for page in self.read if page.extent)

    @property
    def stopped(self) -> bool:
        """Whether the run went no further in it, for the rest was known."""
        return any(page.stopped for page in self.pages)

    @property
    def capped(self) -> bool:
        """Whether the site shows no more though it has more, and the rest was not asked for in parts."""
        divided = any(page.divided for page in self.pages)
        return not divided and any(extent.capped for extent in self.extents)

    @property
    def seen(self) -> int:
        """Pages read; a browser may have shown several under one address."""
        alone = self.extents[0] if len(self.read) == len(self.extents) == 1 else None
        return max(len(self.read), (alone.page or 0) if alone and alone.rendered else 0)

    @property
    def said(self) -> int:
        """The pages that there are: the greatest number the site said, or as many as were found."""
        told = (extent.pages or 0 for extent in self.extents)
        found = [page for page in self.pages if page.state not in (*NO_PAGES, "empty")]
        return max([*told, len(found), self.seen])

    @property
    def before(self) -> int:
        """Pages before the first that was asked: a known thread is asked from where it was left."""
        numbers = [extent.page for extent in self.extents if extent.page and not extent.rendered]
        return min(numbers) - 1 if numbers else 0

    @property
    def total(self) -> int | None:
        """Posts or rows that there are, by the greatest count the site gave."""
        return max((extent.total for extent in self.extents if extent.total is not None), default=None)

    @property
    def posts(self) -> int:
        """Different posts or rows on the pages read."""
        return len(frozenset[int]().union(*(extent.posts for extent in self.extents)))


def group(pages: Iterable[Asked], family: str) -> tuple[Series, ...]:
    """Pages by the list or thread they are of: by the address without its page, and by the thread shown.

    An address that a redirect led to and that gave nothing is a page of what was asked for.
    """
    origins: dict[int, Asked] = {}
    by_address: dict[str, list[Asked]] = {}
    for page in pages:
        origins[page.row] = _origin(page, origins)
        by_address.setdefault(series_of(family, origins[page.row].url), []).append(page)
    found: dict[object, list[Asked]] = {}
    for address, part in by_address.items():
        found.setdefault(_thread(part) or address, []).extend(part)
    return tuple(Series(tuple(sorted(part, key=lambda page: page.row))) for part in found.values())


def _origin(page: Asked, origins: Mapping[int, Asked]) -> Asked:
    """What was asked for, where a redirect led to ``page`` and it gave nothing; else the page itself."""
    asked = origins.get(page.parent or 0)
    if asked is None or asked.state != "redirected_elsewhere" or page.state in READ:
        return page
    return asked


def _thread(pages: list[Asked]) -> tuple[str, str] | None:
    """Host and number of the thread that the pages show; several addresses lead to one."""
    shown = ((page.url, page.extent.thread) for page in pages if page.extent and page.extent.thread)
    return next(((urlsplit(url).netloc, thread) for url, thread in shown if thread), None)
