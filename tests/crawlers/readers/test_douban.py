# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Douban groups: lists, search, topics and what stands before them."""

from collections.abc import Callable

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://www.douban.com"
LIST = f"{SITE}/group/000001/discussion?start=0"
TOPIC = f"{SITE}/group/topic/900000001/"

ROWS = """<div id="content"><h1>资料交换小组</h1><div class="article"><table class="olt"><tr class="th"><td>讨论</td><td>作者</td><td nowrap="nowrap">回应</td><td align="right">最后回应</td></tr>
<tr class=""><td class="title"><a href="https://www.douban.com/group/topic/900000001/?_spm_id=x" title="出一手名单，量大" class="">出一手名单，...</a></td>
<td nowrap="nowrap"><a href="https://www.douban.com/people/900000007/" class="">卖家</a></td><td nowrap="nowrap" class="r-count ">12</td><td nowrap="nowrap" class="time">03-01 21:28</td></tr>
<tr class=""><td class="title"><span class="elite_topic_lable">精华</span> <a href="/group/topic/900000002/" title="求">求</a></td><td><a href="/people/moumou/">某某</a></td><td class="r-count "></td><td class="time">2019-08-10</td></tr></table>
<div class="paginator"><span class="thispage" data-total-page="3">1</span><span class="next"><link rel="next" href="?start=50"/><a href="?start=50">后页&gt;</a></span></div></div></div>"""

BODY = """<div id="content"><h1>出一手名单，量大...</h1><div class="article"><table class="infobox"><tr><td class="tablecc"><strong>标题：</strong>出一手名单，量大从优</td></tr></table>
<div class="topic-content clearfix" id="topic-content"><div class="user-face"><a href="https://www.douban.com/people/900000007/"><img class="pil" src="https://img.example.com/u7.jpg" alt="卖家"/></a></div>
<div class="topic-doc"><h3><span class="from"><a href="https://www.douban.com/people/900000007/">卖家</a>(加我看图)</span> <span class="create-time color-green">2026-03-01 10:11:12</span> <span class="create-time color-green create-ip">广东</span></h3>
<div id="link-report" class=""><div class="rich-content topic-richtext"><p>十万条</p><p data-align="left">加QQ</p><div class="image-container"><img src="https://img.example.com/a.webp"/></div></div></div></div></div>
<ul class="topic-reply popular-bd" id="popular-comments"><li class="clearfix comment-item" data-cid="71"><p class="reply-content">怎么卖</p></li></ul>
<ul class="topic-reply" id="comments"><li class="clearfix comment-item reply-item " id="71" data-cid="71"><div class="user-face"><a href="https://www.douban.com/people/900000008/"><img class="pil" src="x.jpg" alt="买家"/></a></div>
<div class="reply-doc content"><div class="bg-img-green"><h4><a href="https://www.douban.com/people/900000008/" class="">买家</a> (求货) <span class="pubtime">2026-03-01 11:00:00 北京</span></h4></div><div class="markdown"><p class=" reply-content">怎么卖</p></div></div></li>
<li class="clearfix comment-item reply-item " id="72" data-cid="72"><div class="user-face"><a href="/people/900000007/"><img alt="卖家"/></a></div><div class="reply-doc content"><h4><a href="/people/900000007/">卖家</a><span class="topic-author-icon">楼主</span> <span class="pubtime">2026-03-01 11:05:00</span></h4>
<div class="reply-quote-content" data-ref-cid="71"><span class="all ref-content">怎么卖</span><span class="pubdate"><a href="/people/900000008/">买家</a></span></div><div class="reply-content">私聊<br/>看图</div><div class="comment-photos"><div class="cmt-img"><img src="https://img.example.com/b.jpg"/></div></div></div></li></ul>
<div class="paginator"><span class="next"><a href="?start=100">后页&gt;</a></span></div></div><div class="aside"><div class="group-item"><div class="title"><a href="https://www.douban.com/group/000001/">资料交换</a></div></div></div></div>
<script>var commentsVotes = '{"c71":3,"c72":1}', is_admin = 'False';</script>"""


def test_a_list_of_topics(page: Make) -> None:
    reading = read(page(ROWS, LIST), "douban", ZONE)
    first, second = reading.posts
    assert (first.post_id, first.title, first.board) == ("900000001", "出一手名单，量大", "资料交换小组")
    assert (first.author_name, first.author_id, first.url) == ("卖家", "900000007", TOPIC)
    assert (first.counters, second.counters) == ({"replies": Count(12)}, {"replies": Count(0)})
    assert (first.excerpt, first.time) == (True, None)
    assert second.author_id == "moumou"
    kinds = [link.kind for link in reading.links]
    assert kinds == ["thread", "thread", "next", "user", "user"]
    assert Link("next", f"{SITE}/group/000001/discussion?start=50") in reading.links


