"""Shapes of addresses, their budgets, and what is learned of parameters."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers.journal.address_queue import Origin
from crawlers.journal.journal import Journal
from crawlers.journal.path_shape import is_arranged, shape_of
from crawlers.journal.rank import Harvest
from crawlers.journal.sameness import CAPITALS, TAIL, difference
from crawlers.journal.sayings import Novelty, Sayings
from pipelines.judging import judge
from records.reading import Count, Post
from records.visit import JudgedPost

SITE = "http://bbs.example.com"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.sqlite", fruitless=12)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/thread-12-1-1.html", "/thread-0-0-0.html"),
        ("/forum.php?mod=viewthread&tid=7&page=2", "/forum.php?mod=viewthread&page&tid"),
        ("/s/laozi_88?before=9", "/s/*?before"),
        ("/threads/some-title-here.12/page-3", "/threads/*.0/*-0"),
        ("/showthread.php?12-title/page3", "/showthread.php?0-*/*"),
        ("/calendar/2026/11/3", "/calendar/0"),
        ("/wiki/a/a/a/a/", "/wiki/a/*"),
        ("/%E5%8D%96.html", "/*"),
        ("/", "/"),
    ],
)
def test_a_shape_is_what_pages_of_one_script_share(path: str, shape: str) -> None:
    assert shape_of(SITE + path) == f"bbs.example.com{shape}"
    assert shape_of(SITE + path) == shape_of((SITE + path).replace("12", "977"))


def test_orders_and_views_are_told_from_pages() -> None:
    assert is_arranged(f"{SITE}/viewforum.php?f=1&sk=v")
    assert not is_arranged(f"{SITE}/viewforum.php?f=1&start=25")


@pytest.mark.parametrize(
    ("one", "other", "parameter"),
    [
        ("/t/1?visit=ab", "/t/1?visit=cd", "visit"),
        ("/t/1?visit=ab", "/t/1", "visit"),
        ("/T/1", "/t/1", CAPITALS),
        ("/t/1?order=1", "/t/1?order=2", "order"),
        ("/t?page=1", "/t?page=2", None),
        ("/t?key=1", "/t?key=2", None),
        ("/t/1?a=x&b=y", "/t/1?a=z&b=w", None),
        ("/t/1", "/t/2", None),
        ("/m/t/1", "/t/1", "/m"),
        ("/t/1", "/t/1/print", "/print"),
        ("/t/1/2", "/t/1", None),
        ("/b/1/t/7", "/b/1/b/2/t/7", f"{TAIL}2"),
        ("/b/1/page/2", "/b/2/page/2", None),
    ],
)
def test_one_parameter_that_may_be_learned(one: str, other: str, parameter: str | None) -> None:
    assert difference(SITE + one, SITE + other) == parameter


def visit(journal: Journal, path: str, posts: tuple[str, ...]) -> None:
    journal.queue.ask(SITE + path, "thread")
    row = journal.queue.take(0)
    assert row is not None
    journal.queue.learn(row.row, row.url, posts)
    journal.queue.end(row.row, None, 0)


def test_a_parameter_that_never_matters_is_learned(journal: Journal) -> None:
    for n in range(3):
        visit(journal, f"/t/{n}?visit=a{n}", (f"p{n}",))
        visit(journal, f"/t/{n}?visit=b{n}", (f"p{n}",))
    assert not journal.queue.ask(f"{SITE}/t/1?visit=c", "thread")
    assert journal.queue.ask(f"{SITE}/t/9?visit=c", "thread")


def test_a_parameter_that_once_mattered_is_not_learned(journal: Journal) -> None:
    visit(journal, "/t?name=one", ("p1",))
    visit(journal, "/t?name=two", ("p2",))
    for n in range(4):
        visit(journal, f"/t?name=alias{n}", ("p1",))
    assert journal.queue.ask(f"{SITE}/t?name=three", "thread")


def settle(journal: Journal, harvest: Harvest) -> str:
    row = journal.queue.take(0)
    assert row is not None
    journal.queue.budget.settle(row.row, harvest)
    journal.queue.end(row.row, None, 0)
    return row.url.removeprefix(SITE)


def test_what_pays_off_comes_first_and_what_never_did_is_left(journal: Journal) -> None:
    journal.queue.begin_at(f"{SITE}/", "next")
    front = journal.queue.take(0)
    assert front is not None
    for n in range(40):
        journal.queue.ask(f"{SITE}/old/{n}", "next", Origin(front.row, front.url, 0))
    for n in range(4):
        journal.queue.ask(f"{SITE}/t/{n}", "thread", Origin(front.row, front.url, 0))
    asked = []
    while journal.queue.pending():
        row = journal.queue.take(0)
        if row is None:
            break
        fruitful = "/t/" in row.url
        journal.queue.budget.settle(row.row, Harvest(fruitful, fruitful, 0, 1))
        journal.queue.end(row.row, None, 0)
        asked.append(row.url.removeprefix(SITE))
    assert {f"/t/{n}" for n in range(4)} <= set(asked)
    assert len(asked) < 12
    assert not journal.queue.ask(f"{SITE}/old/99", "next")
    reasons = [why for (why,) in journal.database.execute("SELECT why FROM shape WHERE why IS NOT NULL")]
    assert reasons


@pytest.mark.parametrize("fruitful", range(4))
def test_no_shape_is_left_while_a_page_of_it_is_under_way(journal: Journal, fruitful: int) -> None:
    """Of four pages that were asked for together one is fruitful; which is answered first is chance."""
    queue = journal.queue
    queue.begin_at(f"{SITE}/t/0", "thread")
    settle(journal, Harvest(1, 1, 0, 1))
    for n in range(8):
        queue.ask(f"{SITE}/new/{n}", "next")
    under_way, answered = deque(filter(None, (queue.take(0) for _ in range(4)))), 0
    while under_way:
        row = under_way.popleft()
        queue.budget.settle(row.row, Harvest(1, 1, 0, 1) if answered == fruitful else Harvest())
        queue.end(row.row, None, 0)
        answered += 1
        while len(under_way) < 4 and (another := queue.take(0)):
            under_way.append(another)
    assert answered == 8
    assert queue.budget.tallies.of("bbs.example.com/new/0").why is None


def test_a_shape_is_left_once_nothing_of_it_is_under_way(journal: Journal) -> None:
    queue = journal.queue
    queue.begin_at(f"{SITE}/t/0", "thread")
    settle(journal, Harvest(1, 1, 0, 1))
    for n in range(8):
        queue.ask(f"{SITE}/new/{n}", "next")
    under_way = [row for row in (queue.take(0) for _ in range(4)) if row]
    for row in under_way:
        assert queue.pending()
        queue.budget.settle(row.row, Harvest())
        queue.end(row.row, None, 0)
    assert queue.take(0) is None
    assert queue.budget.tallies.of("bbs.example.com/new/0").left == 4


def test_a_budget_survives_the_process(tmp_path: Path) -> None:
    for n in range(3):
        journal = Journal(tmp_path / "journal.sqlite", fruitless=12)
        journal.queue.ask(f"{SITE}/old/{n}", "next")
        settle(journal, Harvest())
        pages = journal.queue.budget.tallies.of("bbs.example.com/old/0").pages
        journal.close()
        assert pages == n + 1


def test_a_chain_without_news_ends(journal: Journal) -> None:
    parent = Origin()
    for n in range(3):
        journal.queue.ask(f"{SITE}/calendar/{n}", "next", parent)
        row = journal.queue.take(0)
        assert row is not None
        parent = Origin(row.row, row.url, row.depth)
        assert journal.queue.budget.leads_on(row.row, 2) is (n < 1)


def test_a_journal_without_shapes_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    Journal(path).close()
    database = sqlite3.connect(path)
    database.executescript("DROP TABLE shape; DROP INDEX request_turn; ALTER TABLE request DROP COLUMN rank;")
    database.close()
    Journal(path).close()


@pytest.mark.parametrize(("counters", "new"), [({"replies": Count(3)}, 3), (None, 1)])
def test_who_says_the_same_again_is_new_in_threads_whose_replies_a_list_counts(
    journal: Journal, counters: dict[str, Count] | None, new: int
) -> None:
    """A farm makes up its posts and counts none; people say "up" in every thread."""

    def said(number: int, text: str, **more: object) -> JudgedPost:
        url = f"{SITE}/thread-7-1-1.html"
        return judge(Post(platform="x", post_id=str(number), url=url, thread="7", text=text, **more))  # type: ignore[arg-type]

    row = said(7, "", title="旧书", counters=counters, floor=1, excerpt=True)
    posts = [said(number, f"顶 {number}") for number in range(3)]
    sayings = Sayings(journal.database)
    sayings.count_new([row], {row.post.url})
    assert sayings.count_new(posts, ()) == Novelty(new, 0, new if counters else 0)
    assert sayings.count_new(posts, ()).posts == 0, "the same page under another address"
