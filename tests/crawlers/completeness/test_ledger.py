"""What a run says that it did not get."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from written import HOST, board, thread

from crawlers.journal.account import Account
from crawlers.readers.paging import series_of
from operations.memory import Memory
from records.order import LedgerRow, RunReport

Begin = Callable[..., Any]
FOUR = {f"/forum-2-{number}.html": board(number, 4, total=80) for number in (1, 2, 3, 4)}


def row(report: RunReport, part: str, url: str = "") -> LedgerRow:
    return next(row for row in report.ledger if row.part == part and url in row.url)


def test_a_list_read_to_its_end_lacks_nothing(begin: Begin) -> None:
    one = begin()
    one.walk(FOUR)
    report = one.report()
    assert (report.outcome, report.exit_code, report.short, report.gaps) == ("full", 0, (), ())
    for part in ("branch", "list"):
        shown = row(report, part)
        assert (shown.pages_seen, shown.pages_expected) == (4, 4)
        assert (shown.posts_seen, shown.posts_expected, shown.gaps) == (80, 80, ())


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((404, ""), "gone"),
        ((503, ""), "server_error"),
        ((429, ""), "rate_limited"),
        ((403, ""), "forbidden"),
        (
            "<div id='messagetext' class='alert_error'><p>抱歉，本版块只有特定用户可以访问</p></div>",
            "forbidden",
        ),
        ("<p>" + "一" * 99 + "</p>", "unknown"),
        ("<div id='threadlist'><p class='emp'>本版块或指定的范围内尚无主题</p></div>", "empty"),
    ],
)
def test_a_page_that_fails_in_the_middle_of_a_list_makes_the_run_short(
    begin: Begin, answer: Any, state: str
) -> None:
    one = begin()
    one.walk(FOUR | {"/forum-2-3.html": answer})
    report = one.report()
    assert (report.outcome, report.exit_code) == ("short", 10)
    shown = row(report, "list")
    assert (shown.pages_seen, shown.pages_expected) == (2, 4)
    assert (shown.gaps[0].url, shown.gaps[0].state) == (f"{HOST}/forum-2-3.html", state)
    assert state in [gap.state for gap in report.gaps]
    assert "2 of 4 pages read" in report.short[0]


def test_a_pager_that_says_more_than_links_lead_to(begin: Begin) -> None:
    one = begin()
    one.walk({"/forum-2-1.html": board(1, 4), "/forum-2-2.html": board(2, 4).replace("class='nxt'", "")})
    report = one.report()
    (gap,) = row(report, "list").gaps
    assert (gap.state, report.outcome) == ("unlinked", "short")
    assert "4 pages are said to be there" in gap.why


def test_a_run_that_does_not_walk_from_page_to_page_is_not_held_to_them(begin: Begin) -> None:
    one = begin(follow=("thread",))
    one.walk({"/forum-2-1.html": board(1, 4, rows=1, total=80), "/thread-100-1-1.html": thread(100)})
    report = one.report()
    assert (report.outcome, row(report, "list").pages_passed) == ("full", 3)


def test_what_the_page_budget_left_is_told_and_makes_no_run_short(begin: Begin) -> None:
    one = begin()
    one.walk(FOUR | {"/forum-2-3.html": ""})
    report = one.report()
    (gap,) = row(report, "list").gaps
    assert (gap.state, gap.url, report.outcome) == ("unread", f"{HOST}/forum-2-3.html", "full")
    assert "the pages allowed to the run were used" in gap.why
    assert one.report("hours").outcome == "interrupted"


def test_a_walled_start_makes_its_whole_branch_short_and_no_other(begin: Begin) -> None:
    one = begin(start=(f"{HOST}/forum-2-1.html", f"{HOST}/forum-3-1.html"))
    wall = (
        "<div id='messagetext'><p>抱歉，您尚未登录，没有权限访问该版块</p></div><div id='messagelogin'></div>"
    )
    one.walk(FOUR | {"/forum-3-1.html": wall})
    report = one.report()
    assert report.short == (f"{HOST}/forum-3-1.html: login_wall, and with it all that lies behind",)
    assert [(row.url[-14:], row.pages_seen) for row in report.ledger if row.part == "branch"] == [
        ("forum-2-1.html", 4),
        ("forum-3-1.html", 0),
    ]


def test_a_branch_is_inherited_through_links_and_names_its_term(begin: Begin) -> None:
    starts = tuple(f"{HOST}/forum-{word}-1.html" for word in ("%E5%90%8D", "b"))
    one = begin(start=starts, terms=("名", "b"), follow=("thread", "next"))
    named = board(1, 2, rows=1).replace("forum-2-2", "forum-%E5%90%8D-2")
    one.walk(
        {
            "/forum-%E5%90%8D-1.html": named,
            "/forum-%E5%90%8D-2.html": board(2, 2, rows=1),
            "/forum-b-1.html": board(5, 5, rows=1),
            "/thread-100-1-1.html": thread(100, 2, 1, 2),
            "/thread-100-2-1.html": thread(100, 2, 2, 2),
            "/thread-200-1-1.html": thread(200),
            "/thread-500-1-1.html": thread(500),
        }
    )
    report = one.report()
    assert {row.url: (row.term, row.pages_seen) for row in report.ledger if row.part == "branch"} == {
        starts[0]: ("名", 5),
        starts[1]: ("b", 2),
    }


def test_the_second_page_of_a_thread_that_is_gone_is_a_gap_and_a_thread_that_is_gone_is_none(
    begin: Begin,
) -> None:
    one = begin(follow=("thread", "next"))
    one.walk({"/forum-2-1.html": board(1, 1, rows=3), "/thread-100-1-1.html": thread(100, 2, 1, 3)})
    report = one.report()
    assert report.outcome == "short"
    shown = row(report, "thread", "thread-100")
    assert (shown.pages_seen, shown.pages_expected, [gap.state for gap in shown.gaps]) == (
        1,
        3,
        ["gone"],
    )
    assert not [row for row in report.ledger if "thread-101" in row.url]


def test_what_a_redirect_led_to_and_that_gave_nothing_is_a_page_of_what_was_asked_for(
    begin: Begin, tmp_path: Path
) -> None:
    """Discuz! sends the page behind the last one of a thread to an address that its robots.txt forbids."""
    last = "/forum.php?mod=redirect&tid=100&goto=lastpost"
    one = begin(follow=("thread", "next"))
    one.walk(
        {
            "/forum-2-1.html": board(1, 1, tids=[100]),
            "/thread-100-1-1.html": thread(100, 9, 1, 2, replies=10),
            "/thread-100-2-1.html": (302, last),
            last: None,
        }
    )
    report = one.report()
    shown = row(report, "thread", "thread-100")
    assert (shown.pages_seen, shown.pages_expected, shown.posts_seen, shown.posts_expected) == (1, 2, 9, 11)
    assert [(gap.url, gap.state) for gap in shown.gaps] == [(f"{HOST}{last}", "disallowed")]
    assert [row.url for row in report.ledger if row.part == "list"] == [f"{HOST}/forum-2-1.html"]
    assert (report.outcome, report.short) == ("full", ())
    memory = Memory(tmp_path)
    memory.fold(Account(one.path))
    (onward,) = memory.database.execute("SELECT onward FROM thread").fetchone()
    assert onward == f"{HOST}/thread-100-1-1.html", "what is new is looked for on the last page that was read"
    memory.close()


def test_a_board_that_the_front_page_shows_no_more_is_asked_once_what_has_become_of_it(
    begin: Begin, tmp_path: Path
) -> None:
    def front(*numbers: int) -> str:
        links = "".join(f"<a href='forum-{number}-1.html'>二手</a>" for number in numbers)
        return f"<body id='nv_forum' class='pg_index'>{links}"

    start, memory = (f"{HOST}/index.php",), Memory(tmp_path)
    answers: dict[str, Any] = {"/forum-2-1.html": board(1, 1), "/forum-3-1.html": board(1, 1, tids=[7, 8])}
    asked, told = [], []
    for run, shown in (("one", (2, 3)), ("two", (2,)), ("three", (2,))):
        one = begin(run, memory=str(memory.path), start=start)
        one.walk(
            answers | {"/index.php": front(*shown)} | ({} if run == "one" else {"/forum-3-1.html": (404, "")})
        )
        told.append(one.report().short)
        asked.append(one.report().pages)
        memory.fold(Account(one.path))
    memory.close()
    assert asked == [{"items": 3}, {"items": 2, "gone": 1}, {"items": 2}]
    assert [bool(short) for short in told] == [False, True, False]
    assert told[1] == (f"list {HOST}/forum-3-1.html: 0 of 1 pages read; {HOST}/forum-3-1.html gone",)


def test_a_session_in_the_address_parts_no_list() -> None:
    """A visitor without a cookie gets links that bear the session, the next answer's links bear none."""
    first = series_of("phpbb", f"{HOST}/viewforum.php?f=3&sid=0123456789abcdef0123456789abcdef")
    assert first == series_of("phpbb", f"{HOST}/viewforum.php?f=3&start=25")
    assert first != series_of("phpbb", f"{HOST}/viewforum.php?f=4&start=25")


