# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Goofish by the shape of its answers; whole pages are read in the sweep over the sources."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
URL = "https://www.goofish.com/search?q=x"


def card(number: int, auction: bool = False) -> dict[str, Any]:
    tags = {"r3": {"tagList": [{"data": {"content": "2158人想要"}}, {"data": {"content": "卖家信用极好"}}]}}
    shown: dict[str, Any] = {
        "itemId": str(number), "title": "出 名单 量大", "userNickName": "卖***家", "area": "杭州", "picUrl": "http://img.example.com/a.jpg",
        "price": [{"text": "¥"}, {"text": "1"}, {"text": ".2"}, {"text": "万"}], "fishTags": tags,
    }  # fmt: skip
    if not auction:
        shown["detailParams"] = {"title": "出 名单\n量大", "userNick": "卖家"}
    arguments = {
        "item_id": str(number),
        "publishTime": "1614054527000",
        "wantNum": "0",
        "seller_id": "opaque==",
        "catId": "1",
    }
    return {"data": {"item": {"main": {"clickParam": {"args": arguments}, "exContent": shown}}}}


def answer(*rows: Any, more: bool = False, found: int = 2) -> dict[str, Any]:
    info = {"hasNextPage": more, "searchResControlFields": {"numFound": found, "hasItems": bool(rows)}}
    return {"ret": ["SUCCESS::调用成功"], "data": {"resultInfo": info, "resultList": list(rows)}}


def test_cards_of_several_answers_each_once(rendered: Make) -> None:
    reading = read(
        rendered(URL, answer(card(1), card(2), more=True), answer(card(2), card(3, True))), "goofish", ZONE
    )
    assert (reading.state, reading.why) == (State.ITEMS, "")
    assert [post.post_id for post in reading.posts] == ["1", "2", "3"]
    first, last = reading.posts[0], reading.posts[-1]
    assert (first.text, first.title, last.text) == ("出 名单\n量大", None, "出 名单 量大")
    assert (first.author_name, first.author_id, first.price_shown) == ("卖***家", "opaque==", "¥1.2万")
    assert first.counters == {"wanted": Count(2158)}
    assert (first.ip_place, first.excerpt, last.excerpt) == ("杭州", False, True)
    assert first.url == "https://www.goofish.com/item?id=1"
    assert first.time is not None
    assert first.time.isoformat() == "2021-02-23T12:28:47+08:00"
    assert {link.kind for link in reading.links} == {"post"}


def test_jsonp_half_surrogates_and_pages_not_captured(rendered: Make) -> None:
    broken = card(1)
    broken["data"]["item"]["main"]["exContent"]["detailParams"]["title"] = "一\ud83d二\0"
    body = f" mtopjsonp12({json.dumps(answer(broken, more=True, found=90))});"
    reading = read(rendered(URL, body), "goofish", ZONE)
    assert reading.posts[0].text == "一\ufffd二\ufffd"
    assert "numFound 90" in reading.why
    assert "broken characters replaced in 1 posts" in reading.why


def test_the_flat_shape(rendered: Make) -> None:
    flat = answer(
        {"data": {"id": "5", "title": "出名单", "priceText": "¥3", "picUrl": "//img.example.com/b.jpg"}}
    )
    (post,) = read(rendered(URL, flat), "goofish", ZONE).posts
    assert (post.post_id, post.text, post.price_shown) == ("5", "出名单", "¥3")
    assert post.images == ("https://img.example.com/b.jpg",)


def test_an_item_of_its_own(rendered: Make) -> None:
    item = {"itemId": 5, "title": "出 名单", "desc": "出 名单\n量大", "soldPrice": "3", "wantCnt": 4, "browseCnt": 90,
            "GMT_CREATE_DATE_KEY": "2026-03-01 10:00:00", "itemStatusStr": "卖掉了",
            "imageInfos": [{"url": "http://img.example.com/a.jpg"}, {"url": "//img.example.com/b.jpg"}]}  # fmt: skip
    seller = {"nick": "卖家", "sellerId": 9_000_000_009, "signature": "加我看图", "city": "杭州"}
    answer = {"ret": ["SUCCESS::调用成功"], "data": {"itemDO": item, "sellerDO": seller}}
    reading = read(rendered("https://www.goofish.com/item?id=5", answer), "goofish", ZONE)
    (post,) = reading.posts
    assert (post.post_id, post.text, post.title, post.author_name) == ("5", "出 名单\n量大", None, "卖家")
    assert (post.signature, post.ip_place, post.price_shown) == ("加我看图", "杭州", "¥3")
    assert post.images == ("http://img.example.com/a.jpg", "https://img.example.com/b.jpg")
    assert post.counters == {"wanted": Count(4), "views": Count(90)}
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-01T10:00:00+08:00"
    assert (reading.state, reading.why) == (State.ITEMS, "item status: 卖掉了")
    assert Link("user", "https://www.goofish.com/personal?userId=9000000009") in reading.links


def test_an_answer_saved_by_itself_names_the_pages_of_the_site(page: Make) -> None:
    api = "https://h5api.m.goofish.com/h5/mtop.taobao.idlemtopsearch.pc.search/1.0/?v=1.0"
    (post,) = read(page(json.dumps(answer(card(7))), api), "goofish", ZONE).posts
    assert post.url == "https://www.goofish.com/item?id=7"


