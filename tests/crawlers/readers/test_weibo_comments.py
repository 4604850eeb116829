"""Comments of Weibo: four interfaces, replies inside comments, cursors."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
MID = "5000000000000001"
HOT = f"https://m.weibo.cn/comments/hotflow?id={MID}&mid={MID}&max_id_type=0"


def comment(number: int, text: str = "求联系", **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "rootid": str(number),
        "text": text,
        "created_at": "Tue Feb 23 12:28:47 +0800 2021",
        "user": {"id": 9_000_000_007, "screen_name": "乙"},
        **more,
    }


def test_replies_stand_behind_their_comment(page: Make) -> None:
    reply = comment(62, "回复<a href='/n/乙'>@乙</a>:私信", rootid="61", source="来自广东")
    rows = [
        comment(61, comments=[reply], total_number=3, floor_number=7, like_count="1.2万", source="来自北京"),
        comment(63, comments=False, source="iPhone客户端", floor_number=0),
    ]
    answer = {"ok": 1, "data": {"data": rows, "max_id": 99, "max_id_type": 1}}
    reading = read(page(json.dumps(answer), HOT), "weibo", ZONE)
    first, inner, second = reading.posts
    assert (first.thread, first.reply_to, first.floor, first.ip_place) == (MID, MID, 7, "北京")
    assert first.counters == {"likes": Count(12_000, True), "replies": Count(3)}
    assert (inner.text, inner.reply_to, inner.thread, inner.ip_place) == ("回复@乙:私信", "61", MID, "广东")
    assert (second.ip_place, second.floor, second.reply_to) == (None, None, MID)
    assert reading.links == (Link("next", HOT.replace("&max_id_type=0", "&max_id=99&max_id_type=1")),)


def test_the_end_of_the_comments(page: Make) -> None:
    answer = {"ok": 1, "data": {"data": [comment(61)], "max_id": 0, "max_id_type": 0}}
    assert read(page(json.dumps(answer), HOT), "weibo", ZONE).links == ()


def test_the_desktop_has_its_list_one_level_higher(page: Make) -> None:
    row = comment(61, text_raw="求", like_counts=2, source="来自江苏", comments=[comment(64, rootid=61)])
    url = f"https://weibo.com/ajax/statuses/buildComments?is_reload=1&id={MID}&count=20"
    answer = {"ok": 1, "data": [row], "rootComment": [], "max_id": 138, "total_number": 2}
    reading = read(page(json.dumps(answer), url), "weibo", ZONE)
    assert [(post.post_id, post.reply_to) for post in reading.posts] == [("61", MID), ("64", "61")]
    assert reading.posts[0].url == f"https://m.weibo.cn/detail/{MID}#61"
    assert reading.links == (Link("next", f"{url}&max_id=138"),)


def test_the_replies_of_one_comment_do_not_name_the_status(page: Make) -> None:
    answer = {"ok": 1, "data": [comment(64, rootid="61")], "max_id": 0, "rootComment": [comment(61)]}
    (reply,) = read(
        page(json.dumps(answer), "https://m.weibo.cn/comments/hotFlowChild?cid=61&max_id=0"), "weibo", ZONE
    ).posts
    assert (reply.thread, reply.reply_to) == (None, "61")


def test_comments_of_many_statuses_name_theirs(page: Make) -> None:
    answer = {"comments": [comment(61, status={"mid": MID, "text": "出名单", "reposts_count": 1})]}
    (post,) = read(
        page(json.dumps(answer), "https://api.weibo.com/2/comments/timeline.json"), "weibo", ZONE
    ).posts
    assert (post.thread, post.reply_to) == (MID, MID)


def test_older_comments_page_by_number_and_show_the_liked_ones_beside(page: Make) -> None:
    answer = {
        "ok": 1,
        "msg": "数据获取成功",
        "data": {
            "data": [{**comment(61), "created_at": "刚刚", "like_counts": 0}],
            "hot_data": [comment(65)],
            "max": 3,
        },
    }
    url = f"https://m.weibo.cn/api/comments/show?id={MID}&page="
    middle = read(page(json.dumps(answer), f"{url}2"), "weibo", ZONE)
    assert [post.post_id for post in middle.posts] == ["61", "65"]
    assert middle.links == (Link("next", f"{url}3"),)
    assert read(page(json.dumps(answer), f"{url}3"), "weibo", ZONE).links == ()


@pytest.mark.parametrize("said", ["还没有人评论哦~快来抢沙发！", "快来发表你的评论吧"])
def test_nobody_has_commented(page: Make, said: str) -> None:
    assert read(page(json.dumps({"ok": 0, "msg": said}), HOT), "weibo", ZONE).state is State.EMPTY
