# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Xiaohongshu by its answers and by the state in its pages; whole pages are read in the sweep over the sources."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://www.xiaohongshu.com"
SEARCH = f"{SITE}/search_result?keyword=x"
ONE, TWO = "65f000000000000000000001", "65f000000000000000000002"
USER = {"user_id": "5f0000000000000000000009", "nickname": "卖家"}


def row(number: str = ONE, **more: Any) -> dict[str, Any]:
    card = {
        "type": "normal", "display_title": "出名单", "user": USER, "interact_info": {"liked_count": "9.7万", "comment_count": "12"},
        "cover": {"url_default": "http://img.example.com/c.jpg"}, "corner_tag_info": [{"type": "publish_time", "text": "02-10"}], **more,
    }  # fmt: skip
    return {"id": number, "xsec_token": "AB=", "model_type": "note", "note_card": card}


def note(**more: Any) -> dict[str, Any]:
    return {
        "note_id": ONE, "title": "出名单", "desc": "#名单[话题]# 一手\n加我", "time": 1772600000000, "ip_location": "广东", "user": USER,
        "interact_info": {"liked_count": "602", "collected_count": "18", "share_count": "0"},
        "image_list": [{"info_list": [{"image_scene": "WB_DFT", "url": "http://img.example.com/a.jpg"}]}, {"url_default": "http://img.example.com/b.jpg"}],
        **more,
    }  # fmt: skip


def comment(number: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "note_id": ONE,
        "content": "求",
        "create_time": 1772610000000,
        "like_count": "3",
        "user_info": USER,
        **more,
    }


def answer(**found: Any) -> dict[str, Any]:
    return {"code": 0, "success": True, "msg": "成功", "data": found}


def test_cards_of_a_search(rendered: Make) -> None:
    words = {"model_type": "rec_query", "rec_query": {"queries": []}, "id": "q"}
    found = answer(items=[row(), words, row(TWO, display_title=None)], has_more=True)
    reading = read(rendered(SEARCH, found), "xiaohongshu", ZONE)
    assert (reading.state, reading.why) == (State.ITEMS, "more than the 1 answers captured")
    first, second = reading.posts
    assert (first.title, first.text, first.excerpt, first.thread) == ("出名单", "", True, ONE)
    assert first.counters == {"likes": Count(97_000, True), "comments": Count(12)}
    assert (first.author_name, first.author_id) == ("卖家", USER["user_id"])
    assert (first.time_shown, first.images) == ("02-10", ("http://img.example.com/c.jpg",))
    assert first.time is not None
    assert first.time.isoformat() == "2026-02-10T00:00:00+08:00"
    assert (second.post_id, second.title) == (TWO, None)
    assert Link("thread", f"{SITE}/explore/{ONE}?xsec_token=AB%3D&xsec_source=pc_search") in reading.links
    assert Link("user", f"{SITE}/user/profile/{USER['user_id']}") in reading.links


def test_a_note_takes_the_place_of_its_card(rendered: Make) -> None:
    feed = answer(items=[{"id": ONE, "model_type": "note", "note_card": note()}])
    reading = read(rendered(SEARCH, answer(items=[row()], has_more=False), feed), "xiaohongshu", ZONE)
    (post,) = reading.posts
    assert (post.text, post.excerpt, post.ip_place, post.floor) == ("#名单 一手\n加我", False, "广东", 1)
    assert post.images == ("http://img.example.com/a.jpg", "http://img.example.com/b.jpg")
    assert post.counters == {"likes": Count(602), "favourites": Count(18), "shares": Count(0)}
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-04T12:53:20+08:00"
    assert reading.why == ""


def test_rows_that_were_kept_without_their_answer(page: Make) -> None:
    rows = [row(), row(TWO), {"id": ONE, "model_type": "note", "note_card": note()}]
    reading = read(page(json.dumps(rows), SEARCH), "xiaohongshu", ZONE)
    assert [(post.post_id, post.excerpt) for post in reading.posts] == [(ONE, False), (TWO, True)]
    assert Link("thread", f"{SITE}/explore/{TWO}?xsec_token=AB%3D&xsec_source=pc_search") in reading.links


