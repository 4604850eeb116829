# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Discuz! lists by their templates: every row is a thread, shown as an excerpt."""

from collections.abc import Callable

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, Reading, State

Discuz = Callable[..., Reading]
Make = Callable[..., Page]
SITE = "https://bbs.example.com/"

ROW = """<table><tbody id="{kind}thread_{tid}"><tr><td class="icn"><a href="thread-{tid}-1-1.html">{icon}</a></td><th class="new">{before}
<a href="thread-{link}-1-1.html" class="s xst">{title}</a><span class="tps"><a href="thread-{link}-2-1.html">2</a></span></th>
{board}<td class="by"><cite>{author}</cite><em><span>{date}</span></em></td>
<td class="num"><a href="thread-{link}-1-1.html" class="xi2">{replies}</a><em>{views}</em></td>
<td class="by"><cite><a href="space-uid-99.html">末</a></cite><em><a href="forum.php?mod=redirect&tid={tid}&goto=lastpost">3 天前</a></em></td>
</tr></tbody></table>"""
AUTHOR = '<a href="space-uid-8.html" c="1">甲</a>'


def row(**given: str) -> str:
    plain = {
        "kind": "normal", "tid": "5", "link": "5", "icon": "", "before": "", "title": "出 名单", "board": "",
        "author": AUTHOR, "date": "2026-3-1", "replies": "3", "views": "57",
    }  # fmt: skip
    return ROW.format(**plain | given)


def test_a_row_is_an_excerpt_of_its_thread(discuz: Discuz) -> None:
    (post,) = discuz("forumdisplay", row(), "forum-2-1.html").posts
    assert (post.post_id, post.thread, post.floor, post.excerpt, post.text) == ("5", "5", 1, True, "")
    assert (post.title, post.board, post.author_name, post.author_id) == ("出 名单", "闲聊区", "甲", "8")
    assert post.counters == {"replies": Count(3), "views": Count(57)}
    assert (post.url, post.time_precision) == (f"{SITE}thread-5-1-1.html", "day")


@pytest.mark.parametrize(
    ("date", "moment", "precision"),
    [
        ('<span title="2026-3-4">昨天&nbsp;21:28</span>', "2026-03-04T21:28:00+08:00", "minute"),
        ('<span title="2026-3-5">3&nbsp;小时前</span>', "2026-03-05T09:00:00+08:00", "hour"),
        ('<span title="2026-3-5">半小时前</span>', "2026-03-05T11:30:00+08:00", "hour"),
        ('<span title="2026-3-2">3&nbsp;天前</span>', "2026-03-02T00:00:00+08:00", "day"),
        ('<span title="2026-3-4 21:28:05">昨天&nbsp;21:28</span>', "2026-03-04T21:28:05+08:00", "second"),
        ('<span title="2024-3-1">半小时前</span>', "2024-03-01T00:00:00+08:00", "day"),
        ('<span title="2024-3-1">1&nbsp;分钟前</span>', "2024-03-01T00:00:00+08:00", "day"),
        ("2026-3-4 21:28", "2026-03-04T21:28:00+08:00", "minute"),
    ],
)
def test_the_day_of_the_title_and_the_clock_of_the_words_are_one_time(
    discuz: Discuz, date: str, moment: str, precision: str
) -> None:
    (post,) = discuz("forumdisplay", row(date=date), "forum-2-1.html").posts
    assert post.time is not None
    assert (post.time.isoformat(), post.time_precision) == (moment, precision)


def test_a_rounded_counter_is_exact_by_its_title(discuz: Discuz) -> None:
    views = '<span title="123456">12万</span>'
    (exact,) = discuz("forumdisplay", row(views=views), "forum-2-1.html").posts
    (rounded,) = discuz("forumdisplay", row(views="12万"), "forum-2-1.html").posts
    (unknown,) = discuz("forumdisplay", row(replies="-", views="-"), "forum-2-1.html").posts
    assert exact.counters == {"replies": Count(3), "views": Count(123_456)}
    assert rounded.counters == {"replies": Count(3), "views": Count(120_000, True)}
    assert unknown.counters is None


def test_a_moved_thread_is_the_one_its_link_leads_to(discuz: Discuz) -> None:
    moved = row(tid="5", link="9", before="移动:")
    (post,) = discuz("forumdisplay", moved, "forum-2-1.html").posts
    assert (post.post_id, post.thread, post.title, post.board) == ("9", "9", "出 名单", None)


