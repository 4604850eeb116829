"""A list of terms that somebody asks the index about, and what the index answered."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

MOST_TERMS = 10_000
#: Of an upload. Ten thousand long names take two megabytes.
MOST_BYTES = 4 * 2**20
TermKind = Literal[
    "phone", "qq", "wechat", "email", "telegram", "id", "card", "plate", "paper", "account", "web", "name"
]
#: Why a term is not asked for; the words for it are the code itself.
RefusalReason = Literal[
    "too long",
    "too short",
    "broken characters",
    "rounded by the table",
    "more than one value",
    "no such number",
    "no such handle",
    "nothing to search",
]


@dataclass(frozen=True, slots=True)
class Upload:
    """A list as somebody handed it in: the name of its file (empty: pasted) and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTerm:
    """A term as it was given on ``line`` (counted from 1), and what it is."""

    line: int
    text: str
    kind: TermKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTerm:
    """A term that is not asked for, and why."""

    line: int
    text: str
    why: RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedTerm:
    """A line that asks for what the line ``first`` asks for already."""

    line: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTerms:
    """What a list asks for, in its order; what of it is left out, and the ``header`` of its column."""

    asked: tuple[ListedTerm, ...]
    refused: tuple[RefusedTerm, ...] = ()
    repeated: tuple[RepeatedTerm, ...] = ()
    blank: tuple[int, ...] = ()
    header: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermHit:
    """A listing that answers a term; ``at`` is when it was posted or, where that is not known, seen."""

    id: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAnswer:
    """What the index holds of one term: ``total`` listings, the newest of them as ``hits``, newest first.

    ``oldest`` is the day of the oldest one, or its month where there are more than the hits, or "" where
    the index did not tell of all months.
    ``categories`` and ``sellers`` are those of all of them, the most frequent first. Where it is not
    ``in_time``, the index did not come to the end of it: there may be more.
    """

    total: int
    hits: tuple[TermHit, ...] = ()
    oldest: str = ""
    categories: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    in_time: bool = True
