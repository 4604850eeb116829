"""A draft loads whatever the page called itself, and holds what was meant."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.arrival.draft import MOST_BOARDS, Draft, shown, write_draft
from crawlers.arrival.front_page import Board
from crawlers.declared.catalog import load_source, shipped_folder
from records.source import Expectation, Pace, Source

PACE = Pace(delay=4.5, budget=300, hours="08:00-23:30")
START = "https://bbs.example.com/forum.php?mod=forumdisplay&fid=2"


def draft(**how: object) -> Draft:
    known: dict[str, object] = {
        "title": "A board",
        "family": "discuz",
        "version": "X3.4",
        "start": START,
        "hosts": ("bbs.example.com",),
        "zone": "Asia/Taipei",
        "zone_reason": "a guess from .tw",
        "pace": PACE,
        "expect": Expectation(posts=20, fields=("author_name", "time")),
        "expect_reason": "this page shows 20 posts",
        "day": "2026-03-01",
        "notes": "none",
    }
    return Draft(**(known | how))  # type: ignore[arg-type]


def loaded(text: str, tmp_path: Path) -> Source:
    folder = tmp_path / "drafted"
    folder.mkdir(exist_ok=True)
    (folder / "source.yml").write_text(text, "utf-8")
    return load_source(folder)


@settings(max_examples=40, deadline=None)
@given(words=st.text(max_size=80))
def test_any_words_of_a_page_make_a_file_that_loads(
    words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    title = f"x{words}"
    text = write_draft(
        draft(title=title, version=words, notes=title, boards=(Board(START, words),), purpose=title)
    )
    source = loaded(text, tmp_path_factory.mktemp("draft"))
    assert (source.title, source.purpose) == (shown(title), shown(title))
    assert source.start == (START,)
    assert (source.zone, source.pace, source.expect.posts) == ("Asia/Taipei", PACE, 20)


def test_the_way_is_that_of_the_pattern(tmp_path: Path) -> None:
    pattern = load_source(shipped_folder() / "testbed_market")
    source = loaded(write_draft(draft(family="goofish", pattern=pattern)), tmp_path)
    for key in ("follow", "render", "capture", "wait_for", "next_button", "clicks"):
        assert getattr(source, key) == getattr(pattern, key)


def test_the_boards_of_a_front_page_are_offered_not_chosen(tmp_path: Path) -> None:
    boards = tuple(
        Board(f"https://bbs.example.com/forum-{number}-1.html", f"No {number}") for number in range(60)
    )
    text = write_draft(draft(boards=boards))
    assert loaded(text, tmp_path).start == (draft().start,)
    assert "  # - https://bbs.example.com/forum-29-1.html  # No 29" in text
    assert text.count("  # - ") == MOST_BOARDS
    chosen = text.replace(f"  - {draft().start}\n", "").replace("  # - ", "  - ", 2)
    assert loaded(chosen, tmp_path).start == (boards[0].url, boards[1].url)


def test_what_the_folder_gives_is_left_out(tmp_path: Path) -> None:
    given_above = frozenset({"purpose", "pace", "approver", "review"})
    text = write_draft(draft(given=given_above))
    assert not [key for key in given_above if f"{key}:" in text]
    (tmp_path / "defaults.yml").write_text("purpose: Warn customers\npace: {delay: 9}\n", "utf-8")
    source = loaded(text, tmp_path)
    assert (source.purpose, source.pace.delay) == ("Warn customers", 9.0)
