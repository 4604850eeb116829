# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Discuz! by its templates; whole pages are read in the sweep over the sources."""

import json
from collections.abc import Callable

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://bbs.example.com/"
FRAME = """<html><head><meta name="generator" content="Discuz! X3.5"><base href="https://bbs.example.com/"><title>{title}</title>
<script>var charset = 'utf-8', discuz_uid = '{uid}';</script></head><body id="nv_forum" class="pg_{kind}">
<form id="lsform" action="member.php?mod=logging&amp;action=login"><input name="username"></form>
<div id="pt"><div class="z"><a href="forum.php">论坛</a><a href="forum-2-1.html">闲聊区</a>
<a href="thread-77-1-1.html">题目</a></div></div>{body}</body></html>"""


def frame(body: str, kind: str = "viewthread", title: str = "x", uid: int = 0) -> str:
    return FRAME.format(body=body, kind=kind, title=title, uid=uid)


ROWS = """<table><tbody id="separatorline"><tr><th>版块主题</th></tr></tbody>
<tbody id="stickthread_5"><tr><th><em>[<a href="x">公告</a>]</em> <a href="thread-5-1-1.html" class="s xst">置顶</a></th>
<td class="by"><cite><a href="space-uid-1.html">管理</a></cite><em><span>2018-6-26</span></em></td></tr></tbody>
<tbody id="normalthread_6"><tr><th><a href="javascript:;" class="showcontent"></a>
<a href="forum.php?mod=viewthread&amp;tid=66&amp;extra=page%3D1&amp;sid=Ab3" class="s xst">移动的主题</a>
<span class="tps"><a href="forum.php?mod=viewthread&amp;tid=66&amp;page=2">2</a></span></th>
<td class="by"><a href="forum-2-1.html">版块</a></td><td class="by"><cite><a href="home.php?mod=space&amp;uid=9">甲</a></cite></td>
<td class="by"><cite><a href="space-username-x.html">末</a></cite></td></tr></tbody></table>
<div class="pg"><strong>1</strong><a href="forum-2-2.html">2</a><label><span title="共 1129 页"></span></label>
<a href="forum-2-2.html" class="nxt">下一页</a></div>"""


def test_a_board_gives_its_threads(page: Make) -> None:
    reading = read(page(frame(ROWS, "forumdisplay"), f"{SITE}forum-2-1.html"), "discuz", ZONE)
    assert reading.state is State.ITEMS
    pinned, moved = reading.posts
    assert (pinned.post_id, pinned.title, pinned.author_name, pinned.author_id) == ("5", "置顶", "管理", "1")
    assert (pinned.excerpt, pinned.floor, pinned.text, pinned.time_precision) == (True, 1, "", "day")
    assert (moved.post_id, moved.thread, moved.title, moved.author_name) == ("66", "66", "移动的主题", "甲")
    assert moved.board == "版块"
    assert reading.links == (
        Link("thread", f"{SITE}thread-5-1-1.html"),
        Link("thread", f"{SITE}forum.php?mod=viewthread&tid=66"),
        Link("next", f"{SITE}forum-2-2.html"),
        Link("user", f"{SITE}space-uid-1.html"),
        Link("user", f"{SITE}home.php?mod=space&uid=9"),
    )


POSTS = """<div class="hm"><span class="xi1" title="12345">1.2万</span><span class="xi1">3</span></div>
<h1><span id="thread_subject">出一批 名单</span></h1>
<div id="post_101"><table id="pid101"><tr><td class="pls"><div class="authi"><a href="space-uid-42.html" class="xw1">卖家</a></div>
<a href="http://wpa.qq.com/msgrd?V=3&amp;Uin=4294967301&amp;Site=x">QQ</a></td><td><div class="pi">
<a id="postnum101" href="forum.php?mod=redirect&amp;goto=findpost&amp;ptid=77&amp;pid=101">楼主</a>
<div class="pti"><em id="authorposton101">发表于 <span title="2026-3-4 21:28:00">昨天&nbsp;21:28</span></em> IP属地：广东</div></div>
<td class="t_f" id="postmessage_101"><i class="pstatus"> 本帖最后由 卖家 编辑 </i><br />
第一行<font class="jammer">x8 Kq</font><br />
<span style="display:none">! zz 9</span>第二行<br /><img src="none.gif" file="data/a.jpg" zoomfile="data/big.jpg" />
<div class="aimg_tip" style="display: none">下载附件 (50 KB)</div><div class="locked">游客，如果您要查看本帖隐藏内容请回复</div></td>
<div class="sign">签名 <b>在此</b></div></td></tr></table></div>
<div id="post_102"><table id="pid102"><tr><td class="pls"><div class="authi">匿名 该用户匿名发帖</div></td><td>
<a id="postnum102">沙发</a><em id="authorposton102">发表于 2020-11-18 22:18:01</em>
<td class="t_f" id="postmessage_102"><div class="quote"><blockquote><a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid=101&amp;ptid=77">
卖家 发表于 昨天</a><br />第一行</blockquote></div><br />求联系</td></td></tr></table></div>
<div id="post_103"><table id="pid103"><tr><td><a id="postnum103"><em>12</em><sup>#</sup></a>
<em id="authorposton103">发表于 <span title="2026-3-1">3&nbsp;天前</span></em><div class="pcb"><div class="locked">提示: <em>作者被禁止或删除
 内容自动屏蔽</em></div></div></td></tr></table></div>
<div id="post_new"></div>
<div class="pg"><a href="thread-77-2-1.html" class="nxt">下一页</a></div>"""


