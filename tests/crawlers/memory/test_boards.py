"""What a second run asks of boards that list threads: Discuz! and phpBB."""

from collections.abc import Callable

import pytest

from testbed.server import Testbed

Make = Callable[..., object]

BOARD = "/forum.php?mod=forumdisplay&fid=37"
FORUM = "/viewforum.php?f=37"
SALE = "出售银行客户名单，一手资料，五毛一条，QQ 9000000123"


@pytest.mark.parametrize(
    ("name", "site", "start", "lists", "threads"),
    [
        ("testbed_board", "board", BOARD, "forumdisplay", "viewthread"),
        ("testbed_phpbb", "phpbb", FORUM, "viewforum", "viewtopic"),
    ],
)
def test_a_second_run_asks_what_can_have_changed(
    runner: Make, small_sites: Testbed, name: str, site: str, start: str, lists: str, threads: str
) -> None:
    runs = runner(name, (start,))
    first = runs.run()
    assert first.kept > 3
    assert first.changes == {}
    assert len(first.of(threads)) > 10

    second = runs.run()
    assert second.asked == first.of(lists)
    assert second.kept == 0
    assert second.changes == {"same": first.kept}
    assert second.posts + second.remembered >= first.posts

    known = [one for one in small_sites.truth() if one["site"] == site and listed(one, first.asked)]
    long = long_thread(first.of(threads))
    small_sites.change(site, "reply", thread=long, text="还在吗，加我")
    small_sites.change(site, "open", place="37", title="出售车主信息", text=SALE)
    small_sites.change(site, "remove", thread=known[-1]["thread"])
    third = runs.run()
    asked = third.of(threads)
    assert len(third.of(lists)) == len(first.of(lists))
    assert sorted(map(number_in, asked)) == sorted([long, number_in(newest(asked)), known[-1]["thread"]]), (
        "the answered, the new and the vanished thread, once each"
    )
    assert [path for path in asked if number_in(path) == long] == [last_page(first.asked, long)]
    assert third.kept == 1
    assert third.changes["gone"] == len([one for one in known if one["thread"] == known[-1]["thread"]])

    assert runs.run().asked == first.of(lists)


def number_in(path: str) -> str:
    """The thread of a path."""
    return path.partition("tid=")[2].partition("&")[0] or path.partition("t=")[2].partition("&")[0]


def listed(one: dict[str, str], asked: list[str]) -> bool:
    return one["thread"] in {number_in(path) for path in asked}


def long_thread(paths: list[str]) -> str:
    """A thread of more than one page."""
    numbers = [number_in(path) for path in paths]
    return next(number for number in numbers if numbers.count(number) > 1)


def last_page(paths: list[str], thread: str) -> str:
    return [path for path in paths if number_in(path) == thread][-1]


def newest(paths: list[str]) -> str:
    return max(paths, key=lambda path: int(number_in(path)))


def test_a_thread_is_asked_again_when_its_time_has_come(runner: Make, small_sites: Testbed) -> None:
    """An edit shows in no row; with a recheck of no days every run reads every thread."""
    runs = runner("testbed_board", (BOARD,), recheck=0)
    first = runs.run()
    known = [one for one in small_sites.truth() if one["site"] == "board" and listed(one, first.asked)]
    opener = next(one for one in known if one["title"] and "银行" in one["text"])
    small_sites.change(
        "board", "edit", post=opener["post_id"], text=f"{opener['text']}\n仅剩最后一批，先到先得"
    )
    second = runs.run()
    assert sorted(second.asked) == sorted(first.asked)
    assert second.changes == {"same": first.kept - 1, "text": 1}
    assert second.kept == 1


def test_what_a_budget_left_unread_is_read_by_the_next_run(runner: Make, small_sites: Testbed) -> None:
    whole = runner("testbed_board", (BOARD,), home="another").run()
    runs = runner("testbed_board", (BOARD,))
    asked = runs.run(pages=20).asked
    while (ran := runs.run(pages=20)).of("viewthread"):
        asked += ran.asked
    threads = [path for path in asked if "viewthread" in path]
    assert sorted(threads) == sorted(whole.of("viewthread")), "each page of a thread once"


@pytest.mark.parametrize("site", ["board", "phpbb"])
def test_back_fill_skips_what_is_read_and_comes_to_the_end(
    runner: Make, small_sites: Testbed, site: str
) -> None:
    start = {"board": BOARD, "phpbb": FORUM}[site]
    whole = runner(f"testbed_{site}", (start,), home="another").run()
    runs = runner(f"testbed_{site}", (start,))
    asked, tale = runs.run(pages=5).asked, []
    while not tale or tale[-1] == "going on":
        ran = runs.run(pages=15, mode="backfill")
        asked += ran.asked
        tale.append(ran.backfill)
    assert tale[-1] == "complete"
    assert sorted(set(asked)) == sorted(whole.asked)
    assert len(asked) - len(set(asked)) <= 1, "a start address at most is asked twice"
    assert ran.posts + ran.remembered >= whole.posts


def test_an_unchanged_list_leads_to_what_is_still_unread(runner: Make, small_sites: Testbed) -> None:
    small_sites.misbehave("/forum.php?mod=forumdisplay*", "validators", site="board")
    runs = runner("testbed_board", (BOARD,))
    first = runs.run()
    assert runs.run().statuses == {304: len(first.of("forumdisplay"))}

    fresh = runner("testbed_board", (BOARD,), home="another")
    asked = fresh.run(pages=8).asked
    second = fresh.run(pages=8)
    assert 304 not in second.statuses
    asked += second.asked
    while (ran := fresh.run(pages=40)).of("viewthread"):
        asked += ran.asked
    assert {path for path in asked if "viewthread" in path} == set(first.of("viewthread"))
    assert fresh.run().statuses == {304: len(first.of("forumdisplay"))}


def test_a_thread_that_its_list_still_shows_can_be_gone_and_come_back(
    runner: Make, small_sites: Testbed
) -> None:
    runs = runner("testbed_board", (BOARD,))
    first = runs.run()
    known = [one for one in small_sites.truth() if one["site"] == "board" and listed(one, first.asked)]
    thread = next(one["thread"] for one in known if one["title"] and "银行" in one["text"])
    small_sites.misbehave(f"/forum.php?mod=viewthread&tid={thread}*", "status", site="board", status=404)
    small_sites.change("board", "reply", thread=thread, text="还有吗")
    assert runs.run().changes["gone"] == 1
    again = runs.run()
    assert [number_in(path) for path in again.of("viewthread")] == [thread]
    assert "gone" not in again.changes
    small_sites.behave()
    back = runs.run()
    assert {number_in(path) for path in back.of("viewthread")} == {thread}
    assert back.changes == {"same": first.kept}
    assert not runs.run().of("viewthread")
