"""Drains the outboxes of journals into the index: retried for ever, with a dead letter for a document that
the index refuses.

An outbox names listings. What the index gets is made when it is delivered, of all that is known then, by one
process at a time; so no delivery takes back what another has brought.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crawlers.journal.account import Account, Parcel, journals
from operations.covered.stamp import Stamp, stamp_of
from operations.dead_letters import bury
from operations.known import Known, known_of
from operations.memory import Memory
from operations.turn import turn
from records.document import Document
from records.visit import Listing
from search.index import Index

# Elasticsearch shows what it was given once in so many documents.
BATCH = 5_000
# Told of documents before the index gets them, and so before they count as delivered: whoever dies in
# between is told again.
Alert = Callable[[Sequence[Document]], object]
#: A journal's file and its log.
Stand = tuple[Stamp, Stamp]
SETTLED_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round did: listings delivered, and given up as dead letters."""

    delivered: int = 0
    dead: int = 0

    def __add__(self, other: "Delivery") -> "Delivery":
        return Delivery(self.delivered + other.delivered, self.dead + other.dead)


class Drained:
    """Journals in whose outbox nothing waits: while their files stand as they did, they are not opened."""

    def __init__(self) -> None:
        self.stands: dict[Path, Stand] = {}

    def waiting(self, home: Path) -> list[Path]:
        """The journals in whose outbox something waits, oldest first."""
        return [path for path in journals(home.resolve()) if self._waits(path)]

    def _waits(self, path: Path) -> bool:
        stand = stand_of(path)
        if self.stands.get(path) == stand:
            return False
        account = Account(path)
        waits = bool(account.parcels(1))
        account.close()
        # Of what was written just now the clock cannot tell what is written next.
        if not waits and max(at for at, _ in stand) < time.time_ns() - SETTLED_NS:
            self.stands[path] = stand
        return waits


def stand_of(path: Path) -> Stand:
    """How a journal's files stand now."""
    # The log goes whenever the last who has the journal open closes it.
    return (stamp_of(path), stamp_of(f"{path}-wal"))


def deliver(home: Path, index: Index, alert: Alert | None = None, drained: Drained | None = None) -> Delivery:
    """Deliver every journal's outbox under ``home`` once through; ``alert`` hears of each document first.

    Raises:
        IndexFault: the index cannot be reached; everything undelivered stays where it is.
    """
    home, done = home.resolve(), Delivery()
    for path in (drained or Drained()).waiting(home):
        account = Account(path)
        try:
            while account.parcels(1):
                with turn(home):
                    done += hand_over(home, account, index, alert)
        finally:
            account.close()
    return done


def hand_over(home: Path, account: Account, index: Index, alert: Alert | None = None) -> Delivery:
    """One batch of a journal's outbox. Whoever calls has the turn."""
    parcels = account.parcels(BATCH)
    documents = _news(home, account, parcels, index)
    if alert is not None and documents:
        alert(documents)
    refused = put(home, index, documents)
    account.settle(parcels, refused)
    listings = {parcel.id for parcel in parcels}
    return Delivery(len(listings) - len(refused), len(refused))


def tell_waiting(home: Path, index: Index, alert: Alert) -> None:
    """Tell of everything that waits in the outboxes, and leave it there: what comes into the index in another
    way than by delivery is nothing new when it is delivered. Whoever calls has the turn.
    """
    for path in Drained().waiting(home.resolve()):
        account = Account(path)
        parcels = account.parcels(sys.maxsize)
        for start in range(0, len(parcels), BATCH):
            alert(_news(home, account, parcels[start : start + BATCH], index))
        account.close()


def put(home: Path, index: Index, documents: Sequence[Document]) -> dict[str, str]:
    """Store documents; those that are refused become dead letters. Returns their reasons by id."""
    refused = {refusal.id: refusal.reason for refusal in index.put(documents)} if documents else {}
    bury(home, documents, refused)
    return refused


def _news(home: Path, account: Account, parcels: Sequence[Parcel], index: Index) -> list[Document]:
    """What a journal's parcels tell that the index does not hold yet."""
    ids = list(dict.fromkeys(parcel.id for parcel in parcels))
    stored, known = index.get_many(ids), known_of(home, ids)
    return [*changed(stored, _made(home, account, parcels, stored, known))]


def _made(
    home: Path, account: Account, parcels: Sequence[Parcel], stored: Mapping[str, Document], known: Known
) -> Iterator[Document]:
    """The documents of a journal's parcels, as far as their listings are still kept."""
    for id_ in dict.fromkeys(parcel.id for parcel in parcels):
        if listing := account.listing(id_):
            yield known.document(listing, stored.get(id_))
        elif id_ in stored:
            yield known.renew(stored[id_])
        elif kept := kept_elsewhere(home, account, id_):
            yield known.document(kept)


def changed(stored: Mapping[str, Document], made: Iterable[Document]) -> Iterator[Document]:
    """Those documents that say something else than what is stored, each under a higher version."""
    for document in made:
        before = stored.get(document.id)
        if before is None:
            yield document
        elif replace(document, version=before.version) != before:
            yield replace(document, version=max(document.version, before.version + 1))


def kept_elsewhere(home: Path, account: Account, listing: str) -> Listing | None:
    """A listing that a run has only seen to be gone or back, from the journal of the run that kept it."""
    memory = Memory(home)
    run = memory.kept_by(account.fact("source") or "", listing)
    memory.close()
    path = home / "runs" / (run or "") / "journal.sqlite"
    if run is None or not path.is_file():
        return None
    kept = Account(path)
    found = kept.listing(listing)
    kept.close()
    return found


def pending(home: Path) -> int:
    """Listings that wait in the outboxes of journals."""
    total = 0
    for path in journals(home.resolve()):
        account = Account(path)
        total += account.count("outbox", "delivered_at IS NULL AND dead=0")
        account.close()
    return total
