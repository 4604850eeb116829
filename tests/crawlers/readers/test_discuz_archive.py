# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The archiver of Discuz!, and what stands beside the boards: blogs and articles."""

from collections.abc import Callable

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, Reading, State

Make = Callable[..., Page]
SITE = "https://bbs.example.com/archiver/"
FRAME = """<html><head><base href="https://bbs.example.com/archiver/"><title>x - Powered by Discuz! Archiver</title></head>
<body><center id="header"><h2>x's Archiver </h2></center><div id="nav">{nav}</div><div id="content">{content}</div>
<div id="end">查看完整版本: <a href="../thread-5-1-1.html"><strong>题</strong></a></div></body></html>"""
BOARD = """<ul><li><a href="?fid-42.html">二手</a></li></ul><ul type="1" start="1">
<li><a href="?tid-5.html">出 &lt;名单&gt;</a> (12篇回复) <li><a href="?tid-6.html">二</a> (0篇回复) </ul>
<div class="page">页: <strong>[1]</strong> <a href="?fid-2.html&page=2">2</a> <a href="?fid-2.html&page=3">3</a></div>"""
THREAD = """<p class="author"><strong>甲</strong> 发表于 2026-3-1 10:20:30 </p><h3>出名单</h3> 一 &lt; 二<br />
三 <p class="author"><strong><i>Anonymous</i></strong> 发表于 <span title="2026-3-4 21:28:05">昨天&nbsp;21:28</span> </p>
<h3></h3> 求联系 <p class="author"><strong>乙</strong> 发表于 2026-3-5 08:00 </p> <p class="author"><strong>丙</strong>
发表于 2026-3-5 08:01:00 </p> 本主题需向作者支付 <strong>5 金钱</strong> <a href="../forum.php?mod=misc&amp;action=pay&amp;tid=5">购买主题</a>
<div class="page">页: <a href="?tid-5.html&page=1">1</a> <strong>[2]</strong> </div>"""


def archived(page: Make, path: str, nav: str, content: str) -> Reading:
    return read(page(FRAME.format(nav=nav, content=content), SITE + path), "discuz", "Asia/Shanghai")


def test_a_board(page: Make) -> None:
    reading = archived(page, "?fid-2.html", '<a href="./">论坛</a> &rsaquo; 闲聊区', BOARD)
    first, second = reading.posts
    assert (first.post_id, first.title, first.board, first.excerpt) == ("5", "出 <名单>", "闲聊区", True)
    assert (first.counters, second.counters) == ({"replies": Count(12)}, {"replies": Count(0)})
    assert reading.links == (
        Link("thread", f"{SITE}?tid-5.html"),
        Link("thread", f"{SITE}?tid-6.html"),
        Link("next", f"{SITE}?fid-2.html&page=2"),
    )


def test_a_thread(page: Make) -> None:
    nav = '<a href="./">论坛</a> &rsaquo; <a href="?fid-2.html">闲聊区</a> &rsaquo; 出名单'
    reading = archived(page, "?tid-5.html", nav, THREAD)
    opener, reply, silent, priced = reading.posts
    assert (opener.title, opener.text, opener.floor, opener.thread) == ("出名单", "一 < 二\n三", 1, "5")
    assert (opener.author_name, opener.board, opener.excerpt) == ("甲", "闲聊区", False)
    assert opener.post_id == "5-1772331630-63ae8289"  # the unix second and a sum of the name for a number
    assert (reply.author_name, reply.text, reply.floor, reply.title) == ("Anonymous", "求联系", None, None)
    assert reply.time is not None
    assert reply.time.isoformat() == "2026-03-04T21:28:05+08:00"
    assert (silent.text, silent.post_id, priced.text) == ("", "5-1-3", "")
    assert reading.links == ()


def test_later_pages_have_no_opener(page: Make) -> None:
    nav = '<a href="?fid-2.html">闲聊区</a>'
    first, *_ = archived(page, "?tid-5.html&page=2", nav, THREAD).posts
    assert (first.floor, first.title, first.thread) == (None, None, "5")