def test_a_thread_gives_its_posts_without_noise(page: Make) -> None:
    reading = read(page(frame(POSTS), f"{SITE}thread-77-1-1.html"), "discuz", ZONE)
    opener, reply, locked = reading.posts
    assert (opener.title, opener.text, opener.floor, opener.thread) == (
        "出一批 名单",
        "第一行\n第二行",
        1,
        "77",
    )
    assert (opener.author_name, opener.author_id, opener.board) == ("卖家", "42", "闲聊区")
    assert opener.signature == "签名 在此\nQQ 4294967301"
    assert opener.images == (f"{SITE}data/big.jpg",)
    assert opener.counters == {"views": Count(12_345), "replies": Count(3)}
    assert (opener.ip_place, opener.url) == ("广东", f"{SITE}thread-77-1-1.html#pid101")
    assert opener.time is not None
    assert opener.time.isoformat() == "2026-03-04T21:28:00+08:00"
    assert (reply.text, reply.reply_to, reply.floor, reply.title) == ("求联系", "101", 2, None)
    assert (reply.author_name, reply.author_id, reply.time_precision) == ("匿名", None, "second")
    assert (locked.text, locked.floor, locked.time_precision) == ("", 12, "day")
    assert Link("next", f"{SITE}thread-77-2-1.html") in reading.links


def test_a_date_in_the_title_takes_its_clock_from_the_words_shown(page: Make) -> None:
    body = POSTS.replace('title="2026-3-4 21:28:00"', 'title="2026-3-4"')
    opener = read(page(frame(body), f"{SITE}thread-77-1-1.html"), "discuz", ZONE).posts[0]
    assert opener.time is not None
    assert (opener.time.isoformat(), opener.time_precision) == ("2026-03-04T21:28:00+08:00", "minute")


SENTENCES = [
    ("抱歉，指定的主题不存在或已被删除或正在被审核", False, State.GONE),
    ("抱歉，指定的版块不存在", False, State.GONE),
    ("没有找到帖子", False, State.GONE),
    ("抱歉，您尚未登录，没有权限访问该版块", True, State.LOGIN_WALL),
    ("您需要先登录才能继续本操作", True, State.LOGIN_WALL),
    ("抱歉，本帖要求阅读权限高于 20 才能浏览", False, State.LOGIN_WALL),
    ("抱歉，您所在的用户组(游客)无法进行此操作", False, State.LOGIN_WALL),
    ("本版块只有特定用户可以访问", False, State.FORBIDDEN),
    ("抱歉，您在 10 秒内只能进行一次搜索", False, State.RATE_LIMITED),
    ("站点设置每分钟系统最多响应搜索请求 10 次，请稍候再试", False, State.RATE_LIMITED),
    ("抱歉，您指定的搜索不存在或已过期", False, State.GONE),
    ("站点关闭维护中", False, State.SERVER_ERROR),
    ("一句从未见过的话", False, State.UNKNOWN),
    ("一句从未见过的话", True, State.LOGIN_WALL),
]


@pytest.mark.parametrize(("sentence", "box", "state"), SENTENCES)
def test_message_pages(page: Make, sentence: str, box: bool, state: State) -> None:
    login = '<div id="messagelogin"></div>' if box else ""
    body = f'<div id="messagetext" class="alert_error"><p>{sentence}</p></div>{login}'
    reading = read(page(frame(body, "forumdisplay", "提示信息").encode("gbk"), SITE), "discuz", ZONE)
    assert (reading.state, reading.why) == (state, sentence)


def test_a_right_that_a_member_lacks_is_no_login_wall(page: Make) -> None:
    body = '<div id="messagetext"><p>抱歉，本帖要求阅读权限高于 20 才能浏览</p></div>'
    assert read(page(frame(body, uid=7), SITE), "discuz", ZONE).state is State.FORBIDDEN


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("<title>频繁刷新限制</title>", State.RATE_LIMITED),
        ("<title>代理服务器访问限制</title>", State.FORBIDDEN),
        ("<title>页面重载开启</title>", State.CHALLENGE),
        ("<form><b>7 + 5 = ?</b><input name=answer></form>", State.CAPTCHA),
        ("<script>location.href='/forum.php?_dsign=1a2b'</script>", State.CHALLENGE),
        (
            frame(
                '<div id="threadlist"><p class="emp">本版块或指定的范围内尚无主题</p></div>', "forumdisplay"
            ),
            State.EMPTY,
        ),
        (frame('<p class="emp">对不起，没有找到匹配结果。</p>', "search"), State.EMPTY),
        (frame('本版块需要密码<form><input name="pw"></form>', "forumdisplay"), State.FORBIDDEN),
        (frame("<p>nothing known</p>"), State.UNKNOWN),
        ("", State.UNKNOWN),
    ],
)
def test_pages_without_posts(page: Make, body: str, state: State) -> None:
    assert read(page(body, SITE), "discuz", ZONE).state is state


