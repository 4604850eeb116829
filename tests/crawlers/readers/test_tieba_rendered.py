# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What the 2026 Tieba site shows once its script has run, and the pages for telephones."""

from collections.abc import Callable

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://tieba.baidu.com"
CARD = """<div class="threadcardclass thread-new3 index-feed-cards"><a class="action-link-bg" href="https://tieba.baidu.com/p/11?fr=undefined"></a>
<div class="thread-forum-name"><span class="forum-name-text">江城吧</span></div><div class="top-title"><span class="forum-attention user">昵称 7-8</span>
<span>{}</span></div><div class="title-wrap"><span>题</span></div><div class="abstract-wrap"><span>文<br>二</span></div>
<a class="comment-link-zone" href="https://tieba.baidu.com/p/11?showComment=1"><span class="action-number">12</span></a></div>"""


@pytest.mark.parametrize(
    ("shown", "time", "precision"),
    [
        ("发布于 2026-3-1", "2026-03-01T00:00:00+08:00", "day"),
        ("发布于 2026-3-1 08:15", "2026-03-01T08:15:00+08:00", "minute"),
        ("3小时前", "2026-03-05T09:00:00+08:00", "hour"),
        ("昨天 20:15", "2026-03-04T20:15:00+08:00", "minute"),
    ],
)
def test_a_card(page: Make, shown: str, time: str, precision: str) -> None:
    reading = read(page(CARD.format(shown), f"{SITE}/f/search/res?qw=x"), "tieba", ZONE)
    (post,) = reading.posts
    assert (post.thread, post.board, post.title, post.text) == ("11", "江城", "题", "文\n二")
    assert (post.author_name, post.counters, post.excerpt) == ("昵称 7-8", {"replies": Count(12)}, True)
    assert post.time is not None
    assert (post.time.isoformat(), post.time_precision) == (time, precision)
    assert reading.links == (Link("thread", f"{SITE}/p/11"),)


def item(number: int, inside: str = "", floor: str = "第2楼") -> str:
    return f"""<div class="virtual-list-item"><div class="pb-comment-item" data-id="{number}"><div class="head-line user-info">
<a class="head-name" href="https://tieba.baidu.com/home/main?id=tb.1.bb">乙</a></div><div class="comment-content"><div class="pb-rich-text">
<div class="pb-content-item"><span>二</span></div></div><div class="image-list-wrapper"><img src="https://img.example.com/a.jpg"></div>
<div class="pc-pb-comments-desc"><div class="comment-desc-left"><span>{floor}</span><span>2026-03-02 09:20</span><span>IP属地广东</span></div>
<div class="comment-desc-right">回复</div></div>{inside}</div></div></div>"""


def within(number: int) -> str:
    return f"""<div class="lzl-wrapper"><div class="pb-lzl-item" data-id="{number}"><div class="user-info"><a class="head-name">丙</a></div>
<div class="comment-content"><div class="pb-rich-text">三</div><div class="pc-pb-comments-desc"><div class="comment-desc-left">2026-03-02 10:00</div></div></div></div></div>"""


OPENING = """<title>题【江城吧】_百度贴吧</title><article class="image-text"><div class="user-info"><a class="head-name" href="/home/main?id=tb.1.aa">甲</a>
<span class="post-num">16小时前</span></div><span class="pb-title">题</span><div class="pb-content-wrap">一<img src="https://img.example.com/emoticon1.png">
<img data-src="https://img.example.com/o.jpg" src="/wait.png"></div></article><div class="pc-pb-reply-top">全部回复（212）</div>"""


