# ruff: noqa: E501  (markup keeps the platform's own lines)
"""vBulletin pages: version 4 as it is, and what versions 3 and 5 do otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, Reading, State

Make = Callable[..., Page]
URL = "https://forum.example.org/"
ZONE = ZoneInfo("Asia/Shanghai")
# Every guest page carries a log-in form.
LOGIN = '<form id="navbar_loginform" action="login.php?do=login" method="post"><input type="password" name="vb_login_password" /></form>'


def vbulletin(content: str, crumbs: str = "") -> str:
    return f"""<html dir="ltr" lang="en" id="vbulletin_html"><head><base href="{URL}" /><meta name="generator" content="vBulletin 4.2.2" /></head>
<body>{LOGIN}<div id="breadcrumb" class="breadcrumb"><ul class="floatcontainer"><li class="navbithome"><a href="index.php">Home</a></li>
<li class="navbit"><a href="forum.php">Forum</a></li>{crumbs}</ul></div>{content}</body></html>"""


def post(pid: int, floor: int, author: str, date: str, body: str, after: str = "") -> str:
    return f"""<li class="postbitlegacy postbitim postcontainer old" id="post_{pid}"><div class="posthead"><span class="postdate old"><span class="date">{date}</span></span>
<span class="nodecontrols"><a name="post{pid}" href="showthread.php?4711-List&amp;p={pid}&amp;viewfull=1#post{pid}" class="postcounter">#{floor}</a><a id="postcount{pid}" name="{floor}"></a></span></div>
<div class="postdetails"><div class="userinfo"><div class="username_container">{author}</div><span class="usertitle">Member</span></div><div class="postbody"><div class="postrow"><h2 class="title icon">Re</h2>
<div class="content"><div id="post_message_{pid}"><blockquote class="postcontent restore ">{body}</blockquote></div></div>{after}</div></div></div></li>"""


MEMBER = '<div class="popupmenu memberaction"><a class="username offline popupctrl" href="member.php?21-Laozhang" title="x is offline"><strong>老张</strong></a><ul class="popupbody memberaction_body"><li><a href="search.php?do=finduser&amp;userid=21&amp;contenttype=vBForum_Post">View Forum Posts</a></li></ul></div>'
GUEST = '<span class="username guest">路人甲</span>'
QUOTE = '<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container"></div><div class="bbcode_postedby"><img src="q.png" alt="Quote" /> Originally Posted by <strong>老张</strong> <a href="showthread.php?p=901#post901" rel="nofollow"><img class="inlineimg" src="v.png" alt="View Post" /></a></div><div class="message">第一行</div></div></div></div>'
SIGNED = (
    '<blockquote class="signature restore"><div class="signaturecontainer">QQ 9123000456</div></blockquote>'
)
THREAD = vbulletin(
    '<form class="pagination popupmenu nohovermenu"><span class="selected"><a href="javascript://">1</a></span><span class="prev_next"><a rel="next" href="showthread.php?4711-List/page2"><img alt="Next" /></a></span></form>'
    '<div id="pagetitle"><h1>Thread: <span class="threadtitle"><a href="showthread.php?4711-List">一批名单</a></span></h1></div><ol id="posts">'
    + post(901, 1, MEMBER, '01-02-2026,&nbsp;<span class="time">03:03 PM</span>', '第一行<br />\n第二行<img src="https://img.example.com/p.jpg" border="0" alt="" /><img src="s.gif" class="inlineimg" alt="" title="Smile" />', SIGNED)
    + post(902, 2, GUEST, 'Yesterday,&nbsp;<span class="time">05:00 PM</span>', f"{QUOTE}要了")
    + "</ol>",
    '<li class="navbit"><a href="forumdisplay.php?3-Market">交易</a></li><li class="navbit lastnavbit"><span>一批名单</span></li>',
)  # fmt: skip


def opened(page: Make, markup: str, path: str = "showthread.php?4711-List") -> Reading:
    return read(page(markup, URL + path), "vbulletin", ZONE.key)


def test_a_thread_gives_its_posts(page: Make) -> None:
    reading = opened(page, THREAD)
    assert reading.state is State.ITEMS
    first, second = reading.posts
    assert (first.post_id, first.thread, first.board, first.floor, first.title) == (
        "901",
        "4711",
        "交易",
        1,
        "一批名单",
    )
    assert (first.author_name, first.author_id) == ("老张", "21")
    assert (second.author_name, second.author_id, second.title) == ("路人甲", None, None)
    assert first.text == "第一行\n第二行"
    assert first.images == ("https://img.example.com/p.jpg",)
    assert first.signature == "QQ 9123000456"
    assert (second.text, second.reply_to) == ("要了", "901")
    assert first.time_shown == "01-02-2026, 03:03 PM"
    assert first.time == datetime(2026, 1, 2, 15, 3, tzinfo=ZONE)
    assert second.time == datetime(2026, 3, 4, 17, 0, tzinfo=ZONE)
    assert [link.url for link in reading.links] == [
        f"{URL}showthread.php?4711-List/page2",
        f"{URL}member.php?21-Laozhang",
    ]


def test_a_member_whose_address_has_no_number_is_known_by_the_menu(page: Make) -> None:
    named = THREAD.replace("member.php?21-Laozhang", "members/laozhang.html")
    assert [one.author_id for one in opened(page, named).posts] == ["21", None]


def row(tid: int, href: str, title: str, author: str, date: str, stats: str) -> str:
    return f"""<li class="threadbit hot" id="thread_{tid}"><div class="rating0 nonsticky"><div class="threadinfo" title="Beginning"><div class="inner"><h3 class="threadtitle">
