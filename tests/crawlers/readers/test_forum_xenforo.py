# ruff: noqa: E501  (markup keeps the platform's own lines)
"""XenForo pages: version 2 as it is, and what version 1 does otherwise."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, Reading, State

Make = Callable[..., Page]
URL = "https://forum.example.net/"
# Every guest page offers to log in, and a thread says that an answer needs it.
HEADER = '<div class="p-account"><a href="/login/" class="p-navgroup-link--logIn">Log in</a></div>'
REPLY = '<div class="blockMessage"><div class="formRow"><a href="/login/" class="button">You must log in or register to reply here.</a></div></div>'


def xenforo(template: str, title: str, content: str, key: str = "") -> str:
    return f"""<!DOCTYPE html><html id="XF" lang="en-US" dir="LTR" data-app="public" data-template="{template}" data-container-key="node-8"
data-content-key="{key}" data-logged-in="false"><head><title>{title} | Forum</title></head><body data-template="{template}">{HEADER}
<ul class="p-breadcrumbs "><li itemprop="itemListElement"><a href="/"><span itemprop="name">Home</span></a></li>
<li itemprop="itemListElement"><a href="/forums/market.8/"><span itemprop="name">交易</span></a></li></ul>
<h1 class="p-title-value">{title}</h1>{content}</body></html>"""


def message(
    pid: int, floor: int, head: str, time: str, body: str, more: str = "", author: str = "老张"
) -> str:
    return f"""<article class="message message--post js-post js-inlineModContainer  " data-author="{author}" data-content="post-{pid}" id="js-post-{pid}">
<span class="u-anchorTarget" id="post-{pid}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user">
<div class="message-userDetails"><h4 class="message-name">{head}</h4><h5 class="userTitle message-userTitle">Member</h5></div></section></div>
<div class="message-cell message-cell--main"><header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline "><li class="u-concealed">
<a href="/threads/list.4711/post-{pid}" rel="nofollow">{time}</a></li></ul><ul class="message-attribution-opposite message-attribution-opposite--list ">
<li><a href="/threads/list.4711/post-{pid}" class="message-attribution-gadget" data-xf-init="share-tooltip"><i class="fa--xf"></i></a></li>
<li><a href="/threads/list.4711/post-{pid}" rel="nofollow"> #{floor} </a></li></ul></header>
<div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer"><article class="message-body js-selectToQuote">
<div class="bbWrapper">{body}</div><div class="js-selectToQuoteEnd">&nbsp;</div></article>{more}</div></div></div></div></article>"""


MEMBER = '<a href="/members/laozhang.21/" class="username " dir="auto" data-user-id="21" itemprop="name"><span class="username--style2">老张</span></a>'
GUEST = '<span class="username " dir="auto" data-user-id="0">路人甲</span>'
SECONDS = '<time  class="u-dt" dir="auto" datetime="2026-03-05T01:20:30+0000" data-time="1772673630" data-date-string="Mar 5, 2026" data-time-string="9:20 AM" title="Mar 5, 2026 at 9:20 AM">Today at 9:20 AM</time>'
STAMP = '<time class="u-dt" dir="auto" datetime="2026-03-04T09:00:00+0000" data-timestamp="1772614800" data-date="Mar 4, 2026" data-time="5:00 PM" data-short="1d" title="Mar 4, 2026 at 5:00 PM">Yesterday at 5:00 PM</time>'
QUOTE = '<blockquote data-attributes="member: 21" data-quote="老张" data-source="post: 901" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote js-expandWatch"><div class="bbCodeBlock-title"><a href="/goto/post?id=901" class="bbCodeBlock-sourceJump">老张 said:</a></div><div class="bbCodeBlock-content">第一行</div></blockquote>'
IMAGE = '<div class="bbImageWrapper js-lbImage" title="p.jpg"><img src="/proxy.php?image=x" data-url="https://img.example.com/p.jpg" class="bbImage" alt="p.jpg" /></div>'
SIGNATURE = '<aside class="message-signature"><div class="bbWrapper">TG @example_seller</div></aside>'
THREAD = xenforo(
    "thread_view",
    '<span class="label label--red">出售</span><span class="label-append">&nbsp;</span>一批名单',
    '<nav class="pageNavWrapper"><ul class="pageNav-main"><li class="pageNav-page pageNav-page--current "><a href="/threads/list.4711/">1</a></li></ul><a href="/threads/list.4711/page-2" class="pageNav-jump pageNav-jump--next">Next</a></nav>'
    + message(
        901,
        1,
        MEMBER,
        SECONDS,
        f"第一行<br />\n第二行{IMAGE}<img src='/s.png' class='smilie' alt=':)' />",
        SIGNATURE,
    )
    + message(902, 2, GUEST, STAMP, f"{QUOTE}要了", author="路人甲")
    + REPLY,
    "thread-4711",
)


def opened(page: Make, markup: str, path: str = "threads/list.4711/") -> Reading:
    return read(page(markup, URL + path), "xenforo", "Asia/Shanghai")


def test_a_thread_gives_its_posts(page: Make) -> None:
    reading = opened(page, THREAD)
    assert reading.state is State.ITEMS
    first, second = reading.posts
    assert (first.post_id, first.thread, first.board, first.floor) == ("901", "4711", "交易", 1)
    assert (first.title, second.title) == ("一批名单", None)
    assert (first.author_name, first.author_id) == ("老张", "21")
    assert (second.author_name, second.author_id) == ("路人甲", None)
    assert first.url == f"{URL}threads/list.4711/post-901"
    assert first.text == "第一行\n第二行\n:)"
    assert first.images == ("https://img.example.com/p.jpg",)
    assert first.signature == "TG @example_seller"
    assert (second.text, second.reply_to) == ("要了", "901")
    assert [link.url for link in reading.links] == [
        f"{URL}threads/list.4711/page-2",
        f"{URL}members/laozhang.21/",
    ]


def test_times_are_the_ones_behind_what_is_shown(page: Make) -> None:
    assert [(one.time_shown, one.time, one.time_precision) for one in opened(page, THREAD).posts] == [
        ("Today at 9:20 AM", datetime(2026, 3, 5, 1, 20, 30, tzinfo=UTC), "second"),
        ("Yesterday at 5:00 PM", datetime(2026, 3, 4, 9, 0, tzinfo=UTC), "second"),
    ]


def item(tid: int, title: str, author: str, parts: str, replies: str, views: str) -> str:
    return f"""<div class="structItem structItem--thread is-prefix2 js-inlineModContainer js-threadListItem-{tid}" data-author="{author}">
