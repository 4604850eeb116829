"""What one page tells: its zone, its boards, what it was made with."""

from datetime import UTC, datetime

import pytest

from crawlers.arrival.arrival import title_of
from crawlers.arrival.front_page import Board, find_boards
from crawlers.arrival.recognition import self_named
from crawlers.arrival.zone_guess import guess_zone
from crawlers.readers.file_page import file_page
from records.page import Page
from records.reading import Link, Reading, State


def page(markup: str, url: str = "https://bbs.example.com/", charset: str = "utf-8") -> Page:
    headers = (("Content-Type", f"text/html; charset={charset}"),)
    return file_page(
        markup.encode(charset), url=url, fetched_at=datetime(2026, 3, 1, tzinfo=UTC), headers=headers
    )


@pytest.mark.parametrize(
    ("markup", "host", "zone"),
    [
        ("<p>GMT+8, 2026-3-1 12:00", "bbs.example.com", "Asia/Shanghai"),
        ('All times are <span title="UTC-5">UTC-05:00</span>', "bbs.example.com", "Etc/GMT+5"),
        ("All times are <abbr>UTC</abbr>", "bbs.example.com", "UTC"),
        ("All times are GMT +5:30", "bbs.example.com", "Asia/Shanghai"),
        ("<p>GMT+99", "bbs.example.com", "Asia/Shanghai"),
        ("", "bbs.example.tw", "Asia/Taipei"),
        ("<p>GMT+8", "bbs.example.tw", "Asia/Taipei"),
        ('<html lang="zh-HK">', "bbs.example.com", "Asia/Hong_Kong"),
        ("", "bbs.example.com", "Asia/Shanghai"),
    ],
)
def test_a_zone_is_guessed_and_said_to_be(markup: str, host: str, zone: str) -> None:
    guessed, reason = guess_zone(page(markup, f"https://{host}/"), "Asia/Shanghai")
    assert guessed == zone
    assert reason.startswith(("the page says", "a guess"))


def test_a_front_page_lists_its_boards_by_name() -> None:
    markup = """<meta name="generator" content="Discuz! X3.4"><base href="https://bbs.example.com/">
      <h2><a href="forum.php?mod=forumdisplay&amp;fid=2"><img></a></h2>
      <h2><a href="forum.php?mod=forumdisplay&amp;fid=2&amp;sid=a1">资源 <b>交流</b></a></h2>
      <a href="thread-7-1-1.html">帖子</a>"""
    front = page(markup)
    first, second = "https://bbs.example.com/forum.php?mod=forumdisplay&fid=2", "https://bbs.example.com/x"
    links = (
        Link("next", first),
        Link("next", second),
        Link("next", "https://other.example.com/forum-1-1.html"),
    )
    assert find_boards(front, Reading(State.ITEMS, links=links)) == (
        Board(first, "资源 交流"),
        Board(second, ""),
    )
    for other in (
        Reading(State.ITEMS, links=(*links, Link("thread", "https://bbs.example.com/t"))),
        Reading(State.REDIRECTED_ELSEWHERE, links=links),
    ):
        assert not find_boards(front, other)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<meta name="Generator" content="WordPress 6.1">', "WordPress 6.1"),
        ("<body><p>Powered by: FluxBB 1.5</p>", "FluxBB 1.5"),
        ("<body><p>nothing</p>", None),
        ("", None),
    ],
)
def test_a_page_may_say_what_it_was_made_with(markup: str, said: str | None) -> None:
    assert self_named(page(markup)) == said


def test_a_title_loses_what_the_software_says_of_itself() -> None:
    markup = "<title>江城论坛 - 江城论坛 -  Powered by Discuz!\n</title>"
    assert title_of(page(markup, charset="gbk")) == "江城论坛"
    assert title_of(page("{}")) == ""