<a href="{href}/goto/newpost" id="thread_gotonew_{tid}"><img class="gotonewpost" alt="Go to first new post" /></a><span id="thread_prefix_{tid}" class="prefix understate">出售</span>
<a class="title threadtitle_unread" href="{href}" id="thread_title_{tid}">{title}</a></h3><div class="threadmeta"><div class="author">
<span class="label">Started by&nbsp;<a href="{author}" class="username understate" title="Started by 老张 on {date}">老张</a>\u200e,&nbsp;{date}</span>
<dl class="pagination"><dd><span><a href="{href}/page2">2</a></span></dd></dl></div></div></div></div>
<ul class="threadstats td alt">{stats}<li class="hidden">Rating0 / 5</li></ul>
<dl class="threadlastpost td"><dt class="lastpostby hidden">Last Post By</dt><dd><div class="popupmenu memberaction"><a class="username" href="member.php?7-Last"><strong>last</strong></a></div></dd><dd>Today, <span class="time">11:00 AM</span></dd></dl></div></li>"""


LIST = vbulletin(
    '<div id="pagetitle"><h1>Forum: <span class="forumtitle">交易</span></h1></div><ol id="threads" class="threads">'
    + row(4711, "showthread.php?4711-List", "一批名单", "member.php?21-Laozhang", "01-02-2026&nbsp;03:03 PM", '<li>Replies: <a href="misc.php?do=whoposted">12</a></li><li>Views: 3,456</li>')
    + row(4712, "showthread.php?t=4700", "搬走的", "member.php?0-Guest", "Yesterday&nbsp;05:00 PM", "<li>&nbsp;</li><li>&nbsp;</li>")
    + '</ol><form class="pagination"><span class="prev_next"><a rel="next" href="forumdisplay.php?3-Market/page2">Next</a></span></form>'
)  # fmt: skip


def test_a_board_gives_threads_and_what_its_rows_show(page: Make) -> None:
    reading = opened(page, LIST, "forumdisplay.php?3-Market")
    assert [(link.kind, link.url) for link in reading.links] == [
        ("thread", f"{URL}showthread.php?4711-List"),
        ("thread", f"{URL}showthread.php?t=4700"),
        ("next", f"{URL}forumdisplay.php?3-Market/page2"),
        ("user", f"{URL}member.php?21-Laozhang"),
    ]
    first, moved = reading.posts
    assert (first.title, first.thread, first.board, first.floor, first.excerpt) == (
        "一批名单",
        "4711",
        "交易",
        1,
        True,
    )
    assert (first.author_name, first.author_id) == ("老张", "21")
    assert first.time == datetime(2026, 1, 2, 15, 3, tzinfo=ZONE)
    assert first.counters == {"replies": Count(12), "views": Count(3_456)}
    assert (moved.thread, moved.author_id, moved.counters) == ("4700", None, None)
    assert moved.time == datetime(2026, 3, 4, 17, 0, tzinfo=ZONE)


HIT = """<ol id="searchbits"><li class="imodselector postbit postbitcontainer" id="post_905"><div class="posthead"><span class="postdate"><span class="date">01-02-2026,&nbsp;<span class="time">03:03 PM</span></span></span></div>
<div class="username_container"><h2>Thread: <a href="showthread.php?4711-List">一批名单</a></h2>by <a href="member.php?21-Laozhang">老张</a></div>
<div class="postbody"><h3 class="posttitle"><a href="showthread.php?4711-List&amp;p=905#post905">Re: 一批名单</a></h3><blockquote class="postcontent restore">还有名单...</blockquote></div></li></ol>"""


def test_a_search_hit_is_a_post_inside_a_thread(page: Make) -> None:
    (hit,) = opened(page, vbulletin(HIT), "search.php?searchid=9").posts
    assert (hit.post_id, hit.thread, hit.floor, hit.excerpt) == ("905", "4711", None, True)
    assert (hit.title, hit.text, hit.author_name, hit.author_id) == (
        "Re: 一批名单",
        "还有名单...",
        "老张",
        "21",
    )


def message(sentence: str) -> str:
    return vbulletin(
        f'<div class="standard_error"><h2 class="blockhead">vBulletin Message</h2><div class="blockbody formcontrols"><div class="blockrow restore">{sentence}</div></div></div>'
    )


DENIED = '<h3 class="blocksubhead">You are not logged in or you do not have permission to access this page. This could be due to one of several reasons:</h3><ol><li>You are not logged in.</li></ol>'


@pytest.mark.parametrize(
    ("markup", "state"),
    [
        (message('Invalid Thread specified. If you followed a valid link, please notify the <a href="x">administrator</a>'), State.GONE),
        (message("No Forum specified. If you followed a valid link, please notify the administrator"), State.GONE),
        (message(DENIED), State.LOGIN_WALL),
        (message("<p><strong>x</strong>, you do not have permission to access this page. This could be due to one of several reasons:</p>"), State.FORBIDDEN),
        (message("You have been banned for the following reason:"), State.FORBIDDEN),
        (message("This forum requires that you wait 30 seconds between searches. Please try again in 9 seconds."), State.RATE_LIMITED),
        (message("Sorry - no matches. Please try some different terms."), State.EMPTY),
        (vbulletin('<div class="threadbit"><p class="nonthread"><strong>There are no posts in this forum.</strong></p></div>'), State.EMPTY),
        (message("Something else altogether."), State.UNKNOWN),
        (vbulletin(""), State.UNKNOWN),
    ],
)  # fmt: skip
def test_walls_are_told_apart(page: Make, markup: str, state: State) -> None:
    assert opened(page, markup).state is state


def test_a_waiting_page_leads_onward(page: Make) -> None:
    waiting = vbulletin(
        '<div class="standard_error"><form><div id="redirect_button"><a href="showthread.php?p=9" class="textcontrol">Click here</a></div></form></div>'
    )
    reading = opened(page, waiting)
    assert (reading.state, reading.links) == (
        State.REDIRECTED_ELSEWHERE,
        (Link("next", f"{URL}showthread.php?p=9"),),
    )


VERSION_3 = """<html><head><meta name="generator" content="vBulletin 3.8.11" /></head><body><table><tr><td><span class="navbar"><a href="index.php">Home</a></span> <span class="navbar">&gt; <a href="forumdisplay.php?f=3">交易</a></span></td></tr>
<tr><td class="navbar"><strong>一批名单</strong></td></tr></table><div class="pagenav"><table><tr><td class="alt2"><span class="smallfont"><strong>1</strong></span></td><td class="alt1"><a rel="next" href="showthread.php?t=4711&amp;page=2">&gt;</a></td></tr></table></div>
<div id="posts"><div id="edit901"><table id="post901" class="tborder"><tr><td class="thead"><a name="post901"><img class="inlineimg" alt="Old" /></a> 01-02-2026, 03:03 PM</td><td class="thead">#<a href="showpost.php?p=901&amp;postcount=1" id="postcount901" name="1"><strong>1</strong></a></td></tr>
<tr><td class="alt2"><div id="postmenu_901"><a class="bigusername" href="member.php?u=21">老张</a></div></td><td class="alt1" id="td_post_901"><div id="post_message_901"><div style="margin:20px"><div class="smallfont">Quote:</div><table><tr><td class="alt2"><div>Originally Posted by <strong>x</strong> <a href="showthread.php?p=899#post899"><img alt="" /></a></div><div>old</div></td></tr></table></div>第一行</div></td></tr></table></div></div></body></html>"""
VERSION_3_LIST = """<html><head><meta name="generator" content="vBulletin 3.8.11" /></head><body><td class="navbar"><strong>交易</strong></td><table id="threadslist"><tr><td id="td_threadstatusicon_4711"></td><td class="alt1" id="td_threadtitle_4711" title="Beginning"><div><a href="showthread.php?t=4711" id="thread_title_4711">一批名单</a></div>
<div class="smallfont"><span style="cursor:pointer" onclick="window.open('member.php?u=21', '_self')">老张</span></div></td><td class="alt2"><div class="smallfont">Today 11:00 AM</div></td><td class="alt1"><a href="misc.php?do=whoposted&amp;t=4711">12</a></td><td class="alt2">3,456</td></tr></table></body></html>"""
VERSION_5 = """<html id="htmlTag"><head><base href="https://forum.example.org/" /></head><body id="vb-page-body"><ul id="breadcrumbs"><li class="crumb"><a href="forum">Forum</a></li><li class="crumb"><a href="forum/market">交易</a></li></ul><h1 class="main-title">一批名单</h1>
<ul class="conversation-list"><li data-node-id="4711" data-node-publishdate="1767337380" class="b-post js-post b-post--first js-conversation-starter"><div class="b-userinfo userinfo"><div class="author"><strong><a href="https://forum.example.org/member/21-laozhang"><b>老张</b></a></strong></div></div>
<a class="b-post__count" href="https://forum.example.org/forum/market/4711-list#post4711">#1</a><div class="b-post__timestamp"><time datetime="2026-01-02T07:03:00">01-02-2026, 03:03 PM</time></div><div class="js-post__content-text restore" itemprop="text">第一行</div></li></ul></body></html>"""