<div class="structItem-cell structItem-cell--icon"><a href="/members/x.99/" class="avatar avatar--s" data-user-id="99"></a></div>
<div class="structItem-cell structItem-cell--main"><div class="structItem-title">{title}</div>
<div class="structItem-minor"><ul class="structItem-parts">{parts}</ul><span class="structItem-pageJump"><a href="/threads/a.{tid}/page-2">2</a></span></div></div>
<div class="structItem-cell structItem-cell--meta"><dl class="pairs pairs--justified"><dt>Replies</dt><dd>{replies}</dd></dl><dl class="pairs pairs--justified structItem-minor"><dt>Views</dt><dd>{views}</dd></dl></div>
<div class="structItem-cell structItem-cell--latest"><a href="/threads/a.{tid}/latest"><time class="structItem-latestDate u-dt" datetime="2026-03-05T03:00:00+0000" data-time="1772679600">11:00 AM</time></a><div class="structItem-minor"><a href="/members/last.7/" class="username" data-user-id="7">last</a></div></div></div>"""


LIST = xenforo(
    "forum_view",
    "交易",
    item(
        4711,
        '<a href="/forums/market.8/?prefix_id=2" class="labelLink" rel="nofollow"><span class="label">出售</span></a><span class="label-append">&nbsp;</span><a href="/threads/list.4711/" class="" data-tp-primary="on" data-preview-url="/threads/list.4711/preview">一批名单</a>',
        "老张",
        f'<li>{MEMBER}</li><li class="structItem-startDate"><a href="/threads/list.4711/">{SECONDS}</a></li>',
        "12",
        "1.2K",
    )
    + item(
        4712,
        '<a href="/threads/question.4712/unread" data-preview-url="/threads/question.4712/preview">问一下</a>',
        "路人甲",
        f'<li>{GUEST}</li><li class="structItem-startDate">{STAMP}</li>',
        "0",
        "7",
    )
    + '<a href="/forums/market.8/page-2" class="pageNav-jump pageNav-jump--next">Next</a>',
)


def test_a_board_gives_threads_and_what_its_rows_show(page: Make) -> None:
    reading = opened(page, LIST, "forums/market.8/")
    assert [(link.kind, link.url) for link in reading.links] == [
        ("thread", f"{URL}threads/list.4711/"),
        ("thread", f"{URL}threads/question.4712/unread"),
        ("next", f"{URL}forums/market.8/page-2"),
        ("user", f"{URL}members/laozhang.21/"),
    ]
    first, second = reading.posts
    assert (first.title, first.thread, first.board) == ("一批名单", "4711", "交易")
    assert (first.author_name, first.author_id) == ("老张", "21")
    assert first.time == datetime(2026, 3, 5, 1, 20, 30, tzinfo=UTC)
    assert first.counters == {"replies": Count(12), "views": Count(1_200, rounded=True)}
    assert (second.author_name, second.author_id, second.thread) == ("路人甲", None, "4712")
    assert all(one.excerpt and one.floor == 1 for one in reading.posts)


TRANSLATED = """<div class="p-title"><h1 class="p-title-value">一批名单</h1></div><div data-content-key="thread-4711"></div>
<article class="message message--post js-post" data-author="werty" data-content="post-100"><h4 class="message-name"><a href="/miembros/werty.5/" class="username">werty</a></h4>
<header class="message-attribution"><time class="u-dt" datetime="2026-03-04T10:00:00+0100" data-time="1772614800">4 Mar 2026</time></header>
<div class="message-content"><div class="message-userContent"><div class="bbWrapper">第一行</div></div></div></article>
<ul class="pageNav-main"><li class="pageNav-page pageNav-page--current"><a href="/tema/list.4711/">1</a></li><li class="pageNav-page"><a href="/tema/list.4711/page-2">2</a></li></ul>"""
TRANSLATED_LIST = """<div class="structItem structItem--thread" data-author="werty"><div class="structItem-title"><a href="/foro/x.2/?prefix_id=3" class="labelLink">出售</a><a href="/tema/list.4711/unread">一批名单</a></div></div>"""


def test_translated_addresses_and_sparse_themes_are_read(page: Make) -> None:
    reading = opened(page, TRANSLATED, "tema/list.4711/")
    (post,) = reading.posts
    assert (post.thread, post.post_id, post.floor, post.title) == ("4711", "100", 1, "一批名单")
    assert (post.author_name, post.author_id, post.text) == ("werty", "5", "第一行")
    assert post.time == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert Link("next", f"{URL}tema/list.4711/page-2") in reading.links
    (row,) = opened(page, TRANSLATED_LIST, "foro/x.2/").posts
    assert (row.thread, row.title, row.author_name) == ("4711", "一批名单", "werty")


HIT = """<ol class="block-body"><li class="block-row block-row--separated js-inlineModContainer" data-author="老张"><div class="contentRow "><div class="contentRow-main">
<h3 class="contentRow-title"><a href="/threads/list.4711/post-905"><span class="label">出售</span><span class="label-append">&nbsp;</span>一批<em class="textHighlight">名单</em></a></h3>
<div class="contentRow-snippet">还有<em class="textHighlight">名单</em>...</div><div class="contentRow-minor"><ul class="listInline"><li><a href="/members/laozhang.21/" class="username" data-user-id="21">老张</a></li>
<li>Post #5</li><li><time class="u-dt" datetime="2026-03-04T17:00:00+0800" data-time="1772614800">Yesterday</time></li><li>Forum: <a href="/forums/market.8/">交易</a></li></ul></div></div></div></li></ol>"""


