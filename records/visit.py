"""How a page travels: each hop hands over a new, richer, frozen record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from records.assessment import Assessment
from records.manner import UNSAID, Manner
from records.page import Page
from records.picture import Picture
from records.reading import Post, Reading
from records.source import Source

Change = Literal["same", "text", "price", "gone"]


@dataclass(frozen=True, slots=True)
class Again:
    """The same address is to be asked once more: ``after`` seconds from now, in a browser if ``render``."""

    after: float = 0.0
    render: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page, what it said and where it leads: the one item a spider yields.

    ``row`` is the journal's number of the request, ``depth`` its distance from a start address, ``again``
    set where the address goes back to the frontier instead of ending here. ``manner`` is how it was come by.
    """

    source: Source
    run: str
    row: int
    page: Page
    reading: Reading
    depth: int = 0
    again: Again | None = None
    manner: Manner = UNSAID


@dataclass(frozen=True, slots=True)
class JudgedPost:
    """A post and what the machine thinks of it. ``listing_id`` is stable over runs and replays, ``pictures``
    are those of the post that were read.
    """

    listing_id: str
    post: Post
    assessment: Assessment
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedVisit:
    """A visit whose every post has an assessment."""

    visit: Visit
    posts: tuple[JudgedPost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page kept in the vault: ``digest`` is the SHA-256 of its WARC file and its name there."""

    digest: str
    url: str
    source: str
    run: str
    captured_at: datetime
    size: int
    records: int
    grade: str = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A post that offers or seeks personal data. Everything in it is masked; the original lies in
    ``capture``. ``seen_at`` is when it was seen to say this, ``first_seen`` when it was seen first (None: at
    the same time). ``match_tokens`` tell which identity values it held without showing them. ``campaign`` is
    the fingerprint of its text, ``withdrawn_since`` the version of the product that no longer judges it a
    listing (empty: it does).
    """

    id: str
    source: str
    run: str
    post: Post
    assessment: Assessment
    capture: str
    seen_at: datetime
    first_seen: datetime | None = None
    match_tokens: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    campaign: str = ""
    withdrawn_since: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A known listing seen again, or not where it stood; ``before`` and ``after`` are its prices where they
    changed.
    """

    id: str
    seen_at: datetime
    change: Change = "same"
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """The masked text of a post that was no listing: no author, no contacts; kept for some days, never
    indexed.
    """

    source: str
    url: str
    post_id: str
    text: str
    score: float
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVisit:
    """A judged visit with what was kept of it, ready to be committed whole."""

    judged: JudgedVisit
    capture: Capture | None = None
    listings: tuple[Listing, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
