"""Coverage in words: where nobody looked is said, in both languages."""

import re
from datetime import UTC, datetime

import pytest

from records.coverage import Coverage, SourceCoverage
from records.coverage_words import WORDS, sentences

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
READ = SourceCoverage(name="board", outcome="full", begun_at=AT, read_until=AT, listings=3)


def said(*sources: SourceCoverage, hits: int = 1, **more: object) -> str:
    coverage = Coverage(at=AT, sources=sources, **more)  # type: ignore[arg-type]
    return "\n".join(sentences(coverage, hits=hits))


@pytest.mark.parametrize("code", WORDS)
def test_every_sentence_has_chinese_with_the_same_places_to_fill(code: str) -> None:
    english, chinese = WORDS[code]
    assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", chinese))
    assert english != chinese
    assert english.isascii() or "×" in english


def test_a_source_read_completely_needs_one_sentence() -> None:
    assert said(READ) == "Searched: 1 of 1 sources, read up to 2026-03-01 08:30 UTC."


def test_nothing_found_is_not_nothing_there() -> None:
    text = said(READ, SourceCoverage(name="bar"), SourceCoverage(name="old", off="disabled"), hits=0)
    assert "does not say that there is nothing" in text
    assert "Never read: bar." in text
    assert "Not run, as declared: old." in text


def test_why_a_source_is_short_stands_beside_its_name() -> None:
    short = SourceCoverage(
        name="bar", outcome="short", read_until=AT, short=("12 posts read",), gaps={"login_wall": 3}
    )
    assert (
        "Short, read less than it should be: bar (up to 2026-03-01 08:30 UTC; 12 posts read; 3 × login wall)."
        in said(short)
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            SourceCoverage(name="bar", outcome="quiet", read_until=AT),
            "Quiet, little or nothing new there: bar (up to",
        ),
        (SourceCoverage(name="bar", outcome="failed"), "The last run failed: bar."),
        (SourceCoverage(name="bar", outcome="interrupted"), "The last run was cut off: bar."),
        (
            SourceCoverage(name="bar", outcome="running"),
            "No report of the last run (under way, cut off, or started by scrapy alone): bar.",
        ),
        (
            SourceCoverage(name="bar", paused="too loud", paused_until=AT),
            "Paused: bar (until 2026-03-01 08:30 UTC; too loud).",
        ),
        (SourceCoverage(name="bar", session="mine"), "Waits for a session: bar (mine)."),
        (SourceCoverage(name="bar", fault="source.yml:3: no"), "Declared wrongly, cannot be read: bar."),
        (SourceCoverage(name="bar", outcome="full", waiting=7), "7 documents wait for the index"),
        (SourceCoverage(name="bar", outcome="full", dead=2), "The index refused 2 documents for good."),
        (SourceCoverage(name="bar", outcome="short"), "none of them was ever read completely"),
        (SourceCoverage(name="bar"), "Nobody has looked anywhere yet: none of 1 sources was ever read."),
    ],
)
def test_each_lack_has_its_sentence(source: SourceCoverage, sentence: str) -> None:
    assert sentence in said(source)


def test_of_many_sources_the_first_are_named_and_the_rest_counted() -> None:
    text = said(*(SourceCoverage(name=f"bar-{number:02}") for number in range(20)))
    assert "bar-07, and 12 more." in text
