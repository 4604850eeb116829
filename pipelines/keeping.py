"""What of a judged visit is kept: the page of a listing before anything points to it, all else masked.

Needs no engine: whoever carries visits (a crawl, an import) decides what follows from a failure.
"""

from dataclasses import replace
from pathlib import Path

from analysis.privacy.placeholders import placeholder_text
from crawlers.journal.journal import Journal
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.sighted import moment
from crawlers.memory.wording import is_new_version, latest, sighting_of
from evidence.ledger import open_ledger
from evidence.match_keys import match_keys
from evidence.vault import open_vault
from pipelines.masked_listings import masked_listings
from records.handover import Part
from records.order import RunOrder
from records.visit import Capture, JudgedPost, JudgedVisit, KeptVisit, Listing, PassedOver, Sighting


class Keeping:
    """The vault and the ledger of one run, and what it knows already."""

    def __init__(self, order: RunOrder, journal: Journal, knowledge: Knowledge) -> None:
        self.order = order
        self.journal = journal
        self.knowledge = knowledge
        self.vault = open_vault(order.vault)
        self.ledger = open_ledger(Path(order.ledger))
        self.match_key = match_keys(Path(order.keys))[0]

    def news(self, item: JudgedVisit) -> list[Listing]:
        """The masked listings that are new or say what they did not say before."""
        new = replace(item, posts=tuple(filter(self.is_news, item.posts)))
        return [self.dated(listing) for listing in masked_listings(new, self.match_key)]

    def is_news(self, judged: JudgedPost) -> bool:
        """Whether a listing has a wording or price that neither this run nor an earlier one has kept."""
        id_ = judged.listing_id
        known = latest(self.journal.learned.post(id_), self.knowledge.post(id_))
        return is_new_version(judged, known)

    def dated(self, listing: Listing) -> Listing:
        """The listing with the time at which it was first seen."""
        known = self.knowledge.post(listing.id)
        return replace(listing, first_seen=moment(known.first_seen)) if known else listing

    def sightings(self, item: JudgedVisit) -> tuple[Sighting, ...]:
        """The listings of earlier runs that the page shows; a row does not bring back a post that is gone."""
        known = [(judged, self.knowledge.post(judged.listing_id)) for judged in item.posts]
        seen_at = item.visit.page.fetched_at
        return tuple(
            sighting_of(judged, one, seen_at)
            for judged, one in known
            if one is not None and one.listing and not (one.gone and judged.post.excerpt)
        )

    def keep(self, item: JudgedVisit) -> KeptVisit:
        """Keep a capture where a post is a new or changed listing; note what was passed over.

        Raises:
            VaultError: the capture could not be kept, so nothing may speak of it.
        """
        new = self.news(item)
        capture = self.capture(item, len(new)) if new else None
        return KeptVisit(
            judged=item,
            capture=capture,
            listings=tuple(replace(one, capture=capture.digest) for one in new) if capture else (),
            sightings=self.sightings(item),
            passed_over=self.passed_over(item),
        )

    def capture(self, item: JudgedVisit, listings: int) -> Capture:
        """The page in the vault and in the ledger."""
        visit, source = item.visit, item.visit.source
        capture = self.vault.keep(
            visit.page,
            source=source.name,
            family=source.family,
            zone=source.zone,
            run=visit.run,
            manner=visit.manner,
            attachments=[(post.post_id, one) for post in visit.reading.posts for one in post.attachments],
        )
        actor, more = _handed_in(visit.page.part) if visit.page.part else ("crawler", {})
        self.ledger.append(
            "capture", capture.digest, actor, run=visit.run, source=source.name, listings=listings, **more
        )
        return capture

    def passed_over(self, item: JudgedVisit) -> tuple[PassedOver, ...]:
        """The posts that were no listing, without author and with every handle as a typed placeholder."""
        if not self.order.passed_over_days:
            return ()
        visit = item.visit
        return tuple(
            PassedOver(
                source=visit.source.name,
                url=judged.post.url,
                post_id=judged.post.post_id,
                text=placeholder_text("\n".join(filter(None, (judged.post.title, judged.post.text)))),
                score=judged.assessment.score,
                seen_at=visit.page.fetched_at,
            )
            for judged in item.posts
            if judged.assessment.label == "other"
        )


def _handed_in(part: Part) -> tuple[str, dict[str, str]]:
    """Who kept the capture, and of which file it is a part."""
    return "import", {
        "file": part.file.sha256,
        "place": part.place,
        "handed_in_by": part.handover.by,
        "how": part.handover.how,
    }
