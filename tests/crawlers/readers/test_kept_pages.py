# ruff: noqa: E501  (markup keeps its lines)
"""Pages and answers as people keep them: shown or saved by a browser, several in a file, from an archive."""

import html
import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers import read
from crawlers.readers.addresses import absolute
from records.page import Page
from records.reading import Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
STATUS = {
    "mid": "4900000000000001",
    "text": '一行<br />二行 <span class="url-icon"><img alt="[doge]"></span>',
    "created_at": "Wed Mar 04 12:28:47 +0800 2026",
    "reposts_count": 1,
    "user": {"id": 1000000001, "screen_name": "甲"},
}
GOODS = {"clickParam": {"args": {"item_id": "11"}}, "exContent": {"title": "一 & 二", "itemId": "11"}}
NOTE = {"display_title": "标题", "user": {"user_id": "5f", "nickname": "甲"}}
HIT = {"tid": 9, "title": "标题", "content": "内容", "time": 1767000000, "forum_name": "样例", "user": {}}
FLOOR = {"pid": "7", "tid": "9", "author": "甲", "authorid": "5", "message": "正文<br />二", "number": "1"}
ANSWERS: list[tuple[str, str, dict[str, Any]]] = [
    ("weibo", "https://m.weibo.cn/x", {"ok": 1, "data": {"cards": [{"card_type": 9, "mblog": STATUS}]}}),
    (
        "goofish",
        "https://h5api.m.goofish.com/h5/",
        {"ret": ["SUCCESS::x"], "data": {"resultList": [{"data": {"item": {"main": GOODS}}}]}},
    ),
    (
        "xiaohongshu",
        "https://edith.xiaohongshu.com/api/sns/web/v1/search/notes",
        {"success": True, "data": {"items": [{"id": "65a", "model_type": "note", "note_card": NOTE}]}},
    ),
    (
        "tieba",
        "https://tieba.baidu.com/mo/q/search/multsearch?word=x&pn=1",
        {"no": 0, "data": {"card_list": [{"cardInfo": "thread", "data": HIT}]}},
    ),
    (
        "discuz",
        "https://bbs.example.com/api/mobile/index.php?module=viewthread&tid=9",
        {"Version": "4", "Variables": {"thread": {"tid": "9", "subject": "题"}, "postlist": [FLOOR]}},
    ),
]
CHROMIUM = (
    '<html><head><meta name="color-scheme" content="light dark"><meta charset="utf-8"></head><body><pre>{}</pre>'
    '<div class="json-formatter-container"></div></body></html>'
)
FIREFOX = (
    '<html><head><link rel="stylesheet" href="resource://content-accessible/plaintext.css"></head>\n<body>'
    '<pre style="white-space: pre-wrap;">{}</pre></body></html>'
)
SAVED = "<!DOCTYPE html>\n<!-- saved from url=(0022)https://www.example.com/ -->\n" + CHROMIUM


@pytest.mark.parametrize(("family", "url", "answer"), ANSWERS, ids=[row[0] for row in ANSWERS])
@pytest.mark.parametrize("view", [CHROMIUM, FIREFOX, SAVED], ids=["chromium", "firefox", "saved"])
def test_an_answer_as_a_browser_shows_it(
    page: Make, family: str, url: str, answer: dict[str, Any], view: str
) -> None:
    plain = read(page(json.dumps(answer), url), family, ZONE)
    assert (plain.state, len(plain.posts)) == (State.ITEMS, 1)
    text = json.dumps(answer, ensure_ascii=False)
    shown = read(page(view.format(html.escape(text, quote=False)), url), family, ZONE)
    pasted = read(page(view.format(text), url), family, ZONE)
    assert (shown.posts, shown.links) == (plain.posts, plain.links) == (pasted.posts, pasted.links)


@pytest.mark.parametrize(("family", "url", "answer"), ANSWERS[:4], ids=[row[0] for row in ANSWERS[:4]])
def test_several_answers_in_one_file(page: Make, family: str, url: str, answer: dict[str, Any]) -> None:
    other = json.loads(
        json.dumps(answer).replace("65a", "65b").replace('"11"', '"12"').replace(": 9,", ": 10,")
    )
    other = json.loads(json.dumps(other).replace("4900000000000001", "4900000000000002"))
    reading = read(page(json.dumps([answer, other]), url), family, ZONE)
    assert (reading.state, len(reading.posts)) == (State.ITEMS, 2)


def test_a_page_that_shows_code_is_no_answer(page: Make) -> None:
    quoted = '<html><head></head><body><p>见下</p><pre>{"ok": 1, "data": {"cards": []}}</pre></body></html>'
    words = "<html><head></head><body><pre>not an answer</pre></body></html>"
    for body in (quoted, words):
        assert read(page(body, "https://m.weibo.cn/x"), "weibo", ZONE).state is State.UNKNOWN


def test_a_page_from_an_archive(page: Make) -> None:
    led = "https://web.archive.org/web/20240101000000/"
    body = (
        '<html><body><div class="tgme_channel_info"></div><div class="tgme_widget_message" data-post="m_00/7">'
        f'<div class="tgme_widget_message_text js-message_text">见 <a href="{led}https://t.me/boss_00">x</a></div>'
        f'<a class="tgme_widget_message_photo_wrap" style="background-image:url({led}im_/https://cdn.example.com/a.jpg)">'
        f'</a><a class="tgme_widget_message_date" href="{led}https://t.me/m_00/7">'
        '<time datetime="2023-03-04T14:53:12+00:00"></time></a></div></body></html>'
    ).replace("000000/im_/", "000000im_/")
    for url in ("https://t.me/s/m_00", f"{led}https://t.me/s/m_00"):
        reading = read(page(body, url), "telegram", ZONE)
        (post,) = reading.posts
        assert (post.url, post.images) == ("https://t.me/m_00/7", ("https://cdn.example.com/a.jpg",))
        assert set(reading.links) == {Link("post", post.url), Link("user", "https://t.me/s/boss_00")}


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("/web/20240101000000/https://bbs.example.com/a", "https://bbs.example.com/a"),
        (
            "/web/202/https://bbs.example.com/a",
            "https://www.example.com/web/202/https://bbs.example.com/a",
        ),
        ("/web/20240101000000/a", "https://www.example.com/web/20240101000000/a"),
    ],
)
def test_only_an_archives_own_front_is_taken_away(href: str, wanted: str) -> None:
    assert absolute("https://www.example.com/", href) == wanted
