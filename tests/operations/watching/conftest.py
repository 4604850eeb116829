"""A house with an index, an outbox and people, and documents to be told of."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework.accounts import add_account
from casework.open import open_casework
from casework.saved_searches import SearchDraft, save_search
from crawlers.journal.journal import Journal
from operations.alerts import Watch
from records.assessment import Assessment, Contact, Severity
from records.document import Document
from records.reading import Post
from records.visit import Listing
from search.index import Index, open_index

SEEN = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
Posting = Callable[..., None]
Save = Callable[..., Any]


def make_document(number: int, **fields: Any) -> Document:
    """A listing for sale; the campaign is its own."""
    given: dict[str, Any] = {
        "id": f"{number:020x}",
        "version": 1,
        "url": f"http://board.example.com/thread-{number}-1-1.html",
        "source": "board",
        "platform": "discuz",
        "text": f"一手银行持卡人资料第{number}批，QQ 43000{number:05d}",
        "label": "sale",
        "score": 0.9,
        "severity": "serious",
        "seen_at": SEEN,
        "first_seen": SEEN,
        "capture": f"{number:064x}",
        "run": "board-1",
        "categories": ("bank",),
        "contacts": (Contact("qq", f"43000{number:05d}"),),
        "campaign": f"c{number}",
    }
    return Document(**(given | fields))


def listing_of(document: Document) -> Listing:
    """The listing that a document of ``make_document`` is of."""
    return Listing(
        id=document.id,
        source=document.source,
        run=document.run,
        post=Post(
            platform=document.platform,
            post_id=document.id,
            url=document.url,
            text=document.text,
            board=document.board,
        ),
        assessment=Assessment(
            label="sale",
            score=document.score,
            categories=document.categories,
            contacts=document.contacts,
            severity=Severity(grade="serious"),
        ),
        capture=document.capture,
        seen_at=document.seen_at,
        first_seen=document.first_seen,
        campaign=document.campaign,
    )


@pytest.fixture
def house(empty_room: Path, tmp_path: Path) -> Iterator[Path]:
    """A home with its case room open."""
    from django.db import connections

    shutil.copytree(empty_room, tmp_path, dirs_exist_ok=True)
    open_casework(tmp_path)
    yield tmp_path
    connections.close_all()


@pytest.fixture
def index_url(house: Path) -> str:
    """Where the house has its index."""
    return f"sqlite:///{house / 'index.sqlite'}"


@pytest.fixture
def index(index_url: str) -> Iterator[Index]:
    opened = open_index(index_url, terms)
    opened.init()
    yield opened
    opened.close()


@pytest.fixture
def watch(house: Path) -> Watch:
    return Watch(house / "lexicon" / "dictionary.tsv")


@pytest.fixture
def owner(house: Path) -> Any:
    return add_account("investigator-1", "investigator", "correct horse battery")


@pytest.fixture
def save(owner: Any) -> Save:
    """Save a search of the house's investigator."""

    def saving(query: str, **fields: Any) -> Any:
        given: dict[str, Any] = {"name": query, "query": query, "purpose": "a test", "language": 1}
        return save_search(SearchDraft(**(given | fields)), owner)

    return saving


@pytest.fixture
def post(house: Path) -> Iterator[Posting]:
    """Keep the listings of documents in a run, and put them into its outbox."""
    journal = Journal(house / "runs" / "board-1" / "journal.sqlite")

    def posting(*documents: Document) -> None:
        for document in documents:
            journal.keep_listing(listing_of(document))
            journal.announce(document.id)

    yield posting
    journal.close()
