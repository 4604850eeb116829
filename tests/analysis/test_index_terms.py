"""The terms that an index keeps are those whose places are known, group by group."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.words.terms import terms
from benchmarks.search_posts import make_posts
from benchmarks.token_parity import labelled_texts, made_texts
from records.term import Term, Terms
from search.terming import clipped, runs_of

#: A word that Lucene would cut in two.
LONG = "x" * 300


def _texts(row: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(term.text for term in row)


def _runs(row: tuple[Term, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, runs_of(row)))


def _agree(cut: Terms) -> bool:
    """Whether both say the same, in both readings."""
    placed = (_texts(cut.words), _runs(cut.bigrams), _runs(cut.alike))
    return tuple(cut.indexed) == placed and (cut.meant is None or _agree(cut.meant))


def _differing(texts: list[str]) -> list[str]:
    return [text for text in texts if not (_agree(terms(text)) and _agree(clipped(terms)(text)))]


def test_of_labelled_posts_and_of_odd_texts_both_are_the_same() -> None:
    assert _differing([*labelled_texts()[::80], *made_texts(200), LONG, ""]) == []


@pytest.mark.full
def test_of_every_labelled_post_and_of_very_many_made_ones_both_are_the_same() -> None:
    posts = [post.text for post in make_posts(20_000)]
    assert _differing([*labelled_texts(), *made_texts(20_000), *posts]) == []


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        st.characters(exclude_categories=()) | st.sampled_from("a1.-_%料名单微信卩㎏🐧㏠"), max_size=40
    )
)
def test_of_any_text_both_are_the_same(text: str) -> None:
    assert _agree(terms(text))