def test_comments_and_the_replies_in_them(page: Make) -> None:
    target = {"id": "c1", "user_info": USER}
    reply = {**comment("c2", target_comment=target, ip_location="辽宁"), "note_id": None}
    rows = [comment("c1", sub_comments=[reply], sub_comment_count="8"), comment("c3")]
    url = f"https://edith.xiaohongshu.com/api/sns/web/v2/comment/page?note_id={ONE}&cursor="
    reading = read(page(json.dumps(answer(comments=rows, has_more=True)), url), "xiaohongshu", ZONE)
    first, inner, third = reading.posts
    assert (first.thread, first.reply_to, first.url) == (ONE, ONE, f"{SITE}/explore/{ONE}#c1")
    assert first.counters == {"likes": Count(3), "replies": Count(8)}
    assert (inner.thread, inner.reply_to, inner.ip_place) == (ONE, "c1", "辽宁")
    assert third.reply_to == ONE


def test_the_notes_of_an_account(page: Make) -> None:
    rows = [
        {
            "note_id": ONE,
            "display_title": "出名单",
            "xsec_token": "AB",
            "user": USER,
            "interact_info": {"liked_count": "1千+"},
        }
    ]
    (post,) = read(page(json.dumps(answer(notes=rows, has_more=False)), SITE), "xiaohongshu", ZONE).posts
    assert (post.post_id, post.counters) == (ONE, {"likes": Count(1000, True)})


STATE = (
    '<title>小红书</title><script>window.__INITIAL_STATE__={"user":{"loggedIn":false,"notes":[[],[%s]]},"feed":{"feeds":[],"note":undefined},"search":{"feeds":[%s]},'
    '"note":{"serverRequestInfo":{"state":"success","errorCode":0},"noteDetailMap":{%s},"volume":NaN}}</script>'
)
CAMEL = '{"id":"%s","modelType":"note","xsecToken":"AB","noteCard":{"displayTitle":"写着 undefined 的 \\"题\\"","user":{"userId":"5f9","nickName":"卖家"},"interactInfo":{"likedCount":"10+"},"cover":{"urlDefault":"http:\\u002F\\u002Fimg.example.com\\u002Fc.jpg"}}}'
DETAIL = '"%s":{"comments":{"list":[{"id":"c1","content":"求","createTime":1772610000000,"likeCount":"2","userInfo":{"userId":"5f8","nickname":"乙"},"ipLocation":"北京","subComments":[]}],"hasMore":true},"note":{"noteId":"%s","title":"出名单","desc":"一手","time":1772600000000,"ipLocation":"广东","user":{"userId":"5f9","nickname":"卖家"},"imageList":[],"interactInfo":{"likedCount":"1"}}}'


def test_the_state_in_a_page(page: Make) -> None:
    body = STATE % (CAMEL % TWO, CAMEL % "65f000000000000000000003", DETAIL % (ONE, ONE))
    reading = read(page(body, f"{SITE}/explore/{ONE}"), "xiaohongshu", ZONE)
    assert [post.post_id[-2:] for post in reading.posts] == ["03", "02", "01", "c1"]
    card, whole, reply = reading.posts[0], reading.posts[2], reading.posts[3]
    assert (card.title, card.author_name, card.author_id) == ('写着 undefined 的 "题"', "卖家", "5f9")
    assert (card.counters, card.images) == ({"likes": Count(10, True)}, ("http://img.example.com/c.jpg",))
    assert (whole.text, whole.ip_place, whole.excerpt) == ("一手", "广东", False)
    assert (reply.thread, reply.author_name, reply.ip_place) == (ONE, "乙", "北京")


def test_a_rendered_note_has_its_comments_from_a_call(rendered: Make) -> None:
    body = STATE % ("", "", DETAIL % (ONE, ONE))
    later = answer(comments=[comment("c1"), comment("c9", ip_location="辽宁")], has_more=False)
    reading = read(rendered(f"{SITE}/explore/{ONE}", later, dom=body), "xiaohongshu", ZONE)
    assert [post.post_id for post in reading.posts] == [ONE, "c1", "c9"]
    assert reading.posts[0].text == "一手"