def test_versions_3_and_5_are_read_as_well(page: Make) -> None:
    for markup, path, pid in (
        (VERSION_3, "showthread.php?t=4711", "901"),
        (VERSION_5, "forum/market/4711-list", "4711"),
    ):
        (post,) = opened(page, markup, path).posts
        assert (post.post_id, post.thread, post.board, post.floor, post.title) == (
            pid,
            "4711",
            "交易",
            1,
            "一批名单",
        )
        assert (post.author_name, post.author_id, post.text) == ("老张", "21", "第一行")
        assert post.time_shown == "01-02-2026, 03:03 PM"
        assert post.time == datetime(2026, 1, 2, 7, 3, tzinfo=UTC)
    assert opened(page, VERSION_3).posts[0].reply_to == "899"
    (row,) = opened(page, VERSION_3_LIST, "forumdisplay.php?f=3").posts
    assert (row.title, row.thread, row.author_name, row.author_id) == ("一批名单", "4711", "老张", "21")
    assert row.counters == {"replies": Count(12), "views": Count(3_456)}


def test_it_is_recognised(page: Make) -> None:
    recognise = FAMILIES["vbulletin"].recognise
    assert recognise(page(LIST)) == "4.2.2"
    assert recognise(page(VERSION_3)) == "3.8.11"
    assert recognise(page(VERSION_5)) == ""
    assert recognise(page("<p>vBulletin 4.2.2</p>")) is None


def test_the_path_names_the_board_of_a_list_without_a_headline(page: Make) -> None:
    row = '<ol><li class="threadbit" id="thread_8"><h3 class="threadtitle"><a class="title" href="showthread.php?8-List">List</a></h3></li></ol>'
    shown = vbulletin(row, '<li class="navbit lastnavbit"><span>交易</span></li>')
    (post,) = read(page(shown, URL + "forumdisplay.php?4-Market"), "vbulletin", "UTC").posts
    assert (post.thread, post.board) == ("8", "交易")
