"""The document of a listing, made of what every store says of it: its newest version, whether it is gone, its
last review.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from analysis.campaign import campaign_of
from casework.open import has_casework
from casework.reviews import last_verdicts
from operations.memory import Memory
from records.document import Document, document_of
from records.visit import Listing


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of a listing last, and when."""

    verdict: str
    at: datetime | None


UNREVIEWED = Verdict("unreviewed", None)


@dataclass(frozen=True, slots=True)
class Known:
    """What source memory and the case room say of listings, by id."""

    verdicts: Mapping[str, Verdict]
    gone: Mapping[str, datetime]

    def document(self, listing: Listing, stored: Document | None = None) -> Document:
        """The document of a listing's version, where the index holds ``stored`` of it."""
        return self.renew(merged(stored, plain(listing)))

    def renew(self, document: Document) -> Document:
        """A document with what is said today of its listing."""
        review, gone_at = self.verdicts.get(document.id, UNREVIEWED), self.gone.get(document.id)
        told = (review.verdict, review.at, gone_at)
        # The sum rises with each of them, and so with whatever comes last, be its time late or early.
        version = sum(int(at.timestamp() * 1000) for at in (document.seen_at, review.at, gone_at) if at)
        if told == (document.review, document.reviewed_at, document.gone_at) and version == document.version:
            return document
        return replace(
            document, review=review.verdict, reviewed_at=review.at, gone_at=gone_at, version=version
        )


def known_of(home: Path, ids: Collection[str] | None = None) -> Known:
    """What is known of these listings, or of all."""
    # What nobody decided need not be asked for.
    rows = last_verdicts(ids) if has_casework(home) else {}
    memory = Memory(home)
    gone = memory.gone(ids)
    memory.close()
    return Known({id_: Verdict(row.verdict, row.at) for id_, row in rows.items()}, gone)


def plain(listing: Listing) -> Document:
    """The document of a listing alone. One kept before there were campaigns gets its own."""
    if not listing.campaign:
        listing = replace(listing, campaign=campaign_of(listing.post, listing.assessment.contacts))
    return since(document_of(listing), listing.first_seen or listing.seen_at)


def since(document: Document, first_seen: datetime) -> Document:
    """A document whose listing was first seen then; a time of its own only where that was earlier."""
    told = first_seen if first_seen < document.seen_at else None
    return document if told == document.first_seen else replace(document, first_seen=told)


def merged(stored: Document | None, made: Document) -> Document:
    """The document that the index is to hold where it holds ``stored``, and ``made`` is of the same version
    of the listing or of another.

    What is judged a listing outdoes what no longer is, then the later (at the same time the later run's) the
    earlier; the first sight of either is the first. So it does not matter in which order versions come.
    """
    if stored is None:
        return made
    first = min(moment for one in (stored, made) for moment in (one.seen_at, one.first_seen) if moment)
    return since(max((made, stored), key=rank), first)


def rank(version: Document) -> tuple[bool, datetime, str]:
    """Of two versions of a listing the one with the higher rank counts."""
    return not version.withdrawn_since, version.seen_at, version.run