def test_a_search_hit_is_a_post_inside_a_thread(page: Make) -> None:
    (hit,) = opened(page, xenforo("search_results", "Search results", HIT), "search/12/").posts
    assert (hit.post_id, hit.thread, hit.floor, hit.excerpt) == ("905", "4711", None, True)
    assert (hit.title, hit.text, hit.board) == ("一批名单", "还有名单...", "交易")
    assert hit.time == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def wall(sentence: str, template: str = "error", kind: str = "") -> str:
    return xenforo(template, "Oops!", f'<div class="blockMessage {kind}">{sentence}</div>')


EMPTY = '<div class="structItem js-emptyThreadList"><div class="structItem-cell">There are no threads in this forum.</div></div>'
LOGIN = '<form action="/login/login" method="post"><input type="password" name="password" /></form>'


@pytest.mark.parametrize(
    ("markup", "status", "state"),
    [
        (wall("The requested thread could not be found."), 404, State.GONE),
        (wall("The requested forum could not be found."), 200, State.GONE),
        (wall("You must be logged-in to do that.", "login", "blockMessage--error") + LOGIN, 403, State.LOGIN_WALL),
        (wall("Bitte melde dich an.", "login", "blockMessage--error blockMessage--iconic") + LOGIN, 200, State.LOGIN_WALL),
        (wall("You do not have permission to view this page or perform this action."), 403, State.FORBIDDEN),
        (wall("You must wait at least 30 seconds before performing this action."), 200, State.RATE_LIMITED),
        (xenforo("forum_view", "x", EMPTY), 200, State.EMPTY),
        (xenforo("search", "x", '<div class="blockMessage">No results found.</div>'), 200, State.EMPTY),
        (xenforo("login", "Log in", LOGIN), 200, State.UNKNOWN),
(xenforo("forum_view", "x", REPLY + EMPTY), 200, State.EMPTY),
    ],
)  # fmt: skip
def test_walls_are_told_apart(page: Make, markup: str, status: int, state: State) -> None:
    assert read(page(markup, URL, status=status), "xenforo", "Asia/Shanghai").state is state


