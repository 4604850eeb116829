"""The straightforward way: one FTS5 table, every field a column, the same terms, filters by columns."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from records.wire import encode
from search.fields import FACETS, TAGS
from search.nodes import All, Any, Everything, Node, Range, Tag, TagStart
from search.sqlite.query import match_of
from search.sqlite.records import Packing
from search.sqlite.row import NUMBERED, IndexRow
from search.sqlite.tags import shown

Values = list[str | float | None]
TEXT = ("words", "bigrams", "alike")
TAGGED = tuple(sorted(TAGS))
#: Several values of these stand between blanks.
SEVERAL = ("category", "channel", "contact", "author")
ORDERS = {
    "newest": "newest DESC, id",
    "score": "score DESC, id",
    "price": "price IS NULL, price, id",
    "relevance": "bm25(wide), newest DESC",
}
SIGNS = "!#$%&()*+,-./:;<=>?@[\\]^_`{|}~"
#: So many are put in together.
BATCH = 2_000


class Wide:
    """The table, in a file of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript("PRAGMA journal_mode=WAL; PRAGMA cache_size=-65536;")
        unsearched = ", ".join(f"{name} UNINDEXED" for name in (*TAGGED, *NUMBERED, "newest", "record"))
        self.database.execute(
            f"CREATE VIRTUAL TABLE wide USING fts5({', '.join(TEXT)}, {unsearched},"
            f" tokenize = \"ascii tokenchars '{SIGNS}'\")"
        )

    def fill(self, rows: Iterable[IndexRow], packing: Packing) -> None:
        """Put all in; their records are not packed here."""
        columns = len(TEXT) + len(TAGGED) + len(NUMBERED) + 2
        statement = f"INSERT INTO wide VALUES ({', '.join('?' * columns)})"
        waiting = (_columns(row, packing) for row in rows)
        while batch := list(islice(waiting, BATCH)):
            self.database.execute("BEGIN")
            self.database.executemany(statement, batch)
            self.database.execute("COMMIT")

    def optimize(self) -> None:
        """Join the parts, as ours are."""
        self.database.execute("INSERT INTO wide (wide) VALUES ('optimize')")
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def remove(self) -> None:
        """Leave no file behind."""
        self.database.close()
        self.path.unlink()

    def find(self, node: Node, sort: str, limit: int) -> int:
        """Fetch a page of records and count the hits; where no hit is wanted, count by each facet instead."""
        where, values = _where(node)
        if limit:
            page = f"SELECT record FROM wide WHERE {where} ORDER BY {ORDERS[sort]} LIMIT ?"
            self.database.execute(page, (*values, limit)).fetchall()
        else:
            for facet in FACETS:
                held = (
                    f"SELECT {facet}, count(*) FROM wide WHERE {where} GROUP BY 1 ORDER BY 2 DESC LIMIT 100"
                )
                self.database.execute(held, values).fetchall()
        return int(self.database.execute(f"SELECT count(*) FROM wide WHERE {where}", values).fetchone()[0])


def _columns(row: IndexRow, packing: Packing) -> tuple[str | float | bytes | None, ...]:
    tags, *text = row.terms
    held: dict[str, list[str]] = defaultdict(list)
    for told in tags.split():
        if value := shown(told):
            held[told.partition("=")[0]].append(value)
    values = (f" {' '.join(held[name])} " if name in SEVERAL else "".join(held[name]) for name in TAGGED)
    return *text, *values, *row.ends[::2], row.newest, encode(packing.unpack(row.body))


def _where(node: Node) -> tuple[str, Values]:
    """Text by MATCH, fields by their columns."""
    parts = list(_flat(node))
    text = tuple(part for part in parts if not _is_column(part))
    clauses: list[tuple[str, Values]] = [("wide MATCH ?", [match_of(All(text))])] if text else []
    clauses += [_column(part) for part in parts if _is_column(part) and part != Everything()]
    where = " AND ".join(f"({clause})" for clause, _ in clauses)
    return where or "1", [value for _, found in clauses for value in found]


def _flat(node: Node) -> Iterator[Node]:
    if isinstance(node, All):
        for part in node.parts:
            yield from _flat(part)
    else:
        yield node


def _is_column(node: Node) -> bool:
    if isinstance(node, Any):
        return all(map(_is_column, node.parts))
    return isinstance(node, Tag | TagStart | Range | Everything)


def _column(node: Node) -> tuple[str, Values]:
    match node:
        case Any(parts):
            clauses = [_column(part) for part in parts]
            return " OR ".join(clause for clause, _ in clauses), [v for _, found in clauses for v in found]
        case Tag(field, value) if field in SEVERAL:
            return f"instr({field}, ?) > 0", [f" {value} "]
        case TagStart(field, value) if field in SEVERAL:
            return f"instr({field}, ?) > 0", [f" {value}"]
        case Tag(field, value):
            return f"{field} = ?", [value]
        case TagStart(field, value):
            return f"{field} >= ? AND {field} < ?", [value, value + "\U0010ffff"]
        case Range(field, low, high):
            told = [(">=", low)] * (low is not None) + [("<=", high)] * (high is not None)
            return " AND ".join(f"{field} {sign} ?" for sign, _ in told), [value for _, value in told]
    raise TypeError(f"no column: {node}")