def test_an_anonymous_author_is_a_bare_word(discuz: Discuz) -> None:
    (post,) = discuz("forumdisplay", row(author="\n匿名\n"), "forum-2-1.html").posts
    assert (post.author_name, post.author_id) == ("匿名", None)


@pytest.mark.parametrize("icon", ['<i class="tpin tpin3"></i>', '<img src="static/image/common/pin_2.gif">'])
def test_a_thread_pinned_everywhere_may_be_of_any_board(discuz: Discuz, icon: str) -> None:
    body = row(kind="stick", icon=icon) + row(
        kind="stick", tid="6", link="6", icon='<i class="tpin tpin1"></i>'
    )
    everywhere, here = discuz("forumdisplay", body, "forum-2-1.html").posts
    assert (everywhere.board, here.board) == (None, "闲聊区")


def test_a_guide_names_the_board_in_its_first_cell(discuz: Discuz) -> None:
    board = '<td class="by"><a href="forum-36-1.html" target="_blank">资源区</a></td>'
    (post,) = discuz("guide", row(board=board), "forum.php?mod=guide&view=newthread").posts
    assert (post.board, post.author_name) == ("资源区", "甲")


def test_each_thread_counts_once(discuz: Discuz) -> None:
    reading = discuz("forumdisplay", row(kind="stick") + row() + row(tid="7", link="7"), "forum-2-1.html")
    assert [post.post_id for post in reading.posts] == ["5", "7"]
    assert [link.url for link in reading.links if link.kind == "thread"] == [
        f"{SITE}thread-5-1-1.html",
        f"{SITE}thread-7-1-1.html",
    ]


PICTURES = """<ul id="waterfall" class="ml waterfall cl"><li><div class="c cl"><a href="thread-5-1-1.html" class="z"><img src="a.jpg"></a></div>
<h3 class="xw0"><a href="thread-5-1-1.html" title="图一">图一</a></h3><div class="auth cl"><cite class="xg1 y">赞: 0 &nbsp; 回复:
<a href="thread-5-1-1.html" title="4 回复">4</a></cite><a href="space-uid-8.html">甲</a></div></li>
<li><h3><a href="thread-6-1-1.html">图二</a></h3><div class="auth cl"><cite>回复: <a href="thread-6-1-1.html">0</a></cite> 匿名</div></li></ul>"""


def test_the_image_mode(discuz: Discuz) -> None:
    first, second = discuz("forumdisplay", PICTURES, "forum-2-1.html").posts
    assert (first.title, first.author_name, first.author_id) == ("图一", "甲", "8")
    assert first.counters == {"replies": Count(4)}
    assert (second.title, second.author_name, second.time) == ("图二", "匿名", None)


CARDS = """<div id="threadlisttableid"><ul><li id="normalthread_5" class="kmlist new"><a href="forum.php?mod=viewthread&amp;tid=5&amp;extra="
title="" class="kmtit"><span class="kmico kmding">置顶</span><span class="km_subject">出名单</span><em class="kmnew xi1">New</em></a>
<div class="kmtxt">加 QQ 详谈</div><div class="kmfoot"><span class="kmpl">3</span><span class="kmck">57</span>
<a href="space-uid-8.html" class="kmimg"><img src="x"></a><a href="space-uid-8.html" target="_blank">甲</a><span class="kmtime">发表于 2026-3-1 10:20</span>
<a href="forum.php?mod=forumdisplay&fid=2&amp;filter=typeid&amp;typeid=7" class="kmbg kmico_bk">求购</a></div></li>
<li id="normalthread_6" class="kmlist"><a href="thread-6-1-1.html" class="kmtit"><span class="km_subject">二</span></a><div class="kmfoot">
<a href="javascript:;" class="kmimg"></a><a href="javascript:;">匿名</a><span class="kmtime">发表于 <span title="2026-3-4">昨天&nbsp;08:00</span></span>
<a href="forum-36-1.html" class="kmbg kmico_bk">资源区</a></div></li></ul></div>"""


def test_the_cards_of_x5(discuz: Discuz) -> None:
    first, second = discuz("forumdisplay discuzx5", CARDS, "forum-2-1.html").posts
    assert (first.title, first.text, first.author_name, first.author_id) == (
        "出名单",
        "加 QQ 详谈",
        "甲",
        "8",
    )
    assert first.counters == {"replies": Count(3), "views": Count(57)}
    assert (first.board, second.board) == ("闲聊区", "资源区")
    assert (second.author_name, second.author_id) == ("匿名", None)
    times = [post.time.isoformat() for post in (first, second) if post.time]
    assert times == ["2026-03-01T10:20:00+08:00", "2026-03-04T08:00:00+08:00"]