def test_its_front_page_and_an_empty_board(page: Make) -> None:
    front = archived(page, "", "x", '<h3>区</h3><ul><li><a href="?fid-2.html">闲聊区</a></li></ul>')
    assert (front.why, front.links) == ("boards only", (Link("next", f"{SITE}?fid-2.html"),))
    assert archived(page, "?fid-3.html", "x", '<ul type="1"></ul>').state is State.EMPTY
    assert archived(page, "?fid-3.html", "x", "指定的版块不存在，请返回。").state is State.GONE


OLD = """<p class="author"><strong>甲</strong> 发表于 2009-1-2 03:04</p>
<h3>旧题</h3>一<font style="font-size:0px;color:#fff">x8 Kq</font><br />二<br /><span style="display:none">! zz</span>三
<p class="author"><strong>匿名</strong> 发表于 2009-1-2 04:05</p>
**** 作者被禁止或删除 内容自动屏蔽 ****<br /><br /><div class="page">页: <strong>[1]</strong> <a href=archiver/?tid-9-page-2.html>2</a></div>"""


def test_the_archiver_of_7(page: Make) -> None:
    head = '<html><base href="https://bbs.example.com/"><title>x - Powered by Discuz! Archiver</title><body>'
    nav = '<div id="nav"><a href="archiver/?fid-2.html">闲聊区</a> &raquo; 旧题</div>'
    body = f'{head}{nav}<div id="content">{OLD}</div></body></html>'
    reading = read(page(body, f"{SITE}?tid-9.html"), "discuz", "Asia/Shanghai")
    opener, locked = reading.posts
    assert (opener.text, opener.board, opener.thread, opener.post_id) == (
        "一\n二\n三",
        "闲聊区",
        "9",
        "9-1-1",
    )
    assert (locked.text, locked.author_name) == ("", "匿名")
    assert reading.links == (Link("next", f"{SITE}?tid-9-page-2.html"),)


BLOG = """<div id="uhd"><h2 class="mt"><a href="space-uid-8.html">甲</a></h2></div><div class="vw"><div class="h"><h1 class="ph">题</h1>
<p class="xg2"><span class="xg1">已有 12 次阅读</span><span class="xg1">2026-3-1 10:20</span></p></div>
<div id="blog_article" class="d cl"><div class="quote"><blockquote>引</blockquote></div>一<br />二</div></div>"""
ARTICLE = """<div class="h"><h1 class="ph">文</h1><p class="xg1">2026-3-1 10:20<span class="pipe">|</span>发布者:
<a href="space-uid-8.html">甲</a></p></div><table><tr><td id="article_content">一<br />二</td></tr></table>"""
BLOGS = """<div class="xld"><dl class="bbda"><dt class="xs2"><a href="home.php?mod=space&amp;uid=8&amp;do=blog&amp;id=3">题</a></dt></dl></div>"""


def test_blogs_and_articles(discuz: Callable[..., Reading]) -> None:
    (blog,) = discuz("space", BLOG, "home.php?mod=space&uid=8&do=blog&id=3", name="home").posts
    assert (blog.post_id, blog.title, blog.text) == ("blog-3", "题", "引\n一\n二")
    assert (blog.author_name, blog.author_id, blog.time_shown) == ("甲", "8", "2026-3-1 10:20")
    (article,) = discuz("view", ARTICLE, "portal.php?mod=view&aid=4", name="portal").posts
    assert (article.post_id, article.title, article.text) == ("article-4", "文", "一\n二")
    assert (article.author_name, article.time_precision) == ("甲", "minute")
    listed = discuz("space", BLOGS, "home.php?mod=space&do=blog&view=all", name="home")
    address = "https://bbs.example.com/home.php?mod=space&uid=8&do=blog&id=3"
    assert (listed.state, listed.links) == (State.ITEMS, (Link("thread", address),))