def test_a_topic_with_its_comments(page: Make) -> None:
    reading = read(page(BODY, TOPIC), "douban", ZONE)
    opener, asked, answered = reading.posts
    assert (opener.title, opener.text, opener.floor) == ("出一手名单，量大从优", "十万条\n加QQ", 1)
    assert (opener.author_name, opener.author_id, opener.signature) == ("卖家", "900000007", "加我看图")
    assert (opener.board, opener.ip_place) == ("资料交换", "广东")
    assert opener.images == ("https://img.example.com/a.webp",)
    assert opener.time is not None
    assert opener.time.isoformat() == "2026-03-01T10:11:12+08:00"
    assert (asked.post_id, asked.thread, asked.reply_to, asked.text) == (
        "71",
        "900000001",
        "900000001",
        "怎么卖",
    )
    assert (asked.signature, asked.ip_place, asked.time_shown) == ("求货", "北京", "2026-03-01 11:00:00")
    assert asked.counters == {"likes": Count(3)}
    assert (answered.reply_to, answered.text, answered.ip_place) == ("71", "私聊\n看图", None)
    assert answered.images == ("https://img.example.com/b.jpg",)
    assert Link("next", f"{TOPIC}?start=100") in reading.links


def test_a_later_page_has_comments_only(page: Make) -> None:
    start, end = BODY.index('<div class="topic-content'), BODY.index('<ul class="topic-reply popular')
    reading = read(page(BODY[:start] + BODY[end:], f"{TOPIC}?start=100"), "douban", ZONE)
    assert [post.post_id for post in reading.posts] == ["71", "72"]


def test_the_markup_of_older_topics(page: Make) -> None:
    body = """<h1>出名单</h1><div class="topic-content clearfix" id="topic-content"><div class="topic-doc"><h3><span class="from">来自: <a href="/people/9/">卖家</a></span>
<span class="color-green">2015-03-01 10:11:12</span></h3><div class="topic-content"><p>十万条</p></div></div></div>"""
    (post,) = read(page(body, TOPIC), "douban", ZONE).posts
    assert (post.author_name, post.author_id, post.text, post.time_shown) == (
        "卖家",
        "9",
        "十万条",
        "2015-03-01 10:11:12",
    )


def test_a_search_in_groups(page: Make) -> None:
    body = """<div class="article"><table class="olt"><tr class="th"><td>标题</td></tr><tr class="pl"><td class="td-subject"><a href="https://www.douban.com/group/topic/900000003/" title="出名单">出<em>名单</em></a></td>
<td class="td-time" title="2026-02-10 12:00">02-10</td><td class="td-reply">30 回复</td><td><a href="https://www.douban.com/group/000001/">资料交换</a></td></tr></table></div>"""
    (post,) = read(page(body, f"{SITE}/group/search?cat=1013&q=x"), "douban", ZONE).posts
    assert (post.title, post.board, post.counters) == ("出名单", "资料交换", {"replies": Count(30)})
    assert post.time is not None
    assert post.time.isoformat() == "2026-02-10T12:00:00+08:00"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ('<div class="article"><table class="olt"><tr class="th"><td>讨论</td></tr></table></div>', State.EMPTY),
        ('<div class="article"><p>没有找到关于“x”的话题</p></div>', State.EMPTY),
        ("<title>豆瓣</title><body>检测到有异常请求从你的 IP 发出，请登录使用豆瓣。</body>", State.LOGIN_WALL),
        ("<title>禁止访问豆瓣</title><body>x</body>", State.FORBIDDEN),
        ("<body><p>该小组是私密小组，只有小组成员可见</p></body>", State.FORBIDDEN),
        ("<title>页面不存在</title><body>呃...你想访问的东西不存在</body>", State.GONE),
        ("<body>你访问豆瓣的方式有点像机器人程序。请输入验证码</body>", State.CAPTCHA),
        ('<form id="sec" action="/c" method="POST"><input id="tok"><input id="cha"><input id="sol"></form>', State.CHALLENGE),
        ("<title>豆瓣</title>", State.UNKNOWN),
    ],
)  # fmt: skip
def test_pages_without_topics(page: Make, body: str, state: State) -> None:
    assert read(page(body, LIST), "douban", ZONE).state is state


@pytest.mark.parametrize(
    ("status", "target", "state"),
    [
        (302, "https://sec.douban.com/a?c=1&r=x", State.CHALLENGE),
        (302, "https://www.douban.com/misc/sorry?original-url=x", State.CAPTCHA),
        (302, "https://accounts.douban.com/passport/login?redir=x", State.LOGIN_WALL),
        (301, "/group/topic/900000002/", State.REDIRECTED_ELSEWHERE),
        (404, "", State.GONE),
        (429, "", State.RATE_LIMITED),
    ],
)
def test_codes_and_redirects(page: Make, status: int, target: str, state: State) -> None:
    assert read(page("", TOPIC, status, Location=target), "douban", ZONE).state is state


def test_what_a_refusal_says(page: Make) -> None:
    odd = "检测到有异常请求从你的 IP 发出，请 <a>登录</a> 使用豆瓣。"
    assert read(page(odd, LIST, 403), "douban", ZONE).state is State.LOGIN_WALL
    assert read(page("<h1>403</h1>", LIST, 403), "douban", ZONE).state is State.FORBIDDEN


@pytest.mark.parametrize(
    ("body", "url", "family"),
    [
        (ROWS, "http://127.0.0.1/group/000001/discussion", ""),
        ("<html></html>", SITE, ""),
        (ROWS, "http://127.0.0.1/forum", None),
        ("<html></html>", "http://127.0.0.1/group/x/", None),
    ],
)
def test_recognised(page: Make, body: str, url: str, family: str | None) -> None:
    assert FAMILIES["douban"].recognise(page(body, url)) == family