PHONE = """<html><head><meta name="generator" content="Discuz! X3.5"></head><body id="forum" class="pg_forumdisplay"><div class="header cl"><h2>闲聊区</h2></div>
<div class="threadlist cl"><ul><li class="list_top"><a href="forum.php?mod=viewthread&amp;tid=4&amp;mobile=2"><span class="micon">置顶</span><em>规则</em></a></li>
<li class="list"><div class="threadlist_top cl"><a href="home.php?mod=space&amp;uid=8&amp;mobile=2" class="mimg"><img src="x"></a><div class="muser">
<h3><a href="home.php?mod=space&amp;uid=8&amp;mobile=2" class="mmc">甲</a></h3><span class="mtime">2026-3-1</span></div></div>
<a href="forum.php?mod=viewthread&amp;tid=5&amp;mobile=2"><div class="threadlist_tit cl"><em >出名单</em></div></a>
<a href="forum.php?mod=viewthread&amp;tid=5&amp;mobile=2"><div class="threadlist_mes cl">加 QQ</div></a><div class="threadlist_foot cl"><ul>
<li><i class="dm-eye-fill"></i>57</li><li><i class="dm-chat-s-fill"></i>3</li></ul></div></li></ul></div>
<div class="page"><a href="forum.php?mod=forumdisplay&amp;fid=2&amp;page=2&amp;mobile=2" class="nxt">下一页</a></div></body></html>"""
OLD_PHONE = """<html><head><meta name="generator" content="Discuz! X3.4"></head><body><div class="threadlist"><ul><li><a href="forum.php?mod=viewthread&amp;tid=5&amp;mobile=2">
出名单<span class="by">甲</span></a><span class="num">3</span></li></ul></div></body></html>"""


def test_what_phones_get(page: Make) -> None:
    reading = read(page(PHONE, f"{SITE}forum.php?mod=forumdisplay&fid=2&mobile=2"), "discuz", "Asia/Shanghai")
    pinned, post = reading.posts
    assert (pinned.title, pinned.board, pinned.post_id) == ("规则", None, "4")
    assert (post.title, post.text, post.author_name, post.author_id) == ("出名单", "加 QQ", "甲", "8")
    assert (post.board, post.counters) == ("闲聊区", {"replies": Count(3), "views": Count(57)})
    assert [link.url for link in reading.links if link.kind == "next"]
    (old,) = read(page(OLD_PHONE, SITE), "discuz", "Asia/Shanghai").posts
    assert (old.post_id, old.author_name, old.counters) == ("5", "甲", {"replies": Count(3)})


OWN = """<div id="uhd"><h2 class="mt">甲</h2></div><div class="tl"><table><tr class="th"><th>主题</th></tr>
<tr><td class="icn"></td><th><a href="thread-5-1-1.html" target="_blank">出名单</a></th><td><a href="forum-36-1.html" class="xg1">资源区</a></td>
<td class="num"><a href="thread-5-1-1.html" class="xi2">3</a><em>57</em></td><td class="by"><cite><a href="space-uid-9.html">末</a></cite></td></tr>
<tr class="bw0_all"><td class="icn"></td><th><a href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=6&amp;pid=">别人的</a></th><td><a href="forum-2-1.html" class="xg1">闲聊区</a></td>
<td class="num"><a href="thread-6-1-1.html" class="xi2">1</a><em>9</em></td></tr>
<tr><td colspan="5" class="xg1"><a href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=6&amp;pid=61">求联系 ...</a></td></tr></table></div>"""


def test_a_members_own_threads_and_replies(discuz: Discuz) -> None:
    path = "home.php?mod=space&uid=8&do=thread&view=me&from=space"
    own, other, reply = discuz("space", OWN, path, name="home").posts
    assert (own.title, own.author_name, own.author_id, own.board) == ("出名单", "甲", "8", "资源区")
    assert (other.thread, other.url, other.author_name) == ("6", f"{SITE}thread-6-1-1.html", None)
    assert (reply.post_id, reply.thread, reply.text, reply.floor) == ("61", "6", "求联系 ...", None)
    assert (reply.author_id, reply.excerpt) == ("8", True)


