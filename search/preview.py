"""What a query would have told in the last days, and what it costs to keep matching it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from records.document import Document
from search.answer import MOST_SECONDS, hit_of, narrowed
from search.entry import entry_of
from search.fault import TookTooLong
from search.found import Hit
from search.index import Index
from search.matcher import prepare
from search.nodes import All, Node
from search.query import parse
from search.stored_queries import StoredQueries
from search.terming import Termed

#: Looked back so many days where nobody says otherwise.
PREVIEW_DAYS = 30
SHOWN = 5
# Campaigns are counted among so many hits: a query that finds more is too wide to be told of anyway.
MOST_COUNTED = 5_000
SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Cost:
    """How many of the ``sample`` newest documents the query would be tried on (``tried``), because they hold
    one of the terms it is filed under. ``terms`` are those; none: it is tried on every document.
    """

    terms: tuple[str, ...]
    tried: int
    sample: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Listings first seen since a day that answer a query: how many (``total``), the newest of them
    (``hits``), and of how many campaigns (``campaigns``, at least so many where ``counted`` is less than
    ``total``): the alerts it would have raised.
    """

    total: int
    campaigns: int
    counted: int
    hits: tuple[Hit, ...]
    cost: Cost


def preview(index: Index, query: str, filters: Mapping[str, str], since: date) -> Preview:
    """The preview of a query with its facets' values, over what was first seen since a day.

    Raises:
        QueryError: the query cannot be read, it names the place; or an answer takes too long.
    """
    asked = parse(query, index.terms)
    node = narrowed(asked, filters)
    recent = parse(f"first_seen:>={since:%Y-%m-%d}", index.terms)
    (found,) = index.find_each([All((node, recent))], limit=MOST_COUNTED)
    if not found.in_time:
        raise TookTooLong(MOST_SECONDS)
    documents = [hit.document for hit in found.hits]
    newest = [hit.document for hit in index.find("", limit=SAMPLE).hits]
    return Preview(
        total=found.total,
        campaigns=len({one.campaign or one.id for one in documents}),
        counted=len(documents),
        hits=tuple(hit_of(one, asked, index.terms) for one in documents[:SHOWN]),
        cost=cost_of(node, newest, index.terms),
    )


def cost_of(node: Node, sample: Sequence[Document], terms: Termed) -> Cost:
    """What matching ``node`` with these documents takes, filed by what they hold."""
    stored: StoredQueries[str] = StoredQueries()
    stored.put("it", node)
    entries = [prepare(entry_of(document, terms)) for document in sample]
    for entry in entries:
        stored.candidates(entry)
    stored.file_anew()
    tried = sum("it" in stored.candidates(entry) for entry in entries)
    return Cost(tuple(sorted(f"{kind}:{term}" for kind, term in stored.filed)), tried, len(sample))
