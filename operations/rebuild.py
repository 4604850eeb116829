"""The index made anew: from kept listings and decisions, or by reading and judging the vault again."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from casework.reviews import last_verdicts
from crawlers.completeness.doubts import Doubts
from crawlers.exports import read_part
from crawlers.journal.account import Account, journals
from crawlers.journal.journal import Journal
from crawlers.transaction import transaction
from evidence.vault import Vault, VaultError
from operations.importing.source import handed_in, is_handed_in
from operations.memory import Memory
from records.document import Document, document_of
from records.source import Source
from records.visit import Capture, Listing, Visit
from records.wire import encode
from search.index import Index

Judge = Callable[[Visit, str], list[Listing]]


def rebuild(home: Path, index: Index) -> int:
    """Fill a new index beside the old one, then switch; returns the number of documents."""
    return index.rebuild(documents(home))


def documents(home: Path) -> Iterator[Document]:
    """Every kept listing, its newest state, with the last review of it."""
    verdicts, gone = last_verdicts(), all_gone(home)
    for listing in newest(home).values():
        review, gone_at = verdicts.get(listing.id), gone.get(listing.id)
        if review:
            yield document_of(listing, review.verdict, review.at, gone_at)
        else:
            yield document_of(listing, gone_at=gone_at)


def all_gone(home: Path) -> dict[str, datetime]:
    """The listings that are gone, and since when."""
    memory = Memory(home)
    gone = memory.gone()
    memory.close()
    return gone


def newest(home: Path) -> dict[str, Listing]:
    """The newest state of each kept listing by id, with the time of its first."""
    found: dict[str, Listing] = {}
    for path in journals(home.resolve()):
        account = Account(path)
        for listing in account.listings():
            found[listing.id] = later(found.get(listing.id), listing)
        account.close()
    return found


def later(one: Listing | None, other: Listing) -> Listing:
    """The later of two versions of a listing, first seen when the earlier one was."""
    if one is None:
        return other
    first_seen = min(filter(None, (one.first_seen, one.seen_at, other.first_seen, other.seen_at)))
    return replace(max(one, other, key=lambda version: version.seen_at), first_seen=first_seen)


@dataclass(frozen=True, slots=True)
class Replay:
    """What reading the vault again came to: captures read, listings kept, what could not be read."""

    captures: int
    listings: int
    faults: tuple[str, ...] = ()


def replay(home: Path, vault: Vault, sources: dict[str, Source], judge: Judge) -> Replay:
    """Read and judge every capture again and keep what it now says, run by run.

    A listing that its captures no longer give is withdrawn; a run one of whose captures cannot be read keeps
    all that it had.
    """
    captures = kept = 0
    faults: list[str] = []
    for path in journals(home.resolve()):
        account = Account(path)
        listings, seen, wrong = _judge_again(account, vault, sources, judge)
        faults += wrong
        captures += seen
        if not wrong:
            _write(path, account.digests().keys() - {listing.id for listing in listings}, listings)
        account.close()
        kept += len({listing.id for listing in listings})
    return Replay(captures, kept, tuple(faults))


def _judge_again(
    account: Account, vault: Vault, sources: dict[str, Source], judge: Judge
) -> tuple[list[Listing], int, list[str]]:
    listings: list[Listing] = []
    faults: list[str] = []
    doubtful = (page.capture for page in Doubts(account.database).pages())
    captures = sorted((*account.captures(), *doubtful), key=lambda capture: capture.captured_at)
    for capture in captures:
        try:
            source = _source(capture, vault, sources)
            if source is None:
                gone = f"there is no source {capture.source!r} any more"
                faults.append(f"capture {capture.digest[:12]}: {gone}")
                continue
            listings += judge(_visit(capture, vault, source), capture.digest)
        except VaultError as error:
            faults.append(str(error))
    return listings, len(captures), faults


def _source(capture: Capture, vault: Vault, sources: dict[str, Source]) -> Source | None:
    """The declared source; of what was handed in the capture itself knows how it is read."""
    if not is_handed_in(capture.source):
        return sources.get(capture.source)
    facts = vault.open(capture.digest).facts
    return handed_in(capture.source, facts["family"], facts["zone"])


def _visit(capture: Capture, vault: Vault, source: Source) -> Visit:
    page = vault.read(capture.digest)
    return Visit(
        source=source,
        run=capture.run,
        row=0,
        page=page,
        reading=read_part(page, source),
    )


def _write(path: Path, withdrawn: set[str], listings: list[Listing]) -> None:
    journal = Journal(path)
    with transaction(journal.database) as database:
        database.executemany("DELETE FROM listing WHERE id=?", [(id_,) for id_ in withdrawn])
        for listing in _wholes(listings):
            journal.keep_listing(listing)
        _keep_for_good(database, {listing.capture for listing in listings})
    journal.close()


def _keep_for_good(database: sqlite3.Connection, needed: set[str]) -> None:
    """A page kept for some days on which a listing is read now is evidence like any other."""
    doubts = Doubts(database)
    for page in doubts.pages():
        if page.capture.digest in needed:
            row = (page.capture.digest, encode(page.capture))
            database.execute("INSERT OR IGNORE INTO capture VALUES (?, ?)", row)
            doubts.forget(page.capture.digest)


def _wholes(listings: list[Listing]) -> Iterator[Listing]:
    """Every listing but the excerpts of posts that were read whole as well."""
    whole = {listing.id for listing in listings if not listing.post.excerpt}
    return (listing for listing in listings if not listing.post.excerpt or listing.id not in whole)
