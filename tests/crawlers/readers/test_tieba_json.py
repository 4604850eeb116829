# ruff: noqa: E501  (answers keep the site's own lines)
"""The answers of the 2026 Tieba site: captured by a browser, or saved alone."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, Reading, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://tieba.baidu.com"
SEARCH = f"{SITE}/mo/q/search/multsearch?word=x&pn=1&rn=20"
THREAD = f"{SITE}/c/f/pb/page_pc"
BAR = f"{SITE}/c/f/frs/page_pc"
AT, SHOWN = 1_714_054_527, "1714054527"


@pytest.fixture(params=["captured", "alone"])
def said(request: pytest.FixtureRequest, page: Make, rendered: Make) -> Callable[[Any, str], Reading]:
    """``said(answer, url)``: the reading of one answer, captured by a browser and saved alone."""

    def both(answer: Any, url: str = THREAD) -> Reading:
        made = page(json.dumps(answer), url) if request.param == "alone" else rendered(url, answer)
        return read(made, "tieba", ZONE)

    return both


Said = Callable[..., Reading]


def hit(**more: Any) -> dict[str, Any]:
    user = {"show_nickname": "昵称", "portrait": "tb.1.ab?t=9"}
    row = {
        "tid": 11,
        "title": "出<em>名单</em>",
        "content": "联系 <b",
        "time": AT,
        "post_num": 3,
        "forum_name": "江城",
        "user": user,
    }
    return {"cardInfo": "thread", "cardStyle": "thread", "data": row | more}


def search(*cards: Any, **more: Any) -> dict[str, Any]:
    return {"no": 0, "error": "success", "data": {"card_list": list(cards), **more}}


def test_a_search_gives_its_threads_as_excerpts(said: Said) -> None:
    reading = said(search({"cardInfo": "related_user", "data": {"tid": 5}}, hit()), SEARCH)
    (post,) = reading.posts
    assert (post.thread, post.post_id, post.floor, post.excerpt) == ("11", "11", 1, True)
    assert (post.title, post.text, post.board) == ("出名单", "联系 <b", "江城")
    assert (post.author_name, post.author_id) == ("昵称", "tb.1.ab")
    assert (post.time_shown, post.time_precision, post.counters) == (SHOWN, "second", {"replies": Count(3)})
    assert reading.links == (Link("thread", f"{SITE}/p/11"),)


def test_hits_within_threads_name_their_floor(said: Said) -> None:
    whole = {"tid": 11, "title": "题"}
    cards = [hit(pid="901", cid="0"), hit(pid=905, main_post=whole), hit(pid=905, cid=77, main_post=whole)]
    posts = said(search(*cards), SEARCH).posts
    assert [(post.post_id, post.floor, post.reply_to) for post in posts] == [
        ("901", 1, None),
        ("905", None, None),
        ("77", None, "905"),
    ]
    assert posts[1].title == "题"


@pytest.mark.parametrize(
    ("tid", "replies", "count"), [("11", "3", Count(3)), (11, "1.2W", Count(12_000, True))]
)
def test_numbers_may_be_words(said: Said, tid: Any, replies: Any, count: Count) -> None:
    (post,) = said(search(hit(tid=tid, post_num=replies, time=SHOWN)), SEARCH).posts
    assert (post.thread, post.counters, post.time_shown) == ("11", {"replies": count}, SHOWN)


def test_a_search_saved_alone_leads_to_its_next_page(page: Make) -> None:
    answer = json.dumps(search(hit(), has_more=1))
    links = read(page(answer, SEARCH), "tieba", ZONE).links
    assert Link("next", SEARCH.replace("pn=1&", "").replace("rn=20", "rn=20&pn=2")) in links


def test_a_search_without_cards_is_empty(said: Said) -> None:
    assert said(search(), SEARCH).state is State.EMPTY


PEOPLE = [
    {"id": 9, "name": "acc", "name_show": "昵称", "portrait": "tb.1.ab?t=1", "ip_address": "广东"},
    {"id": "10", "name_show": "乙", "portrait": ""},
]
PICTURE = {"type": "3", "origin_src": "https://img.example.com/o.jpg", "src": "https://img.example.com/s.jpg"}
ASIDE = {"id": 77, "author_id": 10, "time": AT + 9, "content": [{"type": 0, "text": "加我"}]}
FLOORS = [
    {"id": "902", "floor": 2, "author_id": "10", "time": SHOWN, "content": [{"type": 0, "text": "三"}], "sub_post_number": 4,
     "sub_post_list": {"pid": 902, "sub_post_list": [ASIDE]}, "agree": {"agree_num": 6}},
    {"id": 903, "floor": 3, "author": {"id": 12, "name_show": "丙", "portrait": "tb.1.cc"}, "time": AT, "content": "四<br>五"},
]  # fmt: skip


def thread(**more: Any) -> dict[str, Any]:
    parts = [{"type": 0, "text": "一 \n"}, {"type": 2, "text": "image_emoticon25", "c": "滑稽"}, PICTURE, {"type": "0", "text": "二"},
             {"type": 4, "text": "@丁", "uid": 3}, {"type": 1, "text": "https://example.com/x", "link": "https://example.com/x"},
             {"type": 5, "text": "https://example.com/v.mp4", "src": "https://img.example.com/v.jpg"}]  # fmt: skip
    return {
        "error_code": 0,
        "thread": {"id": 11, "title": "题", "reply_num": "2", "view_num": 40},
        "forum": {"id": 7, "name": "江城"},
        "page": {"current_page": 1, "total_page": "3"},
        "first_floor": {"id": 901, "author_id": 9, "time": AT, "content": parts},
        "post_list": FLOORS,
        "user_list": PEOPLE,
    } | more


def test_a_thread_gives_its_floors(said: Said) -> None:
    reading = said(thread())
    first, second, aside, third = reading.posts
    assert (first.post_id, first.thread, first.board, first.floor, first.title) == (
        "901",
        "11",
        "江城",
        1,
        "题",
    )
    assert first.text == "一\n#(滑稽)\n二@丁https://example.com/x"
    assert first.images == ("https://img.example.com/o.jpg",)
    assert (first.author_name, first.author_id, first.ip_place) == ("昵称", "tb.1.ab", "广东")
    assert first.counters == {"replies": Count(2), "views": Count(40)}
    assert (second.floor, second.author_id, second.counters) == (
        2,
        "10",
        {"comments": Count(4), "likes": Count(6)},
    )
    assert (aside.post_id, aside.reply_to, aside.floor, aside.text, aside.author_name) == (
        "77",
        "902",
        None,
        "加我",
        "乙",
    )
    assert (third.text, third.author_name, third.author_id) == ("四\n五", "丙", "tb.1.cc")
    assert not any(post.excerpt for post in reading.posts)
    assert Link("next", f"{SITE}/p/11?pn=2") in reading.links


@pytest.mark.parametrize(
    "page_of", [{"current_page": 3, "total_page": 3}, {"current_page": 1, "has_more": 0}, {}]
)
def test_the_last_page_leads_no_further(said: Said, page_of: dict[str, Any]) -> None:
    assert not [link for link in said(thread(page=page_of)).links if link.kind == "next"]


def test_a_first_floor_listed_twice_is_one(said: Said) -> None:
    twice = thread(
        post_list=[{"id": 901, "floor": 1, "author_id": 9, "time": AT, "content": [{"text": "一"}]}]
    )
    (post,) = said(twice).posts
    assert (post.floor, post.title) == (1, "题")


def test_people_may_be_listed_by_number(said: Said) -> None:
    assert said(thread(user_list={"9": PEOPLE[0]})).posts[0].author_name == "昵称"


def test_a_picture_may_stand_in_a_list_of_its_own(said: Said) -> None:
    part = {
        "type": 3,
        "media": [
            {"origin_src": "https://img.example.com/1.jpg"},
            {"big_pic": "https://img.example.com/2.jpg"},
        ],
    }
    floor = {"id": 901, "time": AT, "content": [{"text": "图"}, part]}
    (post,) = said(thread(first_floor=floor, post_list=[])).posts
    assert (post.text, post.images) == (
        "图",
        ("https://img.example.com/1.jpg", "https://img.example.com/2.jpg"),
    )


def test_one_floor_with_its_replies(said: Said) -> None:
    answer = {"error_code": "0", "thread": {"id": "11", "title": "题"}, "forum": {"name": "江城"}, "post": FLOORS[1],
              "subpost_list": [ASIDE], "user_list": PEOPLE, "page": {"current_page": 1, "total_page": 2}}  # fmt: skip
    floor, aside = said(answer, f"{SITE}/c/f/pb/floor?kz=11&pid=903").posts
    assert (floor.post_id, floor.floor, floor.reply_to) == ("903", 3, None)
    assert (aside.post_id, aside.thread, aside.reply_to, aside.floor) == ("77", "11", "903", None)


def test_replies_asked_for_by_the_number_of_their_floor(said: Said) -> None:
    answer = {"data": {"post_list": [ASIDE], "user_list": PEOPLE}, "error_code": 0}
    (post,) = said(answer, f"{SITE}/c/f/pb/nestedFloor_claw?post_id=902&thread_id=11").posts
    assert (post.post_id, post.thread, post.reply_to, post.author_name) == ("77", "11", "902", "乙")


def test_the_replies_that_a_classic_page_asks_for(said: Said) -> None:
    row = {"comment_id": "77", "username": "乙", "user_id": "10", "now_time": AT, "content": "加我<br>快"}
    answer = {"errno": 0, "data": {"comment_list": {"902": {"comment_info": [row]}}, "user_list": {"10": {"user_id": 10, "nickname": "小乙", "portrait": "tb.1.bb"}}}}  # fmt: skip
    (post,) = said(answer, f"{SITE}/p/totalComment?tid=11&fid=7&pn=1").posts
    assert (post.post_id, post.thread, post.reply_to, post.text) == ("77", "11", "902", "加我\n快")
    assert (post.author_name, post.author_id, post.time_shown) == ("小乙", "tb.1.bb", SHOWN)


def test_the_feed_of_a_bar(said: Said) -> None:
    head = {"component": "feed_head", "feed_head": {"main_data": [{"type": 1, "text": {"text": "昵称"}}]}}
    social = {"component": "feed_social", "feed_social": {"comment_num": 5}}
    named = {
        "thread_id": "11",
        "title": "题",
        "abstract": "开头",
        "create_time": SHOWN,
        "forum_name": "江城",
        "view_num": "9",
    }
    logged = {"component": "feed_title", "feed_title": {"data": [{"text_info": {"text": "另题"}}]}}
    rows = [
        {"layout": "feed", "feed": {"business_info_map": named, "components": [head, social]}},
        {"layout": "feed", "feed": {"log_param": [{"key": "tid", "value": "12"}], "components": [logged]}},
        {"layout": "advert", "feed": {"business_info_map": {"thread_id": "13", "title": "广告"}}},
    ]
    reading = said(
        {
            "error_code": 0,
            "forum": {"id": 7, "name": "江城", "tids": "11,14,"},
            "page_data": {"feed_list": rows},
        },
        BAR,
    )
    first, second = reading.posts
    assert (first.thread, first.title, first.text, first.author_name, first.board) == (
        "11",
        "题",
        "开头",
        "昵称",
        "江城",
    )
    assert (first.counters, first.time_shown) == ({"replies": Count(5), "views": Count(9)}, SHOWN)
    assert (second.thread, second.title, second.board) == ("12", "另题", "江城")
    assert [link.url for link in reading.links] == [f"{SITE}/p/{tid}" for tid in (11, 12, 14)]


def test_lists_of_threads_of_a_bar_and_of_a_person(said: Said) -> None:
    row = {
        "id": 11,
        "tid": "11",
        "title": "题",
        "abstract": [{"type": 0, "text": "开头"}],
        "author": {"name": "甲"},
        "reply_num": 4,
    }
    (post,) = said({"error_code": 0, "data": {"thread_list": [row]}}, BAR).posts
    assert (post.thread, post.text, post.author_name, post.counters) == (
        "11",
        "开头",
        "甲",
        {"replies": Count(4)},
    )
    own = said(
        {"error_code": 0, "data": {"list": [{"thread_info": row}, {"thread_info": {"id": 12}}]}},
        f"{SITE}/c/u/feed/myThread",
    )
    assert [link.url for link in own.links] == [f"{SITE}/p/11", f"{SITE}/p/12"]


def test_a_bar_that_names_its_threads_by_number(said: Said) -> None:
    reading = said({"error_code": 0, "forum": {"name": "江城", "tids": "11,12,"}}, BAR)
    assert (reading.state, reading.posts) == (State.ITEMS, ())
    assert [link.url for link in reading.links] == [f"{SITE}/p/11", f"{SITE}/p/12"]


ERRORS = [
    ({"error_code": 4, "error_msg": "贴子已被删除"}, State.GONE),
    ({"error_code": "4"}, State.GONE),
    ({"error_code": 1, "error_msg": "用户未登录或登录失败"}, State.LOGIN_WALL),
    ({"no": 2150040, "error": "need vcode"}, State.CAPTCHA),
    ({"errno": 110003, "errmsg": "操作过于频繁"}, State.RATE_LIMITED),
    ({"error_code": 340013, "error_msg": "该吧被封禁"}, State.GONE),
    ({"error_code": 3, "error_msg": "没有权限"}, State.FORBIDDEN),
    ({"error_code": 29, "error_msg": "something new"}, State.UNKNOWN),
    ({"error_code": 0, "user": {"name": "acc"}}, State.EMPTY),
]


@pytest.mark.parametrize(("answer", "state"), ERRORS)
def test_errors_say_why_there_is_nothing(said: Said, answer: dict[str, Any], state: State) -> None:
    assert said(answer).state is state


@pytest.mark.parametrize(
    "answer", [{"error_code": 0, "error_msg": "success"}, {"tbs": "0000", "is_login": 0}, [1, 2], {}]
)
def test_an_answer_that_says_nothing_is_not_understood(said: Said, answer: Any) -> None:
    assert said(answer).state is State.UNKNOWN


def test_posts_come_before_errors_and_pages_before_nods(rendered: Make) -> None:
    answers = [{"error_code": 0}, {"no": 1, "error": "用户未登录"}, thread()]
    assert len(read(rendered(f"{SITE}/p/11", *answers), "tieba", ZONE).posts) == 4
    card = '<div class="threadcardclass"><a class="action-link-bg" href="/p/11"></a><div class="title-wrap">题</div></div>'
    shown = read(rendered(f"{SITE}/f?kw=x", {"no": 1, "error": "用户未登录"}, dom=card), "tieba", ZONE)
    assert [post.title for post in shown.posts] == ["题"]
    assert (
        read(rendered(f"{SITE}/f?kw=x", {"no": 1, "error": "用户未登录"}), "tieba", ZONE).state
        is State.LOGIN_WALL
    )
