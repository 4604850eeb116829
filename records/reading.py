"""What a reader found in a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """The one state in which every page ends. ``UNKNOWN`` (no marker at all) is an alarm."""

    ITEMS = "items"
    EMPTY = "empty"
    UNCHANGED = "unchanged"
    GONE = "gone"
    LOGIN_WALL = "login_wall"
    FORBIDDEN = "forbidden"
    CAPTCHA = "captcha"
    CHALLENGE = "challenge"
    RATE_LIMITED = "rate_limited"
    REDIRECTED_ELSEWHERE = "redirected_elsewhere"
    OUT_OF_SCOPE = "out_of_scope"
    DISALLOWED = "disallowed"
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"


LinkKind = Literal["thread", "next", "user", "post"]
Precision = Literal["second", "minute", "hour", "day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Count:
    """A counter shown by the site; ``rounded`` when it printed something like ``1.2万``."""

    value: int
    rounded: bool = False


UNOBSERVED = "unobserved: not fetched by policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file or a net-disk share that a post offers: named, never fetched.

    ``size_shown`` is what the page printed (``12.4 MB``), ``size`` the same in bytes.
    """

    kind: Literal["file", "net-disk"]
    name: str
    url: str | None = None
    size_shown: str | None = None
    size: int | None = None
    digest: str = UNOBSERVED


Attached = Sequence[tuple[str, Attachment]]
"""Attachments, each with the id of the post that offers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as the platform shows it. ``text`` is the visible text with line breaks.

    ``time`` is aware and never later than the fetch; ``time_shown`` is what the page printed,
    ``price_shown`` the price a market prints beside the words. An ``excerpt`` is a row of a list, a search
    hit or a text cut short: the post's own page has the whole of it.
    """

    platform: str
    post_id: str
    url: str
    text: str
    board: str | None = None
    thread: str | None = None
    author_name: str | None = None
    author_id: str | None = None
    signature: str | None = None
    title: str | None = None
    images: tuple[str, ...] = ()
    time_shown: str | None = None
    time: datetime | None = None
    time_precision: Precision | None = None
    floor: int | None = None
    counters: dict[str, Count] | None = None
    ip_place: str | None = None
    reply_to: str | None = None
    price_shown: str | None = None
    excerpt: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads; ``url`` is absolute."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """What a list or a thread says of its own length; None where it does not say.

    ``page`` is the number of this page (the first is 1), ``pages`` how many there are as far as it shows: a
    pager of the pages around this one, or a word that there is more, tells the least there are. ``total``
    counts threads of a board, hits of a search, posts of a thread (the opener included). ``capped`` where the
    site is known to show no more than this though it has more.
    """

    page: int | None = None
    pages: int | None = None
    total: int | None = None
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A page understood: its state and why, the posts it shows, where it leads.

    ``charset`` is the encoding in which the page was read and, where header or page say another, what they
    say; None where no bytes were decoded.
    """

    state: State
    why: str = ""
    posts: tuple[Post, ...] = ()
    links: tuple[Link, ...] = ()
    charset: str | None = None
    pager: Pager | None = None
