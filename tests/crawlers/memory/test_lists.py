"""What a second run asks of lists of posts, and what it notices."""

from collections.abc import Callable
from typing import Any

from crawlers.memory.past import past_of
from operations.memory import Memory
from testbed.server import Testbed

Make = Callable[..., Any]

CHANNEL = "liaozi_0000"
SALE = "出一手银行持卡人资料，五毛一条，微信 kefu_00000"


def listings(sites: Testbed, channel: str = CHANNEL) -> list[str]:
    """The keys of a channel's listings, oldest first."""
    truth = (one["post_id"] for one in sites.truth() if one["site"] == "channels")
    return [key for key in truth if key.partition("/")[0] == channel]


def test_a_second_run_stops_where_nothing_is_new(runner: Make, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    first = runs.run()
    assert len(first.asked) > 2
    second = runs.run()
    assert second.asked == first.asked[:1]
    assert second.kept == 0
    assert set(second.changes) == {"same"}
    assert second.posts + second.remembered == first.posts


def test_no_post_is_missed_however_many_are_new(runner: Make, small_sites: Testbed) -> None:
    """Twenty stand on a page: the new ones push known ones onto the pages behind."""
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    before = runs.run().posts
    for new in (7, 20, 45):
        for number in range(new):
            small_sites.change("channels", "open", place=CHANNEL, text=f"第{number}条，{new}个新的")
        ran = runs.run()
        assert len(ran.asked) == -(-new // 20) + 1, "those with new posts, and the first without"
        before += new
        assert ran.posts + ran.remembered == before


def test_a_run_cut_off_behind_new_posts_leaves_no_hole(runner: Make, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    before = runs.run().posts
    for number in range(50):
        small_sites.change("channels", "open", place=CHANNEL, text=f"第{number}条")
    assert len(runs.run(pages=1).asked) == 1
    ran = runs.run()
    assert ran.posts + ran.remembered == before + 50
    assert len(runs.run().asked) == 1


def test_a_run_that_is_resumed_asks_nothing_twice(runner: Make, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    runs.run()
    for number in range(50):
        small_sites.change("channels", "open", place=CHANNEL, text=f"第{number}条")
    cut = runs.run(stop_after=2)
    rest = runs.resume()
    assert len(cut.asked) == 2
    assert not set(cut.asked) & set(rest.asked)
    assert len(cut.asked) + len(rest.asked) == 3 + 1
    assert len(runs.run().asked) == 1


def test_what_has_changed_is_told_and_kept(runner: Make, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    runs.run()
    keys = [small_sites.change("channels", "open", place=CHANNEL, text=f"{SALE}，第{n}批") for n in range(4)]
    assert runs.run().kept == 4
    small_sites.change("channels", "edit", post=keys[0], text=f"{SALE}，第0批，已更新")
    small_sites.change(
        "channels", "edit", post=keys[1], text="出一手银行持卡人资料，八毛一条，微信 kefu_00000，第1批"
    )
    small_sites.change("channels", "remove", post=keys[2])
    ran = runs.run()
    assert ran.kept == 2
    assert {change: ran.changes.get(change, 0) for change in ("text", "price", "gone")} == {
        "text": 1,
        "price": 1,
        "gone": 1,
    }
    again = runs.run()
    assert again.kept == 0
    assert set(again.changes) == {"same"}

    memory = Memory(runs.settings.home)
    rows = memory.database.execute("SELECT id, change, before, after FROM change ORDER BY change").fetchall()
    assert [row[1] for row in rows] == ["gone", "price", "text"]
    assert rows[1][2:] == ("0.5 CNY/record", "0.8 CNY/record")
    gone = past_of(memory.path, "testbed_channels", rows[0][0])
    assert gone is not None
    assert gone.gone_at is not None
    assert gone.first_seen == gone.last_seen < gone.gone_at
    memory.close()


def test_a_post_that_comes_back_stands_again(runner: Make, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    runs.run()
    keys = [small_sites.change("channels", "open", place=CHANNEL, text=f"{SALE}，第{n}批") for n in range(3)]
    runs.run()
    whole = small_sites._built["channels"]._feeds  # type: ignore[attr-defined]
    small_sites.change("channels", "remove", post=keys[1])
    assert runs.run().changes["gone"] == 1
    small_sites._built["channels"]._feeds = whole  # type: ignore[attr-defined]
    assert "gone" not in runs.run().changes
    memory = Memory(runs.settings.home)
    assert memory.gone() == {}
    memory.close()


def test_back_fill_goes_on_where_it_had_to_stop(runner: Make, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    newest = runs.run(pages=1)
    asked = [*newest.asked]
    tale = []
    for _ in range(20):
        ran = runs.run(pages=1, mode="backfill")
        asked += ran.asked
        tale.append(ran.backfill)
        if ran.backfill == "complete":
            break
    assert tale == ["going on"] * (len(tale) - 1) + ["complete"]
    assert len(asked) == len(set(asked)) > 2
    with_all = runner("testbed_channels", (f"/s/{CHANNEL}",), home="another").run()
    assert sorted(asked) == sorted(with_all.asked)


def test_an_unchanged_page_need_not_be_sent(runner: Make, small_sites: Testbed) -> None:
    small_sites.misbehave("/s/*", "validators", site="channels")
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    first = runs.run()
    assert first.statuses == {200: len(first.asked)}
    second = runs.run()
    assert second.statuses == {304: 1}
    assert second.changes["same"] >= 1
    small_sites.change("channels", "open", place=CHANNEL, text=SALE)
    assert runs.run().kept == 1
