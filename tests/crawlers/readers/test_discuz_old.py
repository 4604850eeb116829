# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Discuz! 6 and 7 by their templates."""

from collections.abc import Callable

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
SITE = "https://bbs.example.com/"

SIX = """<html><head><meta name="generator" content="Discuz! 6.0.0" /></head><body><div id="nav"><a href="index.php">论坛</a> &raquo; <a href="forumdisplay.php?fid=2">闲聊区</a> &raquo; 旧题</div>
<div class="pages_btns"><div class="pages"><strong>1</strong><a href="viewthread.php?tid=9&amp;extra=page%3D1&amp;page=2">2</a><a href="viewthread.php?tid=9&amp;extra=page%3D1&amp;page=2" class="next">&rsaquo;&rsaquo;</a></div></div>
<form><div class="mainbox viewthread"><h1>旧题 </h1><ins>本主题被管理员提升</ins><table id="pid101" summary="pid101"><tr><td class="postauthor"><cite><a href="space.php?uid=3" id="userinfo101" class="dropmenu">丙</a></cite>
<p><em>新手</em></p></td><td class="postcontent"><div class="postinfo"><strong title="复制" id="postnum_101" onclick="setcopy('viewthread.php?tid=9#pid101', 'x')">楼主</strong><em onclick="x">大</em><em>中</em><em>小</em>
发表于 2009-1-2 03:04&nbsp;<a href="viewthread.php?tid=9&amp;page=1&authorid=3">只看该作者</a></div><div class="postmessage defaultpost"><h2>旧题</h2><div id="postmessage_101" class="t_msgfont">
一<br />二<div class="blockcode"><span class="headactions">复制内容</span><h5>代码:</h5><code>x = 1</code></div></div><div class="signatures">签名</div></div></td></tr></table></div>
<div class="mainbox viewthread"><table id="pid102" summary="pid102"><tr><td class="postauthor"><cite>匿名</cite>该用户匿名发帖</td><td class="postcontent"><div class="postinfo"><strong id="postnum_102">沙发</strong>
发表于 2009-1-2 04:05&nbsp;</div><div class="postmessage defaultpost"><div id="postmessage_102" class="t_msgfont"><div class="quote"><h5>引用:</h5><blockquote>原帖由 <i>丙</i> 于 2009-1-2 03:04 发表
<a href="redirect.php?goto=findpost&amp;pid=101&amp;ptid=9"><img src="images/common/back.gif" /></a><br />一</blockquote></div>求联系</div></div></td></tr></table></div>
<div class="mainbox viewthread"><table id="pid103"><tr><td class="postauthor"><cite>丁</cite>该用户已被删除</td><td class="postcontent"><div class="postinfo"><strong id="postnum_103">3<sup>#</sup></strong>发表于 2009-1-3 00:00&nbsp;</div>
<div class="postmessage defaultpost"><div class="notice" style="width: 500px">提示: <em>作者被禁止或删除 内容自动屏蔽</em></div></div></td></tr></table></div></form></body></html>"""


def test_threads_of_6(page: Make) -> None:
    reading = read(page(SIX, f"{SITE}viewthread.php?tid=9&extra=page%3D1"), "discuz", "Asia/Shanghai")
    opener, reply, locked = reading.posts
    assert (opener.post_id, opener.title, opener.thread, opener.board) == ("101", "旧题", "9", "闲聊区")
    assert (opener.author_name, opener.author_id, opener.floor) == ("丙", "3", 1)
    assert (opener.text, opener.signature) == ("一\n二\nx = 1", "签名")
    assert opener.time is not None
    assert opener.time.isoformat() == "2009-01-02T03:04:00+08:00"
    assert (reply.author_name, reply.author_id, reply.text, reply.reply_to) == ("匿名", None, "求联系", "101")
    assert (locked.author_name, locked.text, locked.floor) == ("丁", "", 3)
    assert Link("next", f"{SITE}viewthread.php?tid=9&page=2") in reading.links


SEVEN = """<html><head><meta name="generator" content="Discuz! 7.2" /></head><body><div id="nav"><a href="index.php">论坛</a> &raquo; <a href="forumdisplay.php?fid=2">闲聊区</a> &raquo; 旧题</div>
<div id="postlist" class="mainbox viewthread"><div id="post_101"><table id="pid101" summary="pid101"><tr><td class="postauthor" rowspan="2"><div class="postinfo"><a target="_blank" href="space.php?uid=3" style="margin-left: 20px">丙</a></div>
<div class="popupmenu_popup userinfopanel" id="userinfo101" style="display: none"><div class="imicons"><a href="http://wpa.qq.com/msgrd?V=1&amp;Uin=4294967301&amp;Site=x&amp;Menu=yes">QQ</a></div></div></td>
<td class="postcontent"><div class="postinfo"><strong><a id="postnum101" href="javascript:;" onclick="setCopy('viewthread.php?tid=9')">楼主</a></strong><div class="posterinfo"><div class="authorinfo"><img class="authicon" id="authicon101" />
<em id="authorposton101">发表于 <span title="2009-1-2 03:04">前天&nbsp;03:04</span></em> | <a href="viewthread.php?tid=9&amp;page=1&authorid=3">只看该作者</a></div></div></div><div class="defaultpost"><div class="postmessage firstpost"><div id="threadtitle"><h1>旧题</h1></div>
<div class="t_msgfontfix"><table><tr><td class="t_msgfont" id="postmessage_101">一<br />二</td></tr></table></div></div></div></td></tr><tr><td class="postcontent postbottom"><div class="signatures" style="max-height:100px">签名</div></td></tr></table></div>
<div id="post_102"><table id="pid102"><tr><td class="postauthor" rowspan="2"><div class="avatar">匿名</div></td><td class="postcontent"><div class="postinfo"><strong><a id="postnum102" href="javascript:;"><em>2</em><sup>#</sup></a></strong>
<div class="authorinfo">匿名 <em id="authorposton102">发表于 2009-1-2 04:05</em></div></div><div class="postmessage"><div class="locked">该帖被管理员或版主屏蔽</div></div></td></tr></table></div></div></body></html>"""


