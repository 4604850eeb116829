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
