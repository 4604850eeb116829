"""Marks in text: the text survives, the marks stand where they were asked for, nothing becomes markup."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from console.marking import Span, mark, snippet

SPANS = st.lists(
    st.builds(Span, st.integers(-5, 60), st.integers(-5, 60), st.sampled_from(["", 'a"b', "<i>"]))
)
TEXT = st.text(st.sampled_from("ab<>&\"'银行 \n"), max_size=50)


def _plain(marked: str) -> str:
    return html.unescape(re.sub(r"</?mark[^>]*>", "", marked))


@given(TEXT, SPANS)
def test_marking_keeps_the_text_and_marks_exactly_the_spans(text: str, spans: list[Span]) -> None:
    marked = mark(text, spans)
    assert _plain(marked) == text
    assert set(re.findall(r"<(/?\w+)", marked)) <= {"mark", "/mark"}
    inside = "".join(html.unescape(piece) for piece in re.findall(r"<mark[^>]*>(.*?)</mark>", marked, re.S))
    covered = {place for span in spans for place in range(max(span.start, 0), min(span.end, len(text)))}
    assert inside == "".join(text[place] for place in sorted(covered))


@given(TEXT, SPANS, st.integers(1, 60))
def test_a_snippet_is_a_piece_of_the_text(text: str, spans: list[Span], length: int) -> None:
    plain = _plain(snippet(text, spans, length)).removeprefix("…").removesuffix("…")
    assert plain in text
    assert len(plain) <= length


def test_overlapping_reasons_name_each_other() -> None:
    assert mark("abcd", [Span(0, 3, "sale"), Span(1, 4, "bank")]) == (
        '<mark title="sale">a</mark><mark title="sale · bank">bc</mark><mark title="bank">d</mark>'
    )


def test_a_snippet_shows_the_first_span() -> None:
    assert snippet("x" * 500 + "银行" + "y" * 500, [Span(500, 502)], 40) == (
        "…" + "x" * 10 + "<mark>银行</mark>" + "y" * 28 + "…"
    )