def test_search_hits_are_posts_named_by_their_thread(page: Make) -> None:
    body = """<ul><li class="pbw" id="88"><h3 class="xs3"><a href="forum.php?mod=viewthread&amp;tid=88&amp;highlight=QQ">
出<strong><font color="#ff0000">名单</font></strong></a></h3><p class="xg1">12 个回复 - 345 次查看</p><p>加 QQ 详谈 ...</p>
<p><span>2026-3-1 10:20</span> - <span><a href="home.php?mod=space&amp;uid=5">乙</a></span> - <span>
<a href="forum.php?mod=forumdisplay&amp;fid=2" class="xi1">闲聊区</a></span></p></li></ul>"""
    reading = read(page(frame(body, "search"), f"{SITE}search.php"), "discuz", ZONE)
    (post,) = reading.posts
    assert (post.post_id, post.thread, post.floor) == ("88", "88", 1)
    assert (post.title, post.text, post.board) == ("出名单", "加 QQ 详谈 ...", "闲聊区")
    assert (post.author_name, post.author_id) == ("乙", "5")
    assert post.counters == {"replies": Count(12), "views": Count(345)}
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-01T10:20:00+08:00"
    assert post.excerpt
    assert reading.links == (
        Link("thread", f"{SITE}forum.php?mod=viewthread&tid=88"),
        Link("user", f"{SITE}home.php?mod=space&uid=5"),
    )


OLD = """<html><body><table><tbody id="normalthread_9"><tr><th><span id="thread_9"><a href="viewthread.php?tid=9&amp;extra=page%3D1">
旧</a></span></th><td class="author"><cite><a href="space.php?uid=3">丙</a></cite><em>2009-1-2</em></td></tr></tbody></table>
<div class="pages"><a href="forumdisplay.php?fid=2&amp;page=2" class="next">&rsaquo;</a></div></body></html>"""


def test_the_old_markup(page: Make) -> None:
    reading = read(page(OLD, f"{SITE}forumdisplay.php?fid=2"), "discuz", ZONE)
    assert reading.links == (
        Link("thread", f"{SITE}viewthread.php?tid=9"),
        Link("next", f"{SITE}forumdisplay.php?fid=2&page=2"),
        Link("user", f"{SITE}space.php?uid=3"),
    )
    thread = """<div class="mainbox"><h1>旧题</h1><div id="post_1"><table><tr><td class="postauthor"><cite><a href="space.php?uid=3">丙</a>
</cite></td><td><div class="postinfo">发表于 2009-1-2 03:04&nbsp;</div><table><tr><td id="postmessage_1" class="t_msgfont">旧文</td>
</tr></table></td></tr></table></div></div>"""
    (post,) = read(page(thread, f"{SITE}viewthread.php?tid=9"), "discuz", ZONE).posts
    assert (post.thread, post.title, post.text, post.author_name, post.floor) == (
        "9",
        "旧题",
        "旧文",
        "丙",
        1,
    )
    assert post.time is not None
    assert post.time.isoformat() == "2009-01-02T03:04:00+08:00"


def test_the_json_of_the_apps(page: Make) -> None:
    url = f"{SITE}api/mobile/index.php?version=4&module=viewthread&tid=7&page=1"
    row = {"pid": "70", "tid": "7", "first": "1", "author": "丁", "authorid": "4", "message": "一<br />二",
           "dateline": "昨天&nbsp;10:00", "dbdateline": "1772676000", "number": "1"}  # fmt: skip
    variables = {
        "postlist": [row],
        "thread": {"tid": "7", "subject": "题", "replies": "3", "views": "5"},
        "ppp": "1",
    }
    reading = read(page(json.dumps({"Variables": variables}), url), "discuz", ZONE)
    (post,) = reading.posts
    assert (post.post_id, post.thread, post.title, post.text, post.floor) == ("70", "7", "题", "一\n二", 1)
    assert (post.time_shown, post.time_precision) == ("昨天 10:00", "second")
    assert [link.kind for link in reading.links] == ["next"]
    board = {"Variables": {"forum_threadlist": [{"tid": "7", "subject": "题"}], "tpp": "20"}}
    assert read(page(json.dumps(board), url), "discuz", ZONE).links[0].kind == "thread"
    wall = {
        "Variables": {"member_uid": "0"},
        "Message": {"messageval": "x", "messagestr": "抱歉，您尚未登录，没有权限访问该版块"},
    }
    assert read(page(json.dumps(wall), url), "discuz", ZONE).state is State.LOGIN_WALL
    assert read(page("{broken", url), "discuz", ZONE).state is State.UNKNOWN
