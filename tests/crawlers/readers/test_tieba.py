# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Tieba by its structure; whole pages are read in the sweep over the sources."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://tieba.baidu.com"


def attribute(value: Any) -> str:
    return escape(json.dumps(value, ensure_ascii=False))


def row(tid: int, abstract: str, shown: str = "8-7") -> str:
    fields = {
        "id": tid,
        "author_name": "acc",
        "author_nickname": "昵称",
        "author_portrait": "tb.1.ab?t=16",
        "reply_num": 12,
    }
    return f"""<li class=" j_thread_list clearfix" data-field="{attribute(fields)}"><a href="/p/{tid}" title="题 {tid}" class="j_th_tit">题</a>
<div class="threadlist_lz"><a class="frs-author-name" href="/home/main/?id=tb.1.ab&amp;fr=frs">昵称</a>
<span class="is_show_create_time">{shown}</span></div><div class="threadlist_abs"> {abstract} </div>
<a class="frs-author-name" href="/home/main/?id=tb.1.zz">别人</a></li>"""


def test_a_bar_hidden_in_a_comment(page: Make) -> None:
    body = f"""<html><a class="card_title_fname"> 江城吧 </a><code class="pagelet_html" id="pagelet_html_frs-list/pagelet/thread_list"
 style="display:none;"><!--<ul id="thread_list">{row(11, "出名单 加我")}{row(12, "")}<li class="j_thread_list" data-field="{{}}">广告</li></ul>
<div id="frs_list_pager"><a href="//tieba.baidu.com/f?kw=x&amp;pn=50" class="next pagination-item">下一页&gt;</a></div>--></code>"""
    reading = read(page(body, f"{SITE}/f?kw=x&ie=utf-8"), "tieba", ZONE)
    post, bare = reading.posts
    assert reading.state is State.ITEMS
    assert (bare.post_id, bare.title, bare.text, bare.excerpt) == ("12", "题 12", "", True)
    assert (post.post_id, post.thread, post.floor, post.board) == ("11", "11", 1, "江城")
    assert (post.title, post.text) == ("题 11", "出名单 加我")
    assert (post.author_name, post.author_id) == ("昵称", "tb.1.ab")
    assert post.counters == {"replies": Count(12)}
    assert post.time is not None
    assert (post.time.isoformat(), post.time_precision) == ("2025-08-07T00:00:00+08:00", "day")
    assert reading.links == (
        Link("thread", f"{SITE}/p/11"),
        Link("thread", f"{SITE}/p/12"),
        Link("next", f"{SITE}/f?kw=x&pn=50"),
        Link("user", f"{SITE}/home/main/?id=tb.1.ab"),
    )


def floor(number: int, text: str, anonymous: bool = False) -> str:
    fields = {
        "author": {"user_id": 9, "user_name": "acc", "user_nickname": "昵称", "portrait": "tb.1.ab?t=1"},
        "content": {"post_id": 900 + number, "post_no": number, "thread_id": 11, "comment_num": 1, "content": text,
                    "is_anonym": anonymous},
    }  # fmt: skip
    return f"""<div class="l_post j_l_post l_post_bright" data-field="{attribute(fields)}"><a class="p_author_name" href="/home/main/?id=tb.1.ab">昵称</a>
<div class="d_post_content j_d_post_content">  {text}<img class="BDE_Image" src="https://img.example.com/a.jpg"></div>
<div class="post-tail-wrap"><span>IP属地:广东</span><span class="tail-info">来自Android客户端</span><span class="tail-info">{number}楼</span>
<span class="tail-info">2024-08-05 16:56</span></div></div>"""


ASIDE = {"spid": "77", "showname": "丙", "user_name": "c", "portrait": "tb.1.cc"}
ASIDES = f"""<ul><li class="lzl_single_post j_lzl_s_p first" data-field="{attribute(ASIDE)}"><span class="lzl_content_main">回复 <a>乙</a> :加我</span>
<span class="lzl_time">2024-8-6 22:11</span></li><li class="lzl_li_pager" data-field="{{}}"><a href="#2">下一页</a></li></ul>"""


