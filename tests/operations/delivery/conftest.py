"""A house whose runs keep listings by themselves: no crawl is needed to have something to deliver."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework.accounts import add_account
from casework.open import open_casework
from crawlers.journal.journal import Journal
from operations.memory import Memory
from records.assessment import Assessment, Contact, Severity
from records.reading import Post
from records.visit import Listing
from records.wire import decode
from search.index import Index, open_index

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def make_listing(number: int, minute: int = 0, run: str = "run-1", **fields: Any) -> Listing:
    """A version of a listing, seen in a run in a certain minute."""
    said = f"出一手银行持卡人资料第{number}批，第{minute}版，0.5元一条"
    given: dict[str, Any] = {
        "id": f"{number:020x}",
        "source": "board",
        "run": run,
        "post": Post(
            platform="discuz", post_id=str(number), url=f"http://board.example.com/{number}", text=said
        ),
        "assessment": Assessment(
            label="sale",
            score=0.9,
            categories=("bank",),
            contacts=(Contact("qq", f"43000{number:05d}"),),
            severity=Severity(grade="serious"),
        ),
        "capture": f"{number:064x}",
        "seen_at": START + timedelta(minutes=minute),
    }
    return Listing(**(given | fields))


class House:
    """What runs, people and sites do, one event at a time."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def keep(self, *listings: Listing) -> None:
        """Each is kept by its run, which says so."""
        for listing in listings:
            with closing(Journal(self.home / "runs" / listing.run / "journal.sqlite")) as journal:
                journal.note("source", listing.source)
                journal.keep_listing(listing)
                journal.announce(listing.id)

    def withdraw(self, number: int, run: str, version: str) -> None:
        """What a replay does to a listing of a run that somebody has to do with."""
        with closing(Journal(self.home / "runs" / run / "journal.sqlite")) as journal:
            found = journal.database.execute(
                "SELECT record FROM listing WHERE id=?", (f"{number:020x}",)
            ).fetchone()
            if found:
                journal.keep_listing(replace(decode(found[0], Listing), withdrawn_since=version))

    def go(self, number: int, minute: int, run: str, back: bool = False) -> None:
        """A run finds that a listing is gone, or back; source memory has heard of it."""
        id_, at = f"{number:020x}", (START + timedelta(minutes=minute)).timestamp()
        with closing(Memory(self.home)) as memory:
            memory.database.execute(
                "INSERT OR IGNORE INTO post"
                " (source, id, text_digest, price, listing, strand, page, first_seen, last_seen, run)"
                " VALUES ('board', ?, '', '', 1, '', '', 0, 0, ?)",
                (id_, run),
            )
            memory.database.execute("UPDATE post SET gone_at=? WHERE id=?", (None if back else at, id_))
        with closing(Journal(self.home / "runs" / run / "journal.sqlite")) as journal:
            journal.note("source", "board")
            journal.announce(id_)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    from django.db import connections

    open_casework(tmp_path)
    yield House(tmp_path)
    connections.close_all()


@pytest.fixture
def reader(house: House) -> Any:
    """Somebody who may review."""
    return add_account("reader", "investigator", "correct horse battery")


@pytest.fixture
def index(house: House) -> Iterator[Index]:
    opened = open_index(f"sqlite:///{house.home / 'index.sqlite'}", terms)
    opened.init()
    yield opened
    opened.close()
