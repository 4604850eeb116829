"""A few addresses to be fetched outside any run, and what came of each."""

from dataclasses import dataclass
from typing import Literal

from records.page import Page
from records.reading import Reading
from records.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Addresses to ask for once each, inside ``source``'s fence, at its pace, by its way of rendering.

    Up to ``hops`` redirects are followed, none of them to another host than the one that was asked.
    """

    source: Source
    addresses: tuple[str, ...]
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host's robots.txt says of an address; ``delay`` is its Crawl-delay for us in seconds."""

    verdict: Literal["allows", "forbids", "unavailable", "not asked"]
    delay: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of one address: its pages, redirects first, and why there is no more of them.

    ``refusal`` is the reading of a request that was not sent or not answered (fence, robots.txt, no answer);
    then the last page, if any, is an answer that led there.
    """

    address: str
    pages: tuple[Page, ...]
    refusal: Reading | None = None
    robots: Robots = Robots("not asked")
