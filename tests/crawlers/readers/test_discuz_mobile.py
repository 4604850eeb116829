# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The JSON of the Discuz! apps."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, Reading, State

Make = Callable[..., Page]
DOOR = "https://bbs.example.com/api/mobile/index.php?version=4&module="
ROW = {"tid": "7", "subject": "A &amp; 题", "author": "Tom&amp;Jerry", "authorid": "4", "replies": "3",
       "views": "57", "dateline": "2026-3-1", "dbdateline": "1772331630", "displayorder": "0",
       "message": "一 &amp; 二\n三"}  # fmt: skip
POST = {"pid": "70", "tid": "7", "first": "0", "author": "匿名", "authorid": "0", "message": "一<br />二",
        "dateline": "昨天&nbsp;10:00", "dbdateline": "1772676000", "number": "2", "position": "3"}  # fmt: skip


def answered(page: Make, address: str, variables: dict[str, Any], **more: Any) -> Reading:
    body = json.dumps({"Version": "4", "Charset": "UTF-8", "Variables": variables, **more})
    return read(page(body, DOOR + address), "discuz", "Asia/Shanghai")


def test_a_list_gives_its_threads_as_posts(page: Make) -> None:
    forum = {"fid": "2", "name": "A &lt;闲聊&gt;", "threadcount": "21"}
    variables = {"forum_threadlist": [ROW], "forum": forum, "tpp": "20"}
    reading = answered(page, "forumdisplay&fid=2&page=1", variables)
    (post,) = reading.posts
    assert (post.post_id, post.thread, post.floor, post.excerpt) == ("7", "7", 1, True)
    assert (post.title, post.author_name, post.author_id) == ("A & 题", "Tom&Jerry", "4")
    assert (post.board, post.text) == ("A <闲聊>", "一 & 二\n三")
    assert post.counters == {"replies": Count(3), "views": Count(57)}
    assert reading.links == (
        Link("thread", f"{DOOR}viewthread&tid=7&page=1"),
        Link("next", f"{DOOR}forumdisplay&fid=2&page=2"),
    )


@pytest.mark.parametrize(("count", "here", "more"), [("40", 1, True), ("40", 2, False), ("41", 2, True)])
def test_behind_the_last_page_the_first_one_comes_again(
    page: Make, count: str, here: int, more: bool
) -> None:
    rows = [{**ROW, "tid": str(number)} for number in range(22)]
    variables = {"forum_threadlist": rows, "forum": {"threadcount": count}, "tpp": "20"}
    reading = answered(page, f"forumdisplay&fid=2&page={here}", variables)
    assert any(link.kind == "next" for link in reading.links) is more


def test_a_page_that_hides_posts_is_not_the_last(page: Make) -> None:
    variables = {"postlist": [POST], "thread": {"tid": "7", "replies": "10"}, "ppp": "10"}
    reading = answered(page, "viewthread&tid=7&page=1", variables)
    assert [link.url for link in reading.links] == [f"{DOOR}viewthread&tid=7&page=2"]
    assert answered(page, "viewthread&tid=7&page=2", variables).links == ()


def test_rows_moved_and_pinned_everywhere(page: Make) -> None:
    moved = {**ROW, "moved": "1", "closed": "9"}
    pinned = {**ROW, "tid": "8", "displayorder": "3"}
    variables = {"forum_threadlist": [pinned, moved], "forum": {"name": "闲聊"}}
    everywhere, elsewhere = answered(page, "forumdisplay&fid=2", variables).posts
    assert (everywhere.post_id, everywhere.board) == ("8", None)
    assert (elsewhere.post_id, elsewhere.board) == ("9", "闲聊")


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("　　一<br />二", "　　一\n二"),
        ("1 &amp;lt; 2 &amp;amp; &amp;quot;q&amp;quot;", '1 < 2 & "q"'),
        ("1 &lt; 2 &amp;amp; 3", "1 < 2 &amp; 3"),
        ("提示: <em>作者被禁止或删除 内容自动屏蔽</em>", ""),
        ("付费主题, 价格 5 金钱", ""),
        ("该帖仅作者可见", ""),
        ('<div class="reply_wrap"><a href="x">甲 发表于 2026-3-1</a><br />引</div>求联系', "求联系"),
        ('一<font class="jammer">x8</font><br /><span style="display:none">zz</span>二', "一\n二"),
    ],
)
def test_the_text_of_a_post(page: Make, message: str, text: str) -> None:
    (post,) = answered(page, "viewthread&tid=7", {"postlist": [{**POST, "message": message}]}).posts
    assert post.text == text


def test_a_reply(page: Make) -> None:
    quoted = '<div class="reply_wrap"><a href="?mod=redirect&amp;amp;goto=findpost&amp;amp;pid=61&amp;amp;ptid=7">x</a></div>y'
    (post,) = answered(page, "viewthread&tid=7", {"postlist": [{**POST, "message": quoted}]}).posts
    assert (post.floor, post.author_name, post.author_id) == (2, "匿名", None)
    assert (post.reply_to, post.text, post.time_shown, post.excerpt) == ("61", "y", "昨天 10:00", False)


@pytest.mark.parametrize(
    ("value", "sentence", "state"),
    [
        ("viewperm_none_nopermission//1", "mobile:viewperm_none_nopermission", State.LOGIN_WALL),
        ("viewperm_none_nopermission", "mobile:viewperm_none_nopermission", State.FORBIDDEN),
        ("thread_nonexistence", "抱歉，指定的主题不存在或已被删除或正在被审核", State.GONE),
        ("thread_nonexistence", "", State.GONE),
        ("board_closed", "", State.SERVER_ERROR),
        ("something_new", "一句从未见过的话", State.UNKNOWN),
    ],
)
def test_messages(page: Make, value: str, sentence: str, state: State) -> None:
    message = {"messageval": value, "messagestr": sentence}
    variables = {"member_uid": "0", "forum_threadlist": []}
    assert answered(page, "forumdisplay&fid=2", variables, Message=message).state is state


def test_lists_of_boards_and_boards_without_threads(page: Make) -> None:
    front = answered(page, "forumindex", {"forumlist": [{"fid": "2", "name": "x"}, {"fid": "36"}]})
    assert [link.url for link in front.links] == [
        f"{DOOR}forumdisplay&fid={number}&page=1" for number in (2, 36)
    ]
    below = answered(page, "forumdisplay&fid=2", {"forum_threadlist": [], "sublist": [{"fid": "42"}]})
    assert [link.url for link in below.links] == [f"{DOOR}forumdisplay&fid=42&page=1"]
    locked = {"forum_threadlist": [], "forum": {"password": "1"}}
    assert answered(page, "forumdisplay&fid=2", locked).state is State.FORBIDDEN
    assert answered(page, "forumdisplay&fid=2", {"forum_threadlist": []}).state is State.EMPTY
    assert answered(page, "profile", {"space": {}}).state is State.UNKNOWN
