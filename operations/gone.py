"""What the index is told of listings that are gone, or back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crawlers.journal.account import Account
from operations.memory import Memory
from records.document import Document, document_of
from records.visit import Listing


def documents_of_gone(account: Account, memory: Memory, home: Path) -> Iterator[Document]:
    """The documents of the listings of which a run saw that they are gone or back, as they were last kept."""
    for source, id_, run, gone_at, first_seen in memory.gone_or_back(account.fact("run") or ""):
        listing = kept_in(home, run, id_)
        if listing is not None:
            yield document_of(replace(listing, source=source, first_seen=first_seen), gone_at=gone_at)


def kept_in(home: Path, run: str, listing: str) -> Listing | None:
    """A listing as a run kept it; None where the run or the listing is no longer there."""
    path = home.resolve() / "runs" / run / "journal.sqlite"
    if not path.is_file():
        return None
    kept = Account(path)
    found = kept.listing(listing)
    kept.close()
    return found
