"""Lists that end before their entries do."""

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawlers.completeness.soft_caps import with_cap
from crawlers.completeness.windows import Span, is_window, shown, span_of
from records.reading import Link, Pager, Post, Reading, State
from testbed.server import Testbed

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEIBO = "https://s.weibo.com/weibo?q=%E5%90%8D&page=1"
SOGOU = "https://weixin.sogou.com/weixin?type=2&query=x"


def reading(pager: Pager | None, onward: bool = False) -> Reading:
    posts = tuple(Post(platform="x", post_id=str(n), url="", text="") for n in range(10))
    links = (Link("next", "http://board.example.com/"),) if onward else ()
    return Reading(State.ITEMS, "", posts, links, pager=pager)


@pytest.mark.parametrize(
    ("family", "url", "pager", "onward", "capped"),
    [
        ("weibo", WEIBO, Pager(page=1, pages=50), True, True),
        ("weibo", WEIBO, Pager(page=1, pages=49), True, False),
        ("weibo", "https://m.weibo.cn/api/container/getIndex?x", Pager(page=1, pages=50), True, False),
        ("sogou_weixin", SOGOU, Pager(page=10, pages=10, total=14149), False, True),
        ("sogou_weixin", SOGOU, Pager(page=10, pages=10, total=100), False, False),
        ("sogou_weixin", SOGOU, Pager(page=9, pages=10, total=14149), True, False),
        ("discuz", "https://b.example.com/search.php?mod=forum", Pager(total=500), False, True),
        ("discuz", "https://b.example.com/forum.php?mod=forumdisplay", Pager(total=500), False, False),
        (
            "douban",
            "https://www.douban.com/group/x/discussion?start=450",
            Pager(page=10, pages=40),
            True,
            True,
        ),
        ("douban", "https://www.douban.com/group/x/discussion?start=0", Pager(page=1, pages=40), True, False),
        ("phpbb", "https://b.example.com/search.php?x", Pager(page=50, pages=50), False, False),
    ],
)
def test_a_cap_is_known_by_what_the_pager_says(
    family: str, url: str, pager: Pager, onward: bool, capped: bool
) -> None:
    marked = with_cap(reading(pager, onward), family, url).pager
    assert marked is not None
    assert marked.capped is capped
    assert with_cap(reading(None), family, url).pager is None


@pytest.mark.parametrize(
    ("begin", "end", "number", "newest"),
    [
        ((2009, 8, 1, 0), (2026, 3, 5, 7), 18, "custom:2026-01-01-0:2026-03-05-7"),
        ((2026, 1, 1, 0), (2026, 3, 5, 7), 3, "custom:2026-03-01-0:2026-03-05-7"),
        ((2026, 3, 1, 0), (2026, 3, 5, 7), 5, "custom:2026-03-05-0:2026-03-05-7"),
        ((2026, 2, 1, 0), (2026, 3, 1, 0), 28, "custom:2026-02-28-0:2026-03-01-0"),
        ((2026, 3, 5, 0), (2026, 3, 6, 0), 24, "custom:2026-03-05-23:2026-03-06-0"),
        ((2026, 3, 5, 3), (2026, 3, 5, 7), 4, "custom:2026-03-05-6:2026-03-05-7"),
        ((2026, 3, 5, 3), (2026, 3, 5, 4), 0, None),
        ((2025, 12, 31, 22), (2026, 1, 1, 2), 2, "custom:2026-01-01-0:2026-01-01-2"),
    ],
)
def test_a_span_is_divided_by_the_calendar_without_gap_or_overlap(
    begin: tuple[int, ...], end: tuple[int, ...], number: int, newest: str | None
) -> None:
    whole = Span(datetime(*begin, tzinfo=SHANGHAI), datetime(*end, tzinfo=SHANGHAI))  # type: ignore[misc,arg-type]
    parts = list(whole.parts())
    assert len(parts) == number
    if newest:
        assert shown(parts[0]) == newest
        assert is_window(f"https://s.weibo.com/weibo?q=x&timescope={newest}")
        assert span_of(f"https://s.weibo.com/weibo?timescope={newest}", whole.end) == parts[0]
        edges = [*(part.end for part in parts), parts[-1].begin]
        assert edges == [whole.end, *(part.begin for part in parts)]


CAPPED = """title: capped search
family: weibo
purpose: tests
start: ["{site}/weibo?q=&rows={rows}"]
hosts: ["{host}"]
private_hosts: true
follow: [next]
pace: {{delay: 0, jitter: false, concurrency: 8, pages: 600}}
"""


@pytest.mark.parametrize(("rows", "spans"), [(5, 1), pytest.param(2, 3, marks=pytest.mark.full)])
def test_what_lies_behind_the_cap_is_found_by_spans_of_time(
    run: Callable[..., Any], own_sites: Testbed, tmp_path: Path, home: Path, rows: int, spans: int
) -> None:
    site = own_sites.sites["weibo"]
    folder = tmp_path / "sources" / "capped"
    folder.mkdir(parents=True)
    declared = CAPPED.format(site=site, host=site.removeprefix("http://"), rows=rows)
    folder.joinpath("source.yml").write_text(declared)
    done = run("hawkwatch", "crawl", "capped", "--json", env={"HAWKWATCH_SOURCES": str(folder.parent)})
    report = json.loads(done.stdout)[0]
    assert (report["outcome"], report["short"]) == ("full", []), done.stderr[-2000:]
    planted = {one["post_id"] for one in own_sites.truth() if one["site"] == "weibo"}
    assert len(planted) > 20
    assert len(planted - _kept(home)) <= 1, "listings behind the cap were not found"
    lists = [row for row in report["ledger"] if row["part"] == "list"]
    assert lists[0]["pages_expected"] == 50
    assert len(lists) == 1 + spans, "a span that is capped itself is divided as well"
    assert not any(row["capped"] for row in lists)
    asked = [entry["path"] for entry in own_sites.log() if entry["site"] == "weibo" and "q=" in entry["path"]]
    assert len(asked) == len(set(asked)), "no page was asked for twice"
    assert not [path for path in asked if "page=51" in path]
    done = run("hawkwatch", "crawl", "capped", "--json", env={"HAWKWATCH_SOURCES": str(folder.parent)})
    again = json.loads(done.stdout)[0]
    assert (again["outcome"], again["short"]) == ("quiet", []), "what is known is no gap"
    assert sum(again["pages"].values()) == 1, "a polling run that meets what is known divides nothing"


def _kept(home: Path) -> set[str]:
    (path,) = home.glob("runs/*/journal.sqlite")
    rows = sqlite3.connect(path).execute("SELECT record FROM listing").fetchall()
    return {json.loads(record)["post"]["post_id"] for (record,) in rows}
