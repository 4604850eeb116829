"""Answers out of the embedded index: how many hits there are, what they hold, and a page of them."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.answer import MOST_COUNTED
from search.nodes import Leaf, Node, leaves_of, ranked_leaves
from search.sqlite.columns import Snapshot
from search.sqlite.facets import Facets, count_documents, count_held, count_whole
from search.sqlite.facts import BREVITY, Places
from search.sqlite.hits import EVER, are_found_at_once, hits_of, numbers_in, told_places
from search.sqlite.order import GIVEN, first_by, keys_of, page_of, week_of_last
from search.sqlite.query import is_counted, is_told, match_of

Page = list[tuple[int, float]]
#: bm25 counts what is said, not the exact values: nobody asks how rare a category is. FTS5 keeps no lengths
#: of documents (see schema.sql): what is said counts by their brevity, as on Elasticsearch.
BM25 = "-bm25(term, 0, 1, 1, 1)"
SCORED = np.dtype([("n", np.int64), ("score", np.float64)])
#: Scores that differ by less than this part of the best one are equal.
EQUAL = 1e-5


@dataclass(frozen=True, slots=True)
class Answer:
    """``page`` are numbers of hits with their scores; ``approximate`` where only the newest hits were ranked
    or counted by facet.
    """

    total: int
    facets: Facets
    page: Page
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """Places of hits, with their scores where they are to be ranked; all of ``total``, or the newest ones."""

    places: Places
    total: int
    scores: np.ndarray | None = None


def read_answer(snapshot: Snapshot, node: Node, asked: Node, sort: str, limit: int, offset: int) -> Answer:
    """What answers ``node``, in an order; relevance is to what ``asked`` says of the text."""
    leaves = ranked_leaves(asked) if sort == "relevance" else ()
    if sort == "relevance" and not leaves:
        sort = "newest"
    hits = look(snapshot, node, sort, leaves)
    all_answer = hits.total == count_documents(snapshot.database)
    facets = count_whole(snapshot.database) if all_answer else count_held(snapshot, hits.places)
    whole = len(hits.places) == hits.total
    if hits.scores is not None:
        page = _most_relevant(snapshot, hits.places, hits.scores, limit, offset)
    else:
        places = hits.places if whole else _newest_weeks(snapshot, node, hits.places, limit + offset)
        page = [(n, 0.0) for n in page_of(snapshot, places, sort, limit, offset)]
    exact = whole or (all_answer and hits.scores is None)
    return Answer(hits.total, facets, page, not exact)


def look(snapshot: Snapshot, node: Node, sort: str, leaves: Sequence[Leaf]) -> Hits:
    """The hits: all of them, or the newest where these are enough and all would take too long."""
    if is_told(node) and (leaves or (sort == "newest" and not are_found_at_once(node))):
        return _newest(snapshot, node, leaves)
    places = hits_of(snapshot, node)
    if not leaves:
        return Hits(places, len(places))
    newest = places[-MOST_COUNTED:]
    return Hits(newest, len(places), _scores(snapshot, newest, leaves))


def _newest(snapshot: Snapshot, node: Node, leaves: Sequence[Leaf]) -> Hits:
    """The newest of what FTS5 finds; with ``leaves``, each with its score for what they say."""
    # Every hit says all of the leaves that FTS5 was asked for, and nothing else of the text counts.
    at_once = bool(leaves) and leaves == tuple(leaves_of(node)) and is_counted(node)
    match, source = match_of(node), f"FROM term WHERE term MATCH ?{_but_dead(snapshot.database)}"
    score = f", {BM25} AS score" if at_once else ""
    newest = f"SELECT rowid AS n{score} {source} ORDER BY rowid DESC LIMIT {MOST_COUNTED + 1}"
    numbers, scores = (_scored if at_once else _unscored)(snapshot.database, newest, match)
    total = len(numbers)
    if total > MOST_COUNTED:
        total = snapshot.database.execute(f"SELECT count(*) {source}", (match,)).fetchone()[0]
    places = snapshot.columns.places(numbers[-MOST_COUNTED:])
    if leaves and not at_once:
        scores = _scores(snapshot, places, leaves)
    return Hits(places, total, None if scores is None else scores[-MOST_COUNTED:])


def _scored(database: sqlite3.Connection, newest: str, match: str) -> tuple[np.ndarray, np.ndarray]:
    rows = np.fromiter(database.execute(newest, (match,)), SCORED)[::-1]
    return rows["n"], rows["score"]


def _unscored(database: sqlite3.Connection, newest: str, match: str) -> tuple[np.ndarray, None]:
    text = database.execute(f"SELECT group_concat(n) FROM ({newest})", (match,)).fetchone()[0]
    return np.sort(numbers_in(text)), None


def _newest_weeks(snapshot: Snapshot, node: Node, newest: Places, wanted: int) -> Places:
    """All hits of the weeks that the ``wanted`` newest are of."""
    return told_places(snapshot, node, (week_of_last(snapshot, newest, wanted), EVER[1]))


def _but_dead(database: sqlite3.Connection) -> str:
    dead = database.execute("SELECT EXISTS (SELECT 1 FROM dead)").fetchone()[0]
    return " AND +rowid NOT IN (SELECT n FROM dead)" if dead else ""


def _scores(snapshot: Snapshot, places: Places, leaves: Sequence[Leaf]) -> np.ndarray:
    numbers = snapshot.columns.numbers(places).tolist()
    # The + keeps SQLite from asking FTS5 for one row at a time.
    scored = snapshot.database.execute(
        f"SELECT rowid, {BM25} FROM term WHERE term MATCH ? AND +rowid IN (SELECT value FROM json_each(?))",
        (" OR ".join(map(match_of, leaves)), json.dumps(numbers)),
    )
    found = dict(scored.fetchall())
    return np.array([found.get(number, 0.0) for number in numbers])


def _most_relevant(snapshot: Snapshot, hits: Places, scores: np.ndarray, limit: int, offset: int) -> Page:
    """The page by score; those of the same score the newest first."""
    scores = scores * snapshot.at(BREVITY, hits)
    least = EQUAL * scores.max(initial=0.0)
    scores = least * np.round(scores / least) if least else scores

    def score_of(places: Places) -> np.ndarray:
        found: np.ndarray = scores[np.searchsorted(hits, places)]
        return found

    def most_relevant(places: Places) -> np.ndarray:
        return -score_of(places)

    page = first_by([most_relevant, *keys_of(snapshot, "newest")], snapshot, hits, limit, offset)
    shown = snapshot.columns.places(np.array(page, np.int64))
    return list(zip(page, score_of(shown).tolist(), strict=True))


def records(database: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, bytes]:
    """The packed records of documents by their numbers."""
    found = database.execute(f"SELECT n, body FROM record WHERE {GIVEN}", (json.dumps(numbers),))
    return dict(found.fetchall())


def bodies_of(database: sqlite3.Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """The packed records of those of the documents that are there, by their ids."""
    one = "SELECT body FROM document JOIN record USING (n) WHERE id=?"
    rows = ((document_id, database.execute(one, (document_id,)).fetchone()) for document_id in ids)
    return {document_id: row[0] for document_id, row in rows if row}