def test_threads_of_7(page: Make) -> None:
    opener, reply = read(page(SEVEN, f"{SITE}viewthread.php?tid=9"), "discuz", "Asia/Shanghai").posts
    assert (opener.author_name, opener.author_id, opener.title) == ("丙", "3", "旧题")
    assert (opener.text, opener.signature, opener.floor) == ("一\n二", "签名\nQQ 4294967301", 1)
    assert (reply.author_name, reply.author_id, reply.text, reply.floor) == ("匿名", None, "", 2)


BOARD = """<html><body><div id="nav"><a href="index.php">论坛</a> &raquo; 闲聊区</div><div id="threadlist" class="threadlist datalist"><table>
<tbody id="stickthread_8"><tr><td class="folder"><img src="images/default/pin_3.gif"></td><th class="subject common"><label>&nbsp;</label><span id="thread_8"><a href="viewthread.php?tid=8&amp;extra=page%3D1">规则</a></span></th>
<td class="author"><cite><a href="space.php?uid=1">管理</a></cite><em>2009-1-1</em></td><td class="nums"><strong>0</strong>/<em>99</em></td><td class="lastpost"><em>x</em></td></tr></tbody>
<tbody id="normalthread_9"><tr><th class="subject common">移动: <span id="thread_9"><a href="viewthread.php?tid=7&amp;extra=page%3D1">旧题</a></span><span class="threadpages"><a href="viewthread.php?tid=7&amp;page=2">2</a></span></th>
<td class="author"><cite>匿名</cite><em><span title="2009-1-2 03:04">前天&nbsp;03:04</span></em></td><td class="nums"><strong>12</strong>/<em>345</em></td></tr></tbody></table></div></body></html>"""
SEARCH = """<html><body><div class="searchlist threadlist datalist"><table class="datatable"><thead><tr><th>标题</th></tr></thead><tbody><tr><td class="folder"><a href="viewthread.php?tid=9&highlight=QQ"></a></td>
<th class="subject"><label>&nbsp;</label><a href="viewthread.php?tid=9&highlight=QQ">旧题</a></th><td class="forum"><a href="forumdisplay.php?fid=2">闲聊区</a></td><td class="author"><cite><a href="space.php?uid=3">丙</a></cite><em>2009-1-2</em></td>
<td class="nums"><strong>12</strong>/<em>345</em></td></tr></tbody></table></div></body></html>"""


def test_lists(page: Make) -> None:
    pinned, moved = read(page(BOARD, f"{SITE}forumdisplay.php?fid=2"), "discuz", "Asia/Shanghai").posts
    assert (pinned.title, pinned.board, pinned.author_id) == ("规则", None, "1")
    assert (moved.thread, moved.title, moved.board, moved.author_name) == ("7", "旧题", None, "匿名")
    assert (moved.counters, moved.time_precision) == ({"replies": Count(12), "views": Count(345)}, "minute")
    (hit,) = read(page(SEARCH, f"{SITE}search.php?searchid=3"), "discuz", "Asia/Shanghai").posts
    assert (hit.url, hit.board, hit.author_name) == (f"{SITE}viewthread.php?tid=9", "闲聊区", "丙")


def test_a_board_without_threads(page: Make) -> None:
    body = '<div class="threadlist"><table><tbody><tr><th colspan="6">本版块或指定的范围内尚无主题。</th></tr></tbody></table></div>'
    assert (
        read(page(f"<html><body>{body}</body></html>", SITE), "discuz", "Asia/Shanghai").state is State.EMPTY
    )


@pytest.mark.parametrize(
    ("markup", "version"),
    [
        ('<meta name="generator" content="Discuz! X3.4">', "X3.4"),
        ('<meta name="generator" content="Discuz! X5.0" />', "X5.0"),
        ('<meta name="generator" content="Discuz! 7.2" />', "7.2"),
        ('<meta name="generator" content="Discuz!" />', ""),
        ('<meta name="generator" content="Discuz! Archiver 7.2" />', "7.2"),
        ("<div id=ft>Powered by <strong><a href=x>&#68;iscuz!</a></strong> <em>X3.4</em></div>", "X3.4"),
        ("<div id=footer><p>Powered by <b>Discuz!</b> 6.0.0</p></div>", "6.0.0"),
        ("<title>x - Powered by Discuz!</title>", ""),
        ("<script>var STYLEID = '1', discuz_uid = '0', cookiepre = 'a_';</script>", ""),
        ('{"Version":"4","Charset":"UTF-8","Variables":{}}', ""),
        ('<meta name="generator" content="phpBB"><p>we left Discuz! X3.4 behind</p>', None),
        ("", None),
    ],
)
def test_the_version_that_a_page_names(page: Make, markup: str, version: str | None) -> None:
    assert FAMILIES["discuz"].recognise(page(markup, SITE)) == version
