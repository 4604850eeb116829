# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Weibo by its JSON and its search page; whole pages are read in the sweep over the sources."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
MOBILE = "https://m.weibo.cn"
SEARCH = f"{MOBILE}/api/container/getIndex?containerid=100103type%3D61%26q%3Dx&page_type=searchall&page=2"


def blog(**more: Any) -> dict[str, Any]:
    return {
        "id": "5000000000000001", "mid": "5000000000000001", "bid": "Mx", "created_at": "Tue Feb 23 12:28:47 +0800 2021",
        "text": '出<span class="url-icon"><img alt=[doge] src="x"></span> <a><span class="surl-text">#料子#</span></a><br />加我...'
                '<a href="/status/5000000000000001">全文</a>',
        "isLongText": True, "reposts_count": "100万+", "comments_count": 3, "attitudes_count": 0,
        "pics": {"0": {"url": "https://img.example.com/s.jpg", "large": {"url": "https://img.example.com/l.jpg"}}},
        "region_name": "发布于 安徽", "user": {"id": 9000000001, "screen_name": "卖家", "description": "简介"}, **more,
    }  # fmt: skip


def cards(*found: Any, **about: Any) -> dict[str, Any]:
    return {"ok": 1, "data": {"cardlistInfo": about, "cards": list(found)}}


def test_cards_and_cards_in_groups(page: Make) -> None:
    gone = {"id": "7", "text": "抱歉，此微博已被作者删除", "user": None}
    original = blog(id="5000000000000008", mid="5000000000000008", text="原文", isLongText=False)
    second = blog(
        id="5000000000000002", mid="5000000000000002", text="转", isLongText=False, retweeted_status=original
    )
    third = blog(
        id="5000000000000003", mid="5000000000000003", text="转", isLongText=False, retweeted_status=gone
    )
    answer = cards(
        {"card_type": 9, "mblog": blog()},
        {"card_type": 11, "card_group": [{"card_type": 42}, {"card_type": 9, "mblog": second}]},
        {"card_type": 9, "mblog": third},
        page=3,
    )
    reading = read(page(json.dumps(answer), SEARCH), "weibo", ZONE)
    assert [post.post_id[-1] for post in reading.posts] == ["1", "2", "8", "3"]
    first, second_post = reading.posts[:2]
    assert first.text == "出[doge] #料子#\n加我..."
    assert (first.author_name, first.author_id, first.signature) == ("卖家", "9000000001", "简介")
    assert first.counters == {"reposts": Count(1_000_000, True), "comments": Count(3), "likes": Count(0)}
    assert (first.images, first.ip_place) == (("https://img.example.com/l.jpg",), "安徽")
    assert first.time is not None
    assert first.time.isoformat() == "2021-02-23T12:28:47+08:00"
    assert second_post.reply_to == "5000000000000008"
    threads = [link.url for link in reading.links if link.kind == "thread"]
    assert threads == [f"{MOBILE}/detail/5000000000000001"]
    assert Link("next", SEARCH.replace("page=2", "page=3")) in reading.links
    assert (
        Link(
            "user", f"{MOBILE}/api/container/getIndex?type=uid&value=9000000001&containerid=1076039000000001"
        )
        in reading.links
    )


def test_the_last_page_leads_nowhere_and_a_cursor_is_followed(page: Make) -> None:
    card = {"card_type": 9, "mblog": blog()}
    last = read(page(json.dumps(cards(card, page=None)), SEARCH), "weibo", ZONE)
    assert [link for link in last.links if link.kind == "next"] == []
    more = read(
        page(json.dumps(cards(card, since_id=123)), f"{MOBILE}/api/container/getIndex?a=1"), "weibo", ZONE
    )
    assert Link("next", f"{MOBILE}/api/container/getIndex?a=1&since_id=123") in more.links


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}, State.EMPTY),
        ({"ok": -100, "url": "https://passport.weibo.com/"}, State.LOGIN_WALL),
        ({"ok": 0, "msg": "该微博不存在或暂无查看权限!"}, State.GONE),
        ({"ok": 0, "msg": "请求过于频繁，歇歇吧"}, State.RATE_LIMITED),
        ({"ok": 0, "errno": "100005", "msg": ""}, State.RATE_LIMITED),
        (
            {"ok": 0, "error_code": 20112, "message": "由于作者隐私设置，你没有权限查看此微博"},
            State.FORBIDDEN,
        ),
        ({"ok": 0, "error_code": 20101, "message": "该微博不存在"}, State.GONE),
        ({"ok": 0, "data": {"msg": "这里还没有内容"}}, State.EMPTY),
        ({"ok": 0, "msg": "系统繁忙"}, State.SERVER_ERROR),
        ({"ok": 0, "url": "https://passport.weibo.com/sso/signin"}, State.LOGIN_WALL),
        ({"ok": 1, "data": {"cards": []}}, State.EMPTY),
        ({"ok": 0}, State.UNKNOWN),
        ([], State.UNKNOWN),
    ],
)
def test_answers_without_posts(page: Make, answer: Any, state: State) -> None:
    assert read(page(json.dumps(answer), SEARCH), "weibo", ZONE).state is state


