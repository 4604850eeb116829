"""Both engines over the same documents, and what a third party makes of these: the matcher, and Python's own
sorting and counting.
"""

import sys
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.answer import ranked
from search.entry import Entry, entry_of
from search.fields import FACETS
from search.index import Index, open_index
from search.matcher import Prepared, answers, prepare
from search.query import parse
from search.terming import Termed

sys.path.insert(0, str(Path(__file__).parent))
from asked_queries import asked_of, written
from varied_documents import documents_of

CUT, WHOLE = 420, 5_040
# Texts are cut again for every hit of every query: once will do.
cut = cache(terms)


@dataclass(frozen=True, slots=True)
class Ground:
    """The documents, what is indexed of each, and both engines that hold them."""

    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    prepared: tuple[Prepared, ...]
    sqlite: Index
    elastic: Index
    whole: bool

    @property
    def engines(self) -> tuple[Index, Index]:
        return self.sqlite, self.elastic

    def answering(self, query: str) -> list[tuple[Document, Entry]]:
        """The documents that the matcher finds."""
        tree = parse(query, cut)
        every = zip(self.documents, self.entries, self.prepared, strict=True)
        return [(document, entry) for document, entry, prepared in every if answers(tree, prepared)]

    def entry(self, document_id: str) -> Entry:
        """What is indexed of a document."""
        return next(entry for entry in self.entries if entry.tags["id"] == (document_id,))

    def facets(self, entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
        """The counts of each facet's most frequent values."""
        tags = [entry.tags for entry in entries]
        return {
            facet: ranked(Counter(value for each in tags for value in each.get(facet, ())))
            for facet in FACETS
        }


@pytest.fixture(scope="session")
def queries(ground: Ground) -> list[str]:
    """Those written by hand, and as many again out of what the documents say."""
    asked = written()
    return [*asked, *asked_of(ground.documents, len(asked) if ground.whole else len(asked) // 2)]


@pytest.fixture(
    scope="session",
    params=[pytest.param(CUT, id="cut"), pytest.param(WHOLE, id="whole", marks=pytest.mark.full)],
)
def ground(
    request: pytest.FixtureRequest, both: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """Both engines filled by a rebuild."""
    documents = tuple(documents_of(request.param))
    entries = tuple(entry_of(document, cut) for document in documents)
    with both(tmp_path_factory.mktemp("same"), cut) as (sqlite, elastic):
        for index in (sqlite, elastic):
            assert index.rebuild(documents) == len(documents)
        prepared = tuple(map(prepare, entries))
        yield Ground(documents, entries, prepared, sqlite, elastic, request.param == WHOLE)


@pytest.fixture(scope="session")
def both(elasticsearch_url: str, sweep: Any) -> Any:
    """Opens both engines, empty: ``with both(folder, terms) as (sqlite, elastic)``."""

    @contextmanager
    def opened(folder: Path, terms: Termed) -> Iterator[tuple[Index, Index]]:
        prefix = f"test-same-{uuid.uuid4().hex[:12]}"
        addresses = (f"sqlite:///{folder}/index.sqlite", f"{elasticsearch_url}?prefix={prefix}")
        first, second = (open_index(address, terms) for address in addresses)
        for index in (first, second):
            index.init()
        yield first, second
        first.close()
        second.close()
        sweep(elasticsearch_url, prefix)

    return opened