NOWHERE = '"undefined":{"comments":{"list":[]},"currentTime":0,"note":{}}'


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (STATE % ("", "", NOWHERE), State.UNKNOWN),
        ((STATE % ("", "", NOWHERE)).replace('"errorCode":0', '"errorCode":-510000,"errMsg":"笔记不存在"'), State.GONE),
        ('<title>小红书 - 你访问的页面不见了</title><div class="access-wrapper"><p>当前笔记暂时无法浏览</p></div>', State.GONE),
        ('<title>安全验证</title><div id="red-captcha"></div>', State.CAPTCHA),
        ('<title>小红书</title><div class="login-modal"><p>手机号登录</p></div>', State.LOGIN_WALL),
        ("<title>小红书</title>", State.UNKNOWN),
    ],
)  # fmt: skip
def test_pages_without_notes(page: Make, body: str, state: State) -> None:
    assert read(page(body, f"{SITE}/explore/{ONE}"), "xiaohongshu", ZONE).state is state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"code": -100, "success": False, "msg": "登录已过期"}, State.LOGIN_WALL),
        ({"code": -101, "success": False, "msg": "无登录信息，或登录信息为空"}, State.LOGIN_WALL),
        ({"code": -104, "success": False, "msg": "您当前登录的账号没有权限访问"}, State.FORBIDDEN),
        ({"code": 300011, "success": False, "msg": "当前账号存在异常"}, State.FORBIDDEN),
        ({"code": 300012, "success": False, "msg": "网络连接异常"}, State.FORBIDDEN),
        ({"code": 300013, "success": False, "msg": "访问频繁，请稍后再试"}, State.RATE_LIMITED),
        ({"code": -510000, "success": False, "msg": ""}, State.GONE),
        ({"code": -510001, "success": False, "msg": "笔记状态异常"}, State.GONE),
        ({"code": -1, "success": False, "msg": "怪"}, State.UNKNOWN),
        ({"success": False}, State.UNKNOWN),
        (answer(items=[], has_more=False), State.EMPTY),
        (answer(has_more=False), State.EMPTY),
        (answer(), State.UNKNOWN),
    ],
)  # fmt: skip
def test_answers_without_notes(rendered: Make, said: Any, state: State) -> None:
    assert read(rendered(SEARCH, said), "xiaohongshu", ZONE).state is state


def test_a_wall_behind_the_first_answer_is_told(rendered: Make) -> None:
    reading = read(
        rendered(SEARCH, answer(items=[row()]), {"code": 300013, "success": False}), "xiaohongshu", ZONE
    )
    assert (reading.state, reading.why) == (State.ITEMS, "rate_limited: code 300013")


def test_a_call_that_wants_a_riddle_solved(rendered: Make) -> None:
    shown = rendered(SEARCH, answer())
    (call,) = shown.rendering.exchanges if shown.rendering else ()
    riddle = replace(call, status=461, headers=(("Verifytype", "216"),))
    assert shown.rendering is not None
    asked = replace(shown, rendering=replace(shown.rendering, exchanges=(riddle,)))
    reading = read(asked, "xiaohongshu", ZONE)
    assert (reading.state, reading.why) == (State.CAPTCHA, "HTTP 461: verification of type 216")


@pytest.mark.parametrize(
    ("status", "headers", "state"),
    [
        (461, {"Verifytype": "102", "Verifyuuid": "x"}, State.CAPTCHA),
        (471, {}, State.CAPTCHA),
        (302, {"Location": "/404?source=note&error_code=300031"}, State.GONE),
        (302, {"Location": "/404?error_code=300013"}, State.RATE_LIMITED),
        (302, {"Location": "/website-login/captcha?redirectPath=x"}, State.CAPTCHA),
        (302, {"Location": "/login?redirectPath=x"}, State.LOGIN_WALL),
        (302, {"Location": "/explore/x"}, State.REDIRECTED_ELSEWHERE),
    ],
)
def test_codes_and_redirects_of_its_own(
    page: Make, status: int, headers: dict[str, str], state: State
) -> None:
    assert read(page("", f"{SITE}/explore/{ONE}", status, **headers), "xiaohongshu", ZONE).state is state


@pytest.mark.parametrize(
    ("body", "url", "family"),
    [
        (json.dumps(answer(items=[row()])), "http://127.0.0.1/api", ""),
        (STATE % ("", "", NOWHERE), "http://127.0.0.1/explore/x", ""),
        ("<html></html>", SITE, ""),
        ('{"code": 0, "data": {"items": [{"id": "1"}]}}', "http://127.0.0.1/api", None),
        ("<script>window.__INITIAL_STATE__={}</script>", "https://www.example.com/", None),
    ],
)
def test_recognised(page: Make, body: str, url: str, family: str | None) -> None:
    assert FAMILIES["xiaohongshu"].recognise(page(body, url)) == family