def test_a_front_page_leads_to_its_boards(page: Make) -> None:
    front = xenforo("forum_list", "Forum", '<h3 class="node-title"><a href="/forums/market.8/">交易</a></h3>')
    assert opened(page, front, "").links == (Link("next", f"{URL}forums/market.8/"),)


OLD = """<html id="XenForo" class="Public NoJs LoggedOut"><body><div class="titleBar"><h1>一批名单</h1></div><span class="crumbs">
<fieldset class="breadcrumb"><span class="crust"><a href="/" class="crumb">Home</a></span><span class="crust"><a href="forums/market.8/" class="crumb">交易</a></span></fieldset></span>
<div class="PageNav"><nav><a href="threads/list.4711/" class="currentPage ">1</a><a href="threads/list.4711/page-2" class="text">Next &gt;</a></nav></div>
<ol class="messageList"><li id="post-901" class="message " data-author="老张"><div class="messageUserInfo"><h3 class="userText"><a href="members/laozhang.21/" class="username">老张</a></h3></div>
<div class="messageInfo primaryContent"><div class="messageContent"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">
<div class="bbCodeBlock bbCodeQuote" data-author="x"><aside><div class="attribution type">x said: <a href="goto/post?id=899#post-899" class="AttributionLink">&uarr;</a></div><blockquote class="quoteContainer">old</blockquote></aside></div>第一行
<div class="messageTextEndMarker">&nbsp;</div></blockquote></article></div>
<div class="messageMeta"><div class="privateControls"><span class="item muted"><span class="authorEnd"><a href="members/laozhang.21/" class="username author">老张</a>, </span><a href="threads/list.4711/" class="datePermalink"><span class="DateTime" title="Mar 4, 2026 at 5:00 PM">Mar 4, 2026</span></a></span></div>
<div class="publicControls"><a href="threads/list.4711/" class="item muted postNumber hashPermalink OverlayTrigger">#1</a></div></div></div></li></ol></body></html>"""
OLD_LIST = """<html id="XenForo"><body><div class="titleBar"><h1>交易</h1></div><ol class="discussionListItems"><li id="thread-4711" class="discussionListItem visible sticky" data-author="老张">
<div class="listBlock main"><h3 class="title"><a href="forums/market.8/?prefix_id=2" class="prefixLink"><span class="prefix">出售</span></a><a href="threads/list.4711/" title="" class="PreviewTooltip">一批名单</a></h3>
<div class="secondRow"><div class="posterDate muted"><a href="members/laozhang.21/" class="username">老张</a><span class="startDate">, <a class="faint"><abbr class="DateTime" data-time="1772614800" data-datestring="Mar 4, 2026">Mar 4, 2026</abbr></a></span></div></div></div>
<div class="listBlock stats pairsJustified"><dl class="major"><dt>Replies:</dt><dd>12</dd></dl><dl class="minor"><dt>Views:</dt><dd>3,456</dd></dl></div></li></ol></body></html>"""


def test_version_1_is_read_as_well(page: Make) -> None:
    reading = opened(page, OLD)
    (post,) = reading.posts
    assert (post.post_id, post.thread, post.board, post.floor) == ("901", "4711", "交易", 1)
    assert (post.author_name, post.author_id, post.title) == ("老张", "21", "一批名单")
    assert (post.text, post.reply_to) == ("第一行", "899")
    assert post.time == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert reading.links[0] == Link("next", f"{URL}threads/list.4711/threads/list.4711/page-2")
    (row,) = opened(page, OLD_LIST, "").posts
    assert (row.title, row.thread, row.author_id) == ("一批名单", "4711", "21")
    assert row.time == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert row.counters == {"replies": Count(12), "views": Count(3_456)}


def test_it_is_recognised(page: Make) -> None:
    recognise = FAMILIES["xenforo"].recognise
    assert recognise(page(LIST)) == recognise(page(OLD)) == ""
    assert recognise(page('<html id="top"><p>article.message</p></html>')) is None


def test_an_image_that_is_loaded_late_is_the_one_beside_its_placeholder(page: Make) -> None:
    late = '<img src="data:image/gif;base64,R0lGODlhAQ" data-src="https://img.example.com/1.jpg" class="bbImage lazyload" />'
    shown = xenforo("thread_view", "List", message(9, 1, "老张", "", f"看图{late}"))
    (post,) = read(page(shown, URL + "threads/list.4711/"), "xenforo", "UTC").posts
    assert (post.text, post.images) == ("看图", ("https://img.example.com/1.jpg",))
