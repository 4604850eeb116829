"""Ten thousand stored queries over a stream of posts."""

import pytest

from analysis.words.terms import terms
from benchmarks.saved_queries import draw_queries
from benchmarks.search_posts import make_posts
from search.entry import entry_of
from search.matcher import answers, prepare
from search.query import parse
from search.stored_queries import StoredQueries

QUERIES, POSTS = 10_000, 600


@pytest.mark.full
def test_posts_get_the_answers_that_trying_every_query_gives() -> None:
    posts = list(make_posts(POSTS))
    trees = [parse(query, terms) for query in draw_queries(posts, QUERIES)]
    stored: StoredQueries[int] = StoredQueries()
    for key, tree in enumerate(trees):
        stored.put(key, tree)
    tried = answered = 0
    for post in posts:
        entry = entry_of(post, terms)
        prepared = prepare(entry)
        tried += len(stored.candidates(prepared))
        found = stored.matching(entry)
        answered += len(found)
        assert found == {key for key, tree in enumerate(trees) if answers(tree, prepared)}
    assert len(stored.unfiled) == QUERIES / 1000
    assert answered >= POSTS
    assert tried < POSTS * QUERIES / 20  # filing is worth it only where few are tried
