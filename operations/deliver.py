"""Drains the outboxes into the index: retried for ever, with a dead letter for a document the index
refuses.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from crawlers.journal.account import Account, Parcel, journals
from crawlers.transaction import transaction
from records.document import Document
from search.index import Index

BATCH = 500
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round did: documents delivered, refused for now, given up."""

    delivered: int = 0
    refused: int = 0
    dead: int = 0


def deliver(home: Path, index: Index) -> Delivery:
    """Deliver every outbox under ``home`` once through.

    Raises:
        IndexFault: the index cannot be reached; everything undelivered stays where it is.
    """
    delivered = refused = dead = 0
    for path in journals(home.resolve()):
        account = Account(path)
        try:
            while parcels := account.parcels(BATCH):
                done = hand_over(account, parcels, index)
                delivered, refused, dead = (
                    delivered + done.delivered,
                    refused + done.refused,
                    dead + done.dead,
                )
        finally:
            account.close()
    return Delivery(delivered, refused, dead)


def hand_over(account: Account, parcels: list[Parcel], index: Index) -> Delivery:
    """One batch: what the index took is marked delivered, what it refused counts an attempt or dies."""
    documents = [with_verdict(parcel.document, index) for parcel in parcels]
    refusals = {refusal.id: refusal.reason for refusal in index.put(documents)}
    now = datetime.now(UTC).isoformat()
    dead = 0
    with transaction(account.database) as database:
        for parcel in parcels:
            reason = refusals.get(parcel.document.id)
            if reason is None:
                database.execute("UPDATE outbox SET delivered_at=?, error=NULL WHERE n=?", (now, parcel.n))
                continue
            dying = parcel.attempts + 1 >= MOST_ATTEMPTS
            dead += dying
            database.execute(
                "UPDATE outbox SET attempts=attempts+1, error=?, dead=? WHERE n=?", (reason, dying, parcel.n)
            )
    return Delivery(len(parcels) - len(refusals), len(refusals), dead)


def with_verdict(document: Document, index: Index) -> Document:
    """A later version of a known listing, under the verdict that the index has of the earlier one."""
    earlier = index.get(document.id) if document.first_seen else None
    return replace(document, review=earlier.review) if earlier else document


def pending(home: Path) -> int:
    """Documents that wait in the outboxes."""
    total = 0
    for path in journals(home.resolve()):
        account = Account(path)
        total += account.count("outbox", "delivered_at IS NULL AND dead=0")
        account.close()
    return total