def test_a_thread_without_its_advertisement(page: Make) -> None:
    body = f"""<title>题目【江城吧】_百度贴吧</title><a id="lzonly_cntn" href="/p/11?see_lz=1"></a><li class="l_reply_num"><span class="red">2</span>
<span class="red">1</span></li><div class="l_pager"><a href="/p/11?pn=2">2</a><a href="/p/11?pn=2">下一页</a></div>{floor(1, "一<br>二")}
<div class="l_post" data-field="{{}}"><div class="d_post_content">广告</div></div>{floor(2, "三", True)}"""
    reading = read(page(body, f"{SITE}/p/11"), "tieba", ZONE)
    first, second = reading.posts
    assert (first.title, first.text, first.floor, first.thread) == ("题目", "一\n二", 1, "11")
    assert (first.board, first.ip_place, first.author_id) == ("江城", "广东", "tb.1.ab")
    assert first.counters == {"replies": Count(2), "comments": Count(1)}
    assert first.images == ("https://img.example.com/a.jpg",)
    assert (first.time_shown, first.time_precision) == ("2024-08-05 16:56", "minute")
    assert (second.title, second.author_name, second.post_id) == (None, "匿名", "902")
    assert reading.links[0] == Link("next", f"{SITE}/p/11?pn=2")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_replies_within_a_floor(page: Make, quote: str) -> None:
    body = ASIDES if quote == '"' else ASIDES.replace("&quot;", "&#x27;")
    (post,) = read(page(body, f"{SITE}/p/comment?tid=11&pid=901&pn=1"), "tieba", ZONE).posts
    assert (post.post_id, post.thread, post.reply_to, post.text) == ("77", "11", "901", "回复 乙 :加我")
    assert (post.author_name, post.author_id, post.floor) == ("丙", "tb.1.cc", None)


def test_search_hits(page: Make) -> None:
    hit = """<div class="s_post"><span class="p_title"><a data-tid="11" href="/p/11?pid={pid}&amp;cid=0#{pid}">{title}</a></span>
<div class="p_content">出 <em>名单</em></div><a class="p_forum" href="/f?kw=x"><font>江城</font></a><a href="/home/main/?id=tb.1.ab&amp;fr=s">昵称</a>
<font class="p_green p_date">2024-08-05 16:45</font></div>"""
    body = hit.format(pid=901, title="题") + hit.format(pid=905, title="回复: 题")
    body += '<div class="pager pager-search"><a href="/f/search/res?qw=x&amp;pn=2" class="next">下一页&gt;</a></div>'
    reading = read(page(body, f"{SITE}/f/search/res?qw=x"), "tieba", ZONE)
    assert [(post.post_id, post.floor, post.title) for post in reading.posts] == [
        ("901", 1, "题"),
        ("905", None, "题"),
    ]
    assert [link.kind for link in reading.links] == ["thread", "next", "user"]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("<title>百度安全验证</title><script>var c={backurl:'x'}</script>", State.CAPTCHA),
        ('<div class="page404"><h1>很抱歉，该贴已被删除。</h1></div>', State.GONE),
        ("<p>抱歉，根据相关法律法规和政策，本吧暂不开放</p>", State.GONE),
        ("<p>“某吧”尚未建立</p>", State.GONE),
        ("<p>抱歉，没有找到相关的内容。</p>", State.EMPTY),
        ("", State.FORBIDDEN),
        ("<p>nothing known</p>", State.UNKNOWN),
    ],
)
def test_pages_without_posts(page: Make, body: str, state: State) -> None:
    assert read(page(body, f"{SITE}/f?kw=x"), "tieba", ZONE).state is state


@pytest.mark.parametrize(
    "host", ["wappass.baidu.com/static/captcha/tuxing.html?ak=1", "seccaptcha.baidu.com/v1"]
)
def test_a_redirect_to_the_security_check_is_a_captcha(page: Make, host: str) -> None:
    reading = read(page("", f"{SITE}/f?kw=x", 302, Location=f"https://{host}"), "tieba", ZONE)
    assert (reading.state, reading.links) == (State.CAPTCHA, ())
