"""Answers out of the embedded index: one page of hits in an order, and counts."""

import sqlite3
from dataclasses import dataclass

from search.answer import ranked
from search.entry import FACETS
from search.nodes import Node, ranked_leaves
from search.sqlite_query import clause, match_of

ORDERS = {
    "newest": "newest DESC",
    "score": "score DESC",
    "price": "price IS NULL, price",
    "severity": "severity DESC, newest DESC",
}
# bm25 over a frequent term is slow: only so many of the newest hits are ranked.
MOST_RANKED = 20_000
ALL = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order with their scores; ``reach`` is how many hits the order looked at."""

    rows: list[tuple[bytes, float]]
    reach: int = ALL


def count_facets(database: sqlite3.Connection, wanted: Node) -> tuple[int, dict[str, dict[str, int]]]:
    """How many documents are wanted, in all and by each facet's value."""
    where, values = clause(wanted)
    rows = database.execute(
        f"WITH hit AS MATERIALIZED (SELECT n FROM document WHERE {where})"
        " SELECT '', '', count(*) FROM hit UNION ALL"
        " SELECT field, value, count(*) FROM hit JOIN tag USING (n)"
        f" WHERE field IN ({','.join('?' * len(FACETS))}) GROUP BY field, value",
        (*values, *FACETS),
    ).fetchall()
    facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for field, value, number in rows[1:]:
        facets[field][value] = number
    return rows[0][2], {facet: ranked(counts) for facet, counts in facets.items()}


def page_by(database: sqlite3.Connection, wanted: Node, sort: str, limit: int, offset: int) -> Page:
    """Hits in the order of a stored fact."""
    where, values = clause(wanted)
    rows = database.execute(
        f"SELECT record, 0.0 FROM document WHERE {where} ORDER BY {ORDERS[sort]}, id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return Page(rows.fetchall())


def page_by_relevance(
    database: sqlite3.Connection, wanted: Node, asked: Node, limit: int, offset: int
) -> Page:
    """Hits by bm25 over what was asked of the text; without any such thing the newest first."""
    leaves = ranked_leaves(asked)
    if not leaves:
        return page_by(database, wanted, "newest", limit, offset)
    where, values = clause(wanted)
    # The + keeps SQLite from asking FTS5 for one row at a time.
    rows = database.execute(
        f"WITH hit AS MATERIALIZED (SELECT n FROM document WHERE {where} ORDER BY newest DESC, id LIMIT ?),"
        " score AS MATERIALIZED (SELECT rowid AS n, -bm25(term) AS score FROM term"
        " WHERE term MATCH ? AND +rowid IN (SELECT n FROM hit))"
        " SELECT record, coalesce(score.score, 0.0)"
        " FROM hit JOIN document USING (n) LEFT JOIN score USING (n)"
        " ORDER BY 2 DESC, newest DESC, id LIMIT ? OFFSET ?",
        (*values, MOST_RANKED, " OR ".join(f"({match_of(leaf)})" for leaf in leaves), limit, offset),
    )
    return Page(rows.fetchall(), MOST_RANKED)