def test_single_threads_that_are_closed_to_us_make_no_run_short(begin: Begin) -> None:
    walled = (403, "")
    answers: dict[str, Any] = {"/forum-2-1.html": board(1, 1, rows=5)}
    answers |= {f"/thread-{tid}-1-1.html": thread(tid) for tid in range(100, 105)}
    one = begin(follow=("thread", "next"))
    one.walk(answers | {"/thread-100-1-1.html": walled})
    assert (one.report().outcome, [gap.state for gap in one.report().gaps]) == ("full", ["forbidden"])
    other = begin(follow=("thread", "next"))
    other.walk(answers | {f"/thread-{tid}-1-1.html": walled for tid in (100, 101, 102)})
    assert other.report().short == (f"{HOST}/forum-2-1.html: 3 of 5 threads are closed to us",)


def test_closed_threads_are_held_against_all_threads_of_the_branch(begin: Begin, tmp_path: Path) -> None:
    """A second run asks the closed ones again and passes the others over."""
    answers: dict[str, Any] = {"/forum-2-1.html": board(1, 1, rows=9)}
    answers |= {f"/thread-{tid}-1-1.html": thread(tid) for tid in range(100, 109)}
    answers |= {f"/thread-{tid}-1-1.html": (403, "") for tid in (100, 101, 102)}
    one = begin(follow=("thread", "next"))
    one.walk(answers)
    memory = Memory(tmp_path)
    memory.fold(Account(one.path))
    two = begin("two", memory=str(memory.path), follow=("thread", "next"), recheck=7)
    two.walk(answers)
    memory.close()
    report = two.report()
    assert (report.pages, report.short) == ({"items": 1, "forbidden": 3}, ())


def test_posts_that_the_site_counts_and_that_were_not_read_make_the_run_short(begin: Begin) -> None:
    few = {f"/forum-2-{number}.html": board(number, 4, rows=8, total=80) for number in (1, 2, 3, 4)}
    one = begin()
    one.walk(few)
    assert one.report().short == (f"list {HOST}/forum-2-1.html: 32 read of 80 that the site counts",)
    other = begin(follow=("thread", "next"))
    other.walk(
        {"/forum-2-1.html": board(1, 1, rows=5, replies=9)}
        | {f"/thread-{tid}-1-1.html": thread(tid, 4) for tid in range(100, 105)}
    )
    assert "20 posts read of 50 that its 5 threads count" in other.report().short[0]


def test_a_front_page_is_no_short_list(begin: Begin) -> None:
    front = "<body class='pg_index'><a href='forum-2-1.html'>二手</a> <a href='forum-3-1.html'>空</a>"
    one = begin(start=(f"{HOST}/forum.php",))
    empty = "<div id='threadlist'><p class='emp'>本版块或指定的范围内尚无主题</p></div>"
    one.walk(FOUR | {"/forum.php": front, "/forum-3-1.html": empty})
    report = one.report()
    assert (report.outcome, report.short) == ("full", ())
