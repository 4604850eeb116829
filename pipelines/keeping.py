"""What of a judged visit is kept: the page of a listing before anything points to it, all else masked.

Needs no engine: whoever carries visits (a crawl, an import) decides what follows from a failure.
"""

from dataclasses import replace
from pathlib import Path

from analysis.placeholders import placeholder_text
from crawlers.journal.journal import Journal
from crawlers.journal.wording import brings_news
from evidence.ledger import open_ledger
from evidence.vault import open_vault
from pipelines.masked_listings import masked_listings
from records.order import RunOrder
from records.visit import Capture, JudgedVisit, KeptVisit, Listing, PassedOver


class Keeping:
    """The vault and the ledger of one run, and what it knows already."""

    def __init__(self, order: RunOrder, journal: Journal) -> None:
        self.order = order
        self.journal = journal
        self.vault = open_vault(order.vault)
        self.ledger = open_ledger(Path(order.ledger))

    def news(self, found: list[Listing]) -> list[Listing]:
        """Those of the listings found that are new or say what they did not say before."""
        before, here = self.order.known, self.journal.kept_digest
        return [one for one in found if brings_news(one, here(one.id) or before.get(one.id))]

    def keep(self, item: JudgedVisit) -> KeptVisit:
        """Keep a capture where a post is a new or changed listing; note what was passed over.

        Raises:
            VaultError: the capture could not be kept, so nothing may speak of it.
        """
        found = masked_listings(item)
        new = self.news(found)
        capture = self.capture(item, len(new)) if new else None
        return KeptVisit(
            judged=item,
            capture=capture,
            listings=tuple(replace(one, capture=capture.digest) for one in new) if capture else (),
            sightings=tuple(one.id for one in found if one not in new and one.id in self.order.known),
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
        )
        self.ledger.append(
            "capture", capture.digest, "crawler", run=visit.run, source=source.name, listings=listings
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