def test_the_floors_that_are_shown(rendered: Make) -> None:
    dom = OPENING + item(902, within(77)) + item(902) + item(903, floor="第3楼")
    reading = read(rendered(f"{SITE}/p/11?fr=frs", dom=dom), "tieba", ZONE)
    opener, second, aside, third = reading.posts
    assert (opener.thread, opener.floor, opener.title, opener.text, opener.board) == (
        "11",
        1,
        "题",
        "一",
        "江城",
    )
    assert (opener.author_name, opener.author_id, opener.time_shown) == ("甲", "tb.1.aa", "16小时前")
    assert (opener.images, opener.counters) == (("https://img.example.com/o.jpg",), {"replies": Count(212)})
    assert (second.post_id, second.floor, second.text, second.author_id) == ("902", 2, "二", "tb.1.bb")
    assert (second.time_shown, second.ip_place, second.images) == (
        "2026-03-02 09:20",
        "广东",
        ("https://img.example.com/a.jpg",),
    )
    assert (aside.post_id, aside.reply_to, aside.author_name, aside.text) == ("77", "902", "丙", "三")
    assert (third.post_id, third.floor) == ("903", 3)


def test_a_floor_without_words_does_not_borrow_those_within_it(rendered: Make) -> None:
    bare = f'<div class="pb-comment-item" data-id="902"><div class="comment-content">{within(77)}</div></div>'
    floor, aside = read(rendered(f"{SITE}/p/11", dom=bare), "tieba", ZONE).posts
    assert (floor.text, floor.author_name, floor.time) == ("", None, None)
    assert aside.text == "三"


TOUCH = """<html><title>江城吧_百度贴吧</title><ul class="threads_list"><li class="tl_top"><a href="/p/10?lp=1" class="j_common ti_item" tid="10"><div class="ti_title">
<span class="ti_title_icon">置顶</span><span>吧规</span></div></a></li><li class="tl_shadow tl_shadow_new"><div class="ti_infos"><div class="ti_avatar"
 data-url="/home/main?un=acc"><img src="https://face.example.com/sys/portrait/item/ab12?t=1"></div><div class="ti_author_time"><span class="ti_author"> 昵称 </span>
<span class="ti_time">18:58</span></div></div><a href="/p/11?lp=1" class="j_common ti_item" tid="11"><div class="ti_title"><span>题</span></div>
<img class="medias_img" src="/wait.png" data-url="https://img.example.com/a.jpg"><div class="btn_reply"><span class="btn_icon">4</span></div></a></li></ul>"""


def test_the_list_for_telephones(page: Make) -> None:
    top, post = read(page(TOUCH, f"{SITE}/f?kw=x"), "tieba", ZONE).posts
    assert (top.thread, top.title, top.author_name) == ("10", "吧规", None)
    assert (post.thread, post.title, post.author_name, post.author_id) == ("11", "题", "昵称", "ab12")
    assert (post.images, post.counters, post.time) == (
        ("https://img.example.com/a.jpg",),
        {"replies": Count(4)},
        None,
    )
    assert (post.board, post.excerpt) == ("江城", True)


MOBILE = """<a class="post_title_text">江城吧</a><ul><li tid="901" fn="1" class="post_list_item" data-info='{"name_show":"甲","portrait":"tb.1.aa"}'>
<a class="author" href="/home/main?un=acc">甲</a><span class="list_item_time">2026-03-01</span><div class="content">一<img data-original="https://img.example.com/a.jpg">
<div class="img_desc">下载贴吧APP</div></div><div class="fr_list"><ul><li pid="77" class="list_item_floor"><a class="user_name">乙:</a>
<span class="floor_content">二</span></li></ul></div></li></ul>"""


def test_a_thread_for_telephones(page: Make) -> None:
    reading = read(page(MOBILE, f"{SITE}/mo/q---1-3-0--2/m?kz=11"), "tieba", ZONE)
    post, aside = reading.posts
    assert (reading.state, post.post_id, post.thread, post.floor) == (State.ITEMS, "901", "11", 1)
    assert (post.text, post.author_name, post.author_id, post.board) == ("一", "甲", "tb.1.aa", "江城")
    assert (post.images, post.time_precision) == (("https://img.example.com/a.jpg",), "day")
    assert (aside.post_id, aside.reply_to, aside.author_name, aside.text) == ("77", "901", "乙", "二")