@pytest.mark.parametrize(
    ("status", "state"),
    [(432, State.CHALLENGE), (418, State.RATE_LIMITED), (403, State.RATE_LIMITED), (502, State.SERVER_ERROR)],
)
def test_codes_of_its_own(page: Make, status: int, state: State) -> None:
    assert read(page("x", SEARCH, status), "weibo", ZONE).state is state


@pytest.mark.parametrize(
    ("status", "said", "state"),
    [
        (400, {"ok": 0, "error_code": 20101, "message": "该微博不存在"}, State.GONE),
        (400, {"ok": 0, "error_code": 20112, "message": "暂无查看权限"}, State.FORBIDDEN),
        (400, {"odd": 1}, State.UNKNOWN),
        (404, {"odd": 1}, State.GONE),
    ],
)
def test_what_an_interface_says_beside_its_status(page: Make, status: int, said: Any, state: State) -> None:
    url = "https://weibo.com/ajax/statuses/show?id=O00000001"
    assert read(page(json.dumps(said), url, status), "weibo", ZONE).state is state


@pytest.mark.parametrize(
    ("target", "state"),
    [
        ("https://visitor.passport.weibo.cn/visitor/visitor?entry=sinawap", State.CHALLENGE),
        ("https://passport.weibo.com/sso/signin?url=x", State.LOGIN_WALL),
        ("/u/9000000001", State.REDIRECTED_ELSEWHERE),
    ],
)
def test_redirects_of_its_own(page: Make, target: str, state: State) -> None:
    assert read(page("", f"{MOBILE}/n/x", 302, Location=target), "weibo", ZONE).state is state


def test_a_detail_page_and_a_missing_one(page: Make) -> None:
    status = json.dumps([{"status": blog(text="全文在此", isLongText=True), "call": 1}])
    body = f"<script>var $render_data = {status}[0] || {{}};</script>"
    (post,) = read(page(body, f"{MOBILE}/detail/5000000000000001"), "weibo", ZONE).posts
    assert (post.text, post.author_name) == ("全文在此", "卖家")
    assert read(page('<p class="h5-4con">用户不存在</p>', MOBILE), "weibo", ZONE).state is State.GONE


def test_long_text_comments_and_the_other_dialect(page: Make) -> None:
    extend = {"ok": 1, "data": {"longTextContent": "一<br />二"}}
    (whole,) = read(page(json.dumps(extend), f"{MOBILE}/statuses/extend?id=5"), "weibo", ZONE).posts
    assert (whole.post_id, whole.text) == ("5", "一\n二")
    row = {"id": "61", "text": "求<span>联系</span>", "created_at": "Tue Feb 23 12:28:47 +0800 2021", "rootid": "61",
           "user": {"id": 7, "screen_name": "乙"}, "like_count": 2, "source": "来自北京"}  # fmt: skip
    url = f"{MOBILE}/comments/hotflow?id=5&mid=5&max_id=0"
    reading = read(page(json.dumps({"ok": 1, "data": {"data": [row], "max_id": 99}}), url), "weibo", ZONE)
    (comment,) = reading.posts
    assert (comment.thread, comment.reply_to, comment.text, comment.ip_place) == ("5", "5", "求联系", "北京")
    assert reading.links[0].url.endswith("max_id=99")
    ajax = {"ok": 1, "data": {"list": [blog(text_raw="原样\n文字\u200b", mblogid="Mx", isLongText=False)]}}
    (post,) = read(
        page(json.dumps(ajax), "https://weibo.com/ajax/statuses/mymblog?uid=9000000001&page=1"), "weibo", ZONE
    ).posts
    assert (post.text, post.url) == ("原样\n文字", "https://weibo.com/9000000001/Mx")


@pytest.mark.parametrize("layout", ["p", "div"])
def test_search_on_the_desktop(page: Make, layout: str) -> None:
    acts = ('<div class="card-act"><ul><li><a action-type="feed_list_forward">转发 28</a></li><li><a action-type="feed_list_comment">评论</a></li>'
            '<li><a action-type="feed_list_like"><em>5</em></a></li></ul></div>' if layout == "p" else
            '<div class="card-act"><ul><li>转发 28</li><li>评论</li><li>赞 5</li></ul></div>')  # fmt: skip
    body = f"""<script>$CONFIG['servertime'] = '1772676000';</script><div class="card-wrap" action-type="feed_list_item" mid="51">
<a class="name" nick-name="卖家" href="//weibo.com/9000000001?refer_flag=1">卖家</a><{layout} class="from">
<a href="//weibo.com/9000000001/Mx?refer_flag=1"> 32分钟前
 </a></{layout}><p class="txt" node-type="feed_list_content">出<em class="s-color-red">名单</em>...展开c</p>
<p class="txt" node-type="feed_list_content_full" style="display: none">出<em class="s-color-red">名单</em>十万
<a>收起<i class="wbicon">d</i></a></p>{acts}</div><div class="m-page"><a class="next" href="/weibo?q=x&amp;page=2">下一页</a></div>"""
    reading = read(page(body, "https://s.weibo.com/weibo?q=x"), "weibo", ZONE)
    (post,) = reading.posts
    assert (post.post_id, post.author_name, post.author_id) == ("51", "卖家", "9000000001")
    assert post.text == "出名单十万"
    assert post.counters == {"reposts": Count(28), "comments": Count(0), "likes": Count(5)}
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-05T09:28:00+08:00"
    assert Link("next", "https://s.weibo.com/weibo?q=x&page=2") in reading.links
    empty = '<div class="card-wrap"><div class="card card-no-result"><p>抱歉，未找到</p></div></div>'
    assert read(page(empty, "https://s.weibo.com/weibo?q=x"), "weibo", ZONE).state is State.EMPTY


