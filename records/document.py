"""The masked document an index holds of a listing."""

from dataclasses import dataclass, field
from datetime import datetime

from records.assessment import Contact, Offer, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A pure function of a kept listing and of people's decisions about it.

    ``version`` rises with every change; an index keeps the highest it has seen. ``seller`` is the account
    (``platform:author_id`` or ``platform:author_name``). ``severity`` is a Grade, ``review`` the last verdict
    (``unreviewed confirmed rejected unsure``). Texts are masked without changing their length.
    """

    id: str
    version: int
    url: str
    source: str
    platform: str
    text: str
    label: str
    score: float
    severity: str
    seen_at: datetime
    capture: str
    run: str
    title: str | None = None
    board: str | None = None
    thread: str | None = None
    author_name: str | None = None
    seller: str | None = None
    signature: str | None = None
    categories: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    reasons: tuple[Reason, ...] = ()
    severity_basis: str = ""
    sensitive: bool = False
    posted_at: datetime | None = None
    time_shown: str | None = None
    review: str = "unreviewed"
    tags: tuple[str, ...] = field(default_factory=tuple)
