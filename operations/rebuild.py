"""The index made anew: from kept listings and decisions, or by reading and judging the vault again."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from crawlers.completeness.doubts import Doubts
from crawlers.journal.account import Account, journals
from crawlers.journal.journal import Journal
from crawlers.transaction import transaction
from evidence.vault import Vault
from operations.dead_letters import bury, dead_letters
from operations.deliver import Alert, tell_waiting
from operations.kept import kept_listings
from operations.known import known_of
from operations.rereading import Judge, Rereaders, Rereading, Run
from operations.turn import turn
from records.document import Document
from records.source import Source
from records.visit import Listing
from records.wire import decode, encode
from search.found import Refusal
from search.index import Index


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What making the index anew came to: how many documents are in it, which it refused, and whether it is
    in use now.
    """

    documents: int
    refused: tuple[Refusal, ...]
    switched: bool


def rebuild(home: Path, index: Index, switch: bool = True, alert: Alert | None = None) -> Rebuilt:
    """Fill a new index beside the old one, then ``switch``. Deliveries wait; ``alert`` hears first of what
    has not been delivered yet. What is refused becomes a dead letter, as it does when it is delivered.
    """
    refused: list[Refusal] = []
    with turn(home.resolve()):
        if alert is not None:
            tell_waiting(home, index, alert)
        number = index.rebuild(documents(home), switch=switch, refuse=refused.append)
        _bury(home, {refusal.id: refusal.reason for refusal in refused})
    return Rebuilt(number, tuple(refused), switched=not index.switch(dry_run=True))


def _bury(home: Path, reasons: dict[str, str]) -> None:
    """Write letters of those that have none saying the same."""
    if not reasons:
        return
    known = {(letter.id, letter.version, letter.reason) for letter in dead_letters(home).values()}
    refused = (one for one in documents(home) if one.id in reasons)
    bury(home, (one for one in refused if (one.id, one.version, reasons[one.id]) not in known), reasons)


def documents(home: Path) -> Iterator[Document]:
    """The document of every kept listing, of all that is known."""
    known = known_of(home)
    return map(known.document, kept_listings(home))


@dataclass(frozen=True, slots=True)
class Replay:
    """What reading the vault again came to: captures read, listings kept, what could not be read."""

    captures: int
    listings: int
    faults: tuple[str, ...] = ()


def replay(
    home: Path,
    vault: Vault,
    sources: dict[str, Source],
    judge: Judge,
    involved: Callable[[], set[str]] = set,
) -> Replay:
    """Read and judge every capture again and keep what it now says, run by run.

    A listing that its captures no longer give goes, but those with the ids that ``involved`` gives: they
    stay, marked with the version of the product that withdrew them. A run one of whose captures cannot be
    read keeps all that it had.
    """
    captures = kept = 0
    faults: list[str] = []
    with Rereaders(Rereading(vault, sources, judge)) as rereaders:
        for run, said in rereaders.read(map(_run, journals(home.resolve()))):
            captures += len(run.captures)
            if wrong := [one.fault for one in said if one.fault]:
                faults += wrong
                continue
            listings = [decode(record, Listing) for one in said for record in one.listings]
            _write(run.journal, listings, involved)
            kept += len({listing.id for listing in listings})
    return Replay(captures, kept, tuple(faults))


def _run(journal: Path) -> Run:
    account = Account(journal)
    doubtful = (page.capture for page in Doubts(account.database).pages())
    found = sorted((*account.captures(), *doubtful), key=lambda capture: capture.captured_at)
    account.close()
    return Run(journal, tuple(found))


def _write(path: Path, listings: list[Listing], involved: Callable[[], set[str]]) -> None:
    """Keep what a run's captures say now. What they no longer say is withdrawn, and stays as such where
    somebody has to do with it.
    """
    journal = Journal(path)
    with transaction(journal.database) as database:
        _withdraw(journal, {listing.id for listing in listings}, involved())
        for listing in _wholes(listings):
            journal.keep_listing(listing)
        _keep_for_good(database, {listing.capture for listing in listings})
    journal.close()


def _withdraw(journal: Journal, said: set[str], involved: set[str]) -> None:
    rows = journal.database.execute("SELECT id, record FROM listing").fetchall()
    for id_, record in rows:
        if id_ in said:
            continue
        if id_ not in involved:
            journal.database.execute("DELETE FROM listing WHERE id=?", (id_,))
        elif not (listing := decode(record, Listing)).withdrawn_since:
            journal.keep_listing(replace(listing, withdrawn_since=version("hawkwatch")))


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