HITS = """<div class="slst mtw" id="threadlist"><ul><li class="pbw" id="88"><h3 class="xs3"><a href="forum.php?mod=viewthread&amp;tid=88&amp;highlight=QQ">
出<strong><font color="#ff0000">名單</font></strong></a></h3><p class="xg1">1,234 個回復 - 345 次查看</p><p>加 QQ 詳談 ...</p>
<p><span>2026-3-1 10:20</span> - <span>匿名</span> - <span><a href="forum-36-1.html" class="xi1">資源區</a></span></p></li></ul></div>"""


def test_hits_in_traditional_script(discuz: Discuz) -> None:
    (post,) = discuz("forum", HITS, "search.php?mod=forum&searchid=1", name="search").posts
    assert (post.title, post.text, post.board) == ("出名單", "加 QQ 詳談 ...", "資源區")
    assert (post.author_name, post.author_id) == ("匿名", None)
    assert post.counters == {"replies": Count(1234), "views": Count(345)}


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>"""
ITEM = """<item><title>A &amp; B</title><link>https://bbs.example.com/thread-5-1-1.html</link><description><![CDATA[一
二]]></description><category>闲聊区</category><author>甲</author><pubDate>Wed, 04 Mar 2026 13:28:05 +0000</pubDate></item>"""


def test_the_feed_of_a_board(page: Make) -> None:
    reading = read(page(FEED.format(items=ITEM), f"{SITE}forum.php?mod=rss&fid=2"), "discuz", "Asia/Shanghai")
    (post,) = reading.posts
    assert (post.title, post.text, post.author_name, post.board) == ("A & B", "一\n二", "甲", "闲聊区")
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-04T13:28:05+00:00"
    assert reading.links == (Link("thread", f"{SITE}thread-5-1-1.html"),)
    assert read(page(FEED.format(items=""), SITE), "discuz", "Asia/Shanghai").state is State.EMPTY


FRONT = """<table class="fl_tb"><tr><td><a href="forum-2-1.html"><img src="x"></a></td><td><h2><a href="forum-2-1.html">闲聊区</a><em>(3)</em></h2>
<p>子版块: <a href="forum-42-1.html">二手</a></p></td><td class="fl_by"><a href="forum.php?mod=redirect&amp;tid=5&amp;goto=lastpost#lastpost">题</a></td></tr>
<tr><td><h2><a href="forum.php?mod=forumdisplay&fid=36">资源区</a></h2></td></tr></table>"""


SUB = """<div class="bm bmw fl"><div class="bm_h cl"><em id="subforum_2_img"></em><h2>子版块</h2></div>
<div id="subforum_2" class="bm_c"><table class="fl_tb"><tr><td class="fl_icn"><a href="forum.php?mod=forumdisplay&fid=42" title="二手"></a></td>
<td><h2><a href="forum.php?mod=forumdisplay&fid=42">二手</a></h2></td><td class="fl_by"><a href="forum.php?mod=redirect&amp;tid=9&amp;goto=lastpost#lastpost">旧书</a></td></tr></table></div></div>"""
PHONE_SUB = """<div id="sub-forum_2" class="sub-forum"><ul><li><a href="forum.php?mod=forumdisplay&fid=42" class="murl"><p class="mtit">二手</p></a></li></ul></div>"""


@pytest.mark.parametrize("below", [SUB, PHONE_SUB])
@pytest.mark.parametrize("threads", ["", row()])
def test_a_board_leads_to_the_boards_below_it(discuz: Discuz, below: str, threads: str) -> None:
    """They stand on its first page, and often nowhere else; a board may hold nothing but others."""
    reading = discuz("forumdisplay", below + threads, "forum-2-1.html")
    assert reading.state is State.ITEMS
    boards = [link.url for link in reading.links if link.kind == "next"]
    assert boards == [f"{SITE}forum.php?mod=forumdisplay&fid=42"]


def test_a_front_page_leads_to_its_boards(discuz: Discuz) -> None:
    reading = discuz("index", FRONT, "forum.php")
    assert (reading.state, reading.why, reading.posts) == (State.ITEMS, "boards only", ())
    boards = ("forum-2-1.html", "forum-42-1.html", "forum.php?mod=forumdisplay&fid=36")
    assert reading.links == tuple(Link("next", f"{SITE}{path}") for path in boards)