def test_a_shelf_is_read_but_not_beside_a_search(rendered: Make) -> None:
    goods = {"id": "8", "title": "出名单", "priceInfo": {"preText": "¥", "price": "9.9"}, "picInfo": {}}
    shelf = {"ret": ["SUCCESS::调用成功"], "data": {"cardList": [{"cardData": goods}], "nextPage": True}}
    url = "https://www.goofish.com/personal?userId=9000000009"
    (post,) = read(rendered(url, shelf), "goofish", ZONE).posts
    assert (post.post_id, post.text, post.price_shown, post.excerpt) == ("8", "出名单", "¥9.9", True)
    found = read(rendered(URL, answer(card(1)), shelf), "goofish", ZONE)
    assert [post.post_id for post in found.posts] == ["1"]


CARDS = """<div class="feeds-list-container--Uk"><a class="feeds-item-wrap--rG" href="https://www.goofish.com/item?id=41&amp;categoryId=1">
<img class="feeds-image--TD" src="//img.example.com/a.webp"><div class="row1-wrap-title--qI" title="出名单 量大"><span class="main-title--sM">出名单</span></div>
<div class="row3-wrap-price--IZ"><span class="sign--x6">¥</span><span class="number--NK">42</span><span class="decimal--lS">.50</span></div>
<div class="text--Ma" title="61人想要">61人想要</div><div class="seller-text-wrap--yZ" title="河南"><p class="seller-text--Rr">河南</p></div></a></div>"""


def test_cards_of_a_page_whose_answers_were_not_kept(rendered: Make) -> None:
    (post,) = read(rendered(URL, dom=CARDS), "goofish", ZONE).posts
    assert (post.post_id, post.text, post.price_shown, post.ip_place) == (
        "41",
        "出名单 量大",
        "¥42.50",
        "河南",
    )
    assert post.counters == {"wanted": Count(61)}
    assert post.excerpt
    nothing = (
        '<div class="empty-text-notfound">没有找到你想要的宝贝</div><div class="empty-feed-container--x">'
    )
    reading = read(rendered(URL, dom=nothing + CARDS), "goofish", ZONE)
    assert (reading.state, reading.posts) == (State.EMPTY, ())


@pytest.mark.parametrize(
    ("body", "url", "family"),
    [
        ('{"api": "mtop.taobao.idle.pc.detail", "ret": []}', "http://127.0.0.1/h5/x", ""),
        ("<html></html>", "https://www.goofish.com/search?q=x", ""),
        ('{"api": "mtop.trade.order", "ret": []}', "http://127.0.0.1/h5/x", None),
        ("<html></html>", "https://notgoofish.com/", None),
    ],
)
def test_recognised(page: Make, body: str, url: str, family: str | None) -> None:
    assert FAMILIES["goofish"].recognise(page(body, url)) == family


def refused(*ret: str, url: str = "") -> dict[str, Any]:
    return {"ret": list(ret), "data": {"url": url} if url else {}}


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (
            refused(
                "FAIL_SYS_USER_VALIDATE",
                "RGV587_ERROR::SM::哎哟喂,被挤爆啦,请稍后重试",
                url="https://x/punish",
            ),
            State.CAPTCHA,
        ),
        (refused("FAIL_SYS_SESSION_EXPIRED::Session过期"), State.LOGIN_WALL),
        (
            refused("RGV587_ERROR::验证失败", url="https://passport.goofish.com/mini_login.htm"),
            State.LOGIN_WALL,
        ),
        (refused("FAIL_BIZ_ITEM_DEL_NOT_FOUND::您要看的宝贝不存在或已被删除啦!"), State.GONE),
        (refused("FAIL_SYS_TRAFFIC_LIMIT::限流"), State.RATE_LIMITED),
        (refused("FAIL_BIZ_FORBIDDEN::||最大可查看页数超限"), State.FORBIDDEN),
        (refused("FAIL_SYS_SERVICE_TIMEOUT::服务超时"), State.SERVER_ERROR),
        ({"ret": ["SUCCESS::调用成功"], "data": {"nextPage": False}}, State.EMPTY),
        (refused("FAIL_SYS_TOKEN_EXOIRED::令牌过期"), State.CHALLENGE),
        (refused("FAIL_BIZ_ITEM::宝贝不存在"), State.GONE),
        (refused("FAIL_SYS_ODD::怪"), State.UNKNOWN),
        (answer(found=0), State.EMPTY),
    ],
)
def test_answers_without_goods(rendered: Make, said: Any, state: State) -> None:
    assert read(rendered(URL, said), "goofish", ZONE).state is state


def test_a_token_refused_and_renewed_is_nothing_a_captcha_on_page_two_is_the_end(rendered: Make) -> None:
    renewed = read(rendered(URL, refused("FAIL_SYS_TOKEN_EMPTY::令牌为空"), answer(card(1))), "goofish", ZONE)
    assert renewed.state is State.ITEMS
    stopped = read(rendered(URL, answer(card(1)), refused("FAIL_SYS_USER_VALIDATE")), "goofish", ZONE)
    assert (stopped.state, len(stopped.posts)) == (State.CAPTCHA, 1)


@pytest.mark.parametrize(
    ("dom", "state"),
    [
        ('<div class="baxia-dialog"><div id="J_MIDDLEWARE_FRAME_WIDGET"></div></div>', State.CAPTCHA),
        ('<div class="login-modal-wrap--x">登录</div>', State.LOGIN_WALL),
        ('<div id="content"><div class="loading"></div></div>', State.UNKNOWN),
        ("<body>非法访问 为了保障您的体验，请使用正常浏览器访问闲鱼~</body>", State.FORBIDDEN),
    ],
)
def test_pages_without_answers(rendered: Make, page: Make, dom: str, state: State) -> None:
    assert read(rendered(URL, dom=dom), "goofish", ZONE).state is state
    assert read(page(dom, URL), "goofish", ZONE).state is state