def test_the_same_status_under_both_its_numbers(page: Make) -> None:
    answer = {"ok": 1, "data": {"longTextContent": "一\n二"}}
    url = "https://weibo.com/ajax/statuses/longtext?id=O00000001"
    (whole,) = read(page(json.dumps(answer), url), "weibo", ZONE).posts
    assert (whole.post_id, whole.text) == ("5000000000000001", "一\n二")
    assert whole.url == "https://m.weibo.cn/detail/5000000000000001"
    short = read(page(json.dumps({"ok": 1, "data": {}}), url), "weibo", ZONE)
    assert short.state is State.EMPTY


def test_the_desktop_list_asks_for_long_texts_and_goes_on_by_cursor(page: Make) -> None:
    status = blog(text_raw="开头", mblogid="O00000001")
    answer = {"ok": 1, "data": {"since_id": "50kp2", "list": [status], "total": 90}}
    url = "https://weibo.com/ajax/statuses/mymblog?uid=9000000001&page=1&feature=0"
    reading = read(page(json.dumps(answer), url), "weibo", ZONE)
    assert reading.posts[0].excerpt
    wanted = {Link("thread", "https://weibo.com/ajax/statuses/longtext?id=O00000001"),
              Link("next", "https://weibo.com/ajax/statuses/mymblog?uid=9000000001&feature=0&page=2&since_id=50kp2"),
              Link("user", url)}  # fmt: skip
    assert wanted <= set(reading.links)


def test_an_account_leads_to_its_statuses(page: Make) -> None:
    user = {"id": 9_000_000_001, "screen_name": "卖家", "statuses_count": 12}
    url = f"{MOBILE}/api/container/getIndex?type=uid&value=9000000001"
    reading = read(page(json.dumps({"ok": 1, "data": {"userInfo": user}}), url), "weibo", ZONE)
    assert (reading.state, [link.kind for link in reading.links]) == (State.ITEMS, ["user"])
    none = {"ok": 1, "data": {"userInfo": {**user, "statuses_count": 0}}}
    assert read(page(json.dumps(none), url), "weibo", ZONE).state is State.EMPTY


def test_cards_of_every_kind(page: Make) -> None:
    gone = {"id": "5000000000000009", "text": "抱歉，此微博已被删除", "user": None, "deleted": "1"}
    answer = cards(
        {"card_type": 58}, {"card_type": 11}, {"card_type": 9}, {"card_type": 9, "mblog": gone}, None, "x",
        {"card_type": "11", "card_group": {"0": {"card_type": "9", "mblog": blog(mblogtype=1, promotion={"type": "ad"})}}},
    )  # fmt: skip
    reading = read(page(json.dumps(answer), SEARCH), "weibo", ZONE)
    assert [post.post_id for post in reading.posts] == ["5000000000000001"]
    for part in (answer["data"], answer["data"]["cards"], [blog()]):
        assert read(page(json.dumps(part), SEARCH), "weibo", ZONE).posts == reading.posts


def test_a_wall_behind_the_first_answers_is_told(rendered: Make) -> None:
    found = read(
        rendered(SEARCH, cards({"card_type": 9, "mblog": blog()}), {"ok": -100, "url": "x"}), "weibo", ZONE
    )
    assert (found.state, len(found.posts)) == (State.ITEMS, 1)
    assert "login_wall" in found.why


@pytest.mark.parametrize(
    ("body", "url", "family"),
    [
        (json.dumps(cards({"card_type": 9, "mblog": blog()})), "http://127.0.0.1/api/container/getIndex", ""),
        ("<html></html>", MOBILE, ""),
        ('<div action-type="feed_list_item" mid="1"></div>', "http://127.0.0.1/weibo?q=x", ""),
        ('{"data": {"list": []}}', "http://127.0.0.1/", None),
        ("<html></html>", "https://www.example.com/", None),
    ],
)
def test_recognised(page: Make, body: str, url: str, family: str | None) -> None:
    assert FAMILIES["weibo"].recognise(page(body, url)) == family
