"""What one look at an address tells of a place nobody watches yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crawlers.arrival.example import example_of
from crawlers.arrival.front_page import Board, find_boards
from crawlers.arrival.recognition import Recognition, recognise, self_named
from crawlers.charset import charset_of
from crawlers.readers import FAMILIES, read
from crawlers.readers.answers import common_answer, redirect_target
from crawlers.readers.challenges import find_challenge
from crawlers.readers.sheet import open_sheet
from records.errand import Reply
from records.page import Page
from records.reading import Reading, State
from records.source import Source

Outcome = Literal["ready", "browser", "nothing", "wall", "moved", "refused", "unknown"]
READABLE = {State.ITEMS, State.EMPTY, State.UNCHANGED}
REFUSED = {State.DISALLOWED, State.OUT_OF_SCOPE, State.UNREACHABLE, State.SERVER_ERROR, State.GONE}
_POWERED = re.compile(r"[\s|·-]*powered by.*", re.IGNORECASE | re.DOTALL)
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An address, what came of it, what family it seems to be of and the shipped source that is like it.

    ``outcome``: ``ready`` to be declared; ``browser``: known, but posts show only in a browser; ``nothing``:
    known, but its reader finds nothing on this page; ``wall``; ``moved`` to another host; ``refused``: no
    answer, the fence, robots.txt, gone; or ``unknown``.
    """

    address: str
    reply: Reply
    reading: Reading
    outcome: Outcome
    found: tuple[Recognition, ...] = ()
    pattern: Source | None = None
    boards: tuple[Board, ...] = ()
    title: str = ""
    hint: str = ""

    @property
    def page(self) -> Page | None:
        """The last page that came, or None."""
        return self.reply.pages[-1] if self.reply.pages else None

    @property
    def family(self) -> str | None:
        """The likeliest family."""
        return self.found[0].family if self.found else None

    @property
    def declarable(self) -> bool:
        """Whether it can be declared: as it is, or because somebody says of which family it is."""
        said = bool(self.found) and self.found[0].by == "you"
        return self.outcome in ("ready", "browser") or (said and self.outcome in ("wall", "nothing"))

    @property
    def charset(self) -> str | None:
        """The encoding of the page, as its reader or, where no family is known, the decoder has it."""
        return self.reading.charset or (charset_of(self.page) if self.page else None)

    @property
    def threads(self) -> int:
        """How many threads the page leads to."""
        return sum(link.kind == "thread" for link in self.reading.links)


def understand(
    reply: Reply, shipped: Sequence[Source], family: str | None = None, private: bool = False
) -> Arrival:
    """What ``reply`` tells; ``shipped`` show how a family is fetched, ``family`` overrules the looks."""
    if reply.refusal or not reply.pages:
        reading = reply.refusal or Reading(State.UNREACHABLE, "nothing came back")
        return Arrival(address=reply.address, reply=reply, reading=reading, outcome="refused")
    page = reply.pages[-1]
    found = (_named(page, family),) if family else recognise(page, shipped)
    reading = read(page, found[0].family, "UTC") if found else _unread(page)
    pattern = _pattern(page, reading, found[0].family, shipped, private) if found else None
    return Arrival(
        address=reply.address,
        reply=reply,
        reading=reading,
        outcome=_outcome(reading, pattern, page, bool(found)),
        found=found,
        pattern=pattern,
        boards=find_boards(page, reading),
        title=title_of(page),
        hint="" if found else self_named(page) or "",
    )


def _pattern(
    page: Page, reading: Reading, family: str, shipped: Sequence[Source], private: bool
) -> Source | None:
    lacking = page.rendering is None and page.status == 200 and reading.state is State.UNKNOWN
    return example_of(family, page.url, shipped, private=private, lacking=lacking)


def _named(page: Page, family: str) -> Recognition:
    """The family that somebody says it is."""
    return Recognition(family, FAMILIES[family].recognise(page) or "", "you")


def _unread(page: Page) -> Reading:
    return common_answer(page) or find_challenge(page) or Reading(State.UNKNOWN, "no family knows this page")


def _is_card(reading: Reading) -> bool:
    """A page that only tells that something exists, as readers call it: Telegram's groups and people."""
    return reading.state is State.EMPTY and "landing card" in reading.why


def _outcome(reading: Reading, pattern: Source | None, page: Page, known: bool) -> Outcome:
    plain = page.rendering is None and pattern is not None and pattern.render != "never"
    if reading.state in (State.UNKNOWN, State.EMPTY) and plain and page.status == 200:
        return "browser"
    if reading.posts or (reading.state in READABLE and not _is_card(reading)):
        return "ready"
    if reading.state is State.UNKNOWN or _is_card(reading):
        return "nothing" if known else "unknown"
    if reading.state is State.REDIRECTED_ELSEWHERE:
        return "moved"
    return "refused" if reading.state in REFUSED else "wall"


def target_of(arrival: Arrival) -> str | None:
    """Where an address leads that has moved to another host."""
    return redirect_target(arrival.page) if arrival.page else None


def title_of(page: Page) -> str:
    """The page's title, without what the software says of itself; empty where it has none."""
    root = open_sheet(page, "UTC").root
    words = _POWERED.sub("", root.css("title::text").get() or "")
    parts = dict.fromkeys(part for part in (" ".join(part.split()) for part in words.split(" - ")) if part)
    return " - ".join(parts)[:_LONGEST_TITLE]
