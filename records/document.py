"""The masked document an index holds of a listing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from records.assessment import Contact, Offer, Reason, Severity
from records.picture import Picture
from records.reading import Attachment
from records.visit import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A pure function of a kept listing and of people's decisions about it.

    ``version`` rises with every change; an index keeps the highest it has seen. ``seller`` is the account
    (``platform:author_id`` or ``platform:author_name``). ``seen_at`` is when the listing was seen to say
    this, ``first_seen`` when it was seen first (None: at the same time), ``gone_at`` since when it is not
    there any more. ``severity`` is a Grade, ``grading`` the whole of it, ``review`` the last verdict
    (``unreviewed confirmed rejected unsure``), given at ``reviewed_at``. ``campaign`` is equal for copies of
    an advert, ``withdrawn_since`` the version of the product that no longer judges it a listing (empty: it
    does). Texts are masked without changing their length; ``match_tokens`` tell which identity values the
    post held.
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
    grading: Severity = field(default_factory=Severity)
    posted_at: datetime | None = None
    time_shown: str | None = None
    first_seen: datetime | None = None
    gone_at: datetime | None = None
    review: str = "unreviewed"
    reviewed_at: datetime | None = None
    campaign: str = ""
    withdrawn_since: str = ""
    tags: tuple[str, ...] = field(default_factory=tuple)
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    match_tokens: tuple[str, ...] = ()

    @property
    def told_at(self) -> datetime:
        """When it was posted or else first seen, in UTC: the time that orders it, and its month."""
        return (self.posted_at or self.first_seen or self.seen_at).astimezone(UTC)


def document_of(
    listing: Listing,
    review: str = "unreviewed",
    reviewed_at: datetime | None = None,
    gone_at: datetime | None = None,
) -> Document:
    """The document of a kept listing after the review given; its version is the latest of the times in ms."""
    post, assessment = listing.post, listing.assessment
    account = post.author_id or post.author_name
    changed = max(filter(None, (listing.seen_at, reviewed_at, gone_at)))
    return Document(
        id=listing.id,
        version=int(changed.timestamp() * 1000),
        url=post.url,
        source=listing.source,
        platform=post.platform,
        board=post.board,
        thread=post.thread,
        title=post.title,
        text=post.text,
        author_name=post.author_name,
        seller=f"{post.platform}:{account}" if account else None,
        signature=post.signature,
        label=assessment.label,
        score=assessment.score,
        categories=assessment.categories,
        offers=assessment.offers,
        contacts=assessment.contacts,
        reasons=assessment.reasons,
        severity=assessment.severity.grade,
        severity_basis=assessment.severity.basis,
        sensitive=assessment.severity.sensitive,
        grading=assessment.severity,
        posted_at=post.time,
        time_shown=post.time_shown,
        seen_at=listing.seen_at,
        first_seen=listing.first_seen,
        gone_at=gone_at,
        capture=listing.capture,
        run=listing.run,
        review=review,
        reviewed_at=reviewed_at,
        campaign=listing.campaign,
        withdrawn_since=listing.withdrawn_since,
        attachments=post.attachments,
        pictures=listing.pictures,
        match_tokens=listing.match_tokens,
    )
