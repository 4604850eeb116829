# ruff: noqa: E501  (markup keeps the software's own lines)
"""phpBB by its templates, 3.3 and 3.0; whole pages are read in the sweep over the sources."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawlers.readers import read
from crawlers.readers.phpbb import recognise
from records.page import Page
from records.reading import Count, Link, Reading, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://forum.example.org/bbs/"
NEW = """<!DOCTYPE html><html lang="zh-cmn-hans"><head><title>论坛 - x</title><link rel="canonical" href="{canonical}">
<link href="./assets/css/font-awesome.min.css" rel="stylesheet"></head>
<body id="phpbb" class="nojs notouch section-{section} ltr "><div id="wrap" class="wrap">
<form action="./ucp.php?mode=login" class="headerspace"><fieldset class="quick-login"><input name="username"><input type="password" name="password"></fieldset></form>
<ul id="nav-breadcrumbs" class="nav-breadcrumbs linklist navlinks"><li class="breadcrumbs"><span class="crumb"><a href="./index.php?sid=0a1b">首页</a></span>
<span class="crumb" data-forum-id="3"><a href="./viewforum.php?f=3&amp;sid=0a1b">交易区</a></span>
<span class="crumb" data-forum-id="4"><a href="./viewforum.php?f=4&amp;sid=0a1b">数据 &amp; 名单</a></span></li></ul>
<div id="page-body" class="page-body">{body}</div>
<div class="copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software &copy; phpBB Limited</div>
<script src="./assets/javascript/jquery-3.7.1.min.js"></script></div></body></html>"""
OLD = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en-gb"><head><title>Board &bull; View topic</title></head>
<body id="phpbb" class="section-viewtopic ltr"><div id="wrap"><div id="page-header"><div class="navbar"><ul class="linklist navlinks">
<li class="icon-home"><a href="./index.php?sid=0a1b">Board index</a> <strong>&#8249;</strong> <a href="./viewforum.php?f=2&amp;sid=0a1b">Goods</a></li></ul></div></div>
<div id="page-body">{body}</div></div></body></html>"""


def new(
    body: str, section: str = "viewtopic", canonical: str = f"{SITE}viewtopic.php?t=44&amp;start=20"
) -> str:
    return NEW.format(body=body, section=section, canonical=canonical)


def by(name: str, member: int | None = None) -> str:
    if member is None:
        return f'<span class="username">{name}</span>'
    return f'<a href="./memberlist.php?mode=viewprofile&amp;u={member}&amp;sid=0a1b" class="username-coloured" style="color:#a00">{name}</a>'


PAGER = """<div class="action-bar bar-top"><div class="pagination">37 篇帖子 <ul><li><a class="button" href="./viewtopic.php?t=44&amp;start=10">2</a></li>
<li class="active"><span>3</span></li><li class="arrow next"><a href="./viewtopic.php?t=44&amp;sid=0a1b&amp;start=30" rel="next">下一页</a></li></ul></div></div>"""
TOPIC = f"""<h2 class="topic-title"><a href="./viewtopic.php?t=44&amp;start=20&amp;sid=0a1b">出一批 &lt;名单&gt;</a></h2>{PAGER}
<form class="topic_poll"><div class="panel"><div class="content"><h2 class="poll-title">多少钱？</h2></div></div></form>
<div id="p301" class="post has-profile bg2 online"><div class="inner"><dl class="postprofile" id="profile301"><dt class="has-avatar">
<div class="avatar-container"><a href="./memberlist.php?mode=viewprofile&amp;u=9" class="avatar"><img class="avatar" src="./download/file.php?avatar=9.png" alt="用户头像"></a></div>
{by("卖家 A", 9)}</dt><dd class="profile-joined"><strong>注册:</strong> 2020-01-02</dd></dl>
<div class="postbody"><div id="post_content301"><h3 class="first"><a href="./viewtopic.php?p=301&amp;sid=0a1b#p301">Re: 出一批 &lt;名单&gt;</a></h3>
<p class="author"><a class="unread" href="./viewtopic.php?p=301#p301">帖子</a><span class="responsive-hide">由 <strong>{by("卖家 A", 9)}</strong> &raquo; </span><time datetime="2026-03-04T13:28:01+00:00">2026-03-04 21:28</time></p>
<div class="content"><blockquote cite="./viewtopic.php?p=299#p299"><div><cite><a href="./memberlist.php?mode=viewprofile&amp;u=5">买家</a> 写道: <a href="./viewtopic.php?p=299#p299" data-post-id="299">↑</a></cite>还有吗<blockquote><div>更早</div></blockquote></div></blockquote>有，<br>
五毛一条 <img class="smilies" src="./images/smilies/smile.gif" alt=":)"><br>
<div class="codebox"><p>代码: <a href="#">全选</a></p><pre><code>姓名,电话
甲,1xx</code></pre></div><img src="https://pic.example.com/a.jpg" class="postimage" alt="图片">
<div class="inline-attachment"><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=7&amp;sid=0a1b" class="postimage" alt="b.png"></dt><dd>b.png (1 KiB) 查看 3 次</dd></dl></div></div>
<dl class="attachbox"><dt>附件</dt><dd><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=8&amp;sid=0a1b" class="postimage" alt="c.png"></dt><dd>c.png</dd></dl></dd></dl>
<div class="notice">最后由 {by("卖家 A", 9)} 编辑</div>
<div id="sig301" class="signature">TG @hawk_0<br>在线</div></div></div></div></div>
<hr class="divider"><div class="bg1 post has-profile" id="p305"><div class="inner"><dl class="postprofile"><dt><strong>{by("路人 甲")}</strong></dt></dl>
<div class="postbody"><h3><a href="#p305">另一个题目</a></h3><p class="author"><span>由 <strong>{by("路人 甲")}</strong> &raquo; </span>今天, 11:07</p>
<div class="content"><blockquote class="uncited"><div>只有引用</div></blockquote></div></div></div></div>"""


def test_a_topic_of_3_3(page: Make) -> None:
    reading = read(page(new(TOPIC), f"{SITE}viewtopic.php?p=301"), "phpbb", ZONE)
    first, second = reading.posts
    assert reading.state is State.ITEMS
    assert (first.post_id, first.thread, first.board) == ("301", "44", "数据 & 名单")
    assert first.url == f"{SITE}viewtopic.php?p=301#p301"
    assert (first.author_name, first.author_id, first.signature) == ("卖家 A", "9", "TG @hawk_0\n在线")
    assert (first.time_shown, first.time) == ("2026-03-04 21:28", datetime(2026, 3, 4, 13, 28, 1, tzinfo=UTC))
    assert (first.time_precision, first.floor, first.title) == ("second", 21, None)
    assert first.text == "有，\n五毛一条 :)\n姓名,电话\n甲,1xx"
    assert first.reply_to == "299"
    assert first.images == (
        "https://pic.example.com/a.jpg",
        f"{SITE}download/file.php?id=7",
        f"{SITE}download/file.php?id=8",
    )
    assert (second.author_name, second.author_id, second.floor) == ("路人 甲", None, 22)
    assert (second.title, second.text, second.signature) == ("另一个题目", "只有引用", None)
    assert second.time == datetime(2026, 3, 5, 3, 7, tzinfo=UTC)
    assert reading.links == (
        Link("next", f"{SITE}viewtopic.php?t=44&start=30"),
        Link("user", f"{SITE}memberlist.php?mode=viewprofile&u=9"),
    )


def test_the_opener_has_the_topics_title_and_counters(page: Make) -> None:
    body = new(TOPIC, canonical=f"{SITE}viewtopic.php?t=44")
    opener = read(page(body, f"{SITE}viewtopic.php?f=4&t=44"), "phpbb", ZONE).posts[0]
    assert (opener.floor, opener.title) == (1, "出一批 <名单>")
    assert opener.counters == {"replies": Count(36)}


def test_a_printed_number_is_the_floor(page: Make) -> None:
    counted = TOPIC.replace(
        '<p class="author">', '<p class="author"><a href="./viewtopic.php?p=301#p301">#4495</a>', 1
    )
    reading = read(page(new(counted), f"{SITE}viewtopic.php?t=44&start=20"), "phpbb", ZONE)
    assert [post.floor for post in reading.posts] == [4495, 22]


def test_a_topic_tells_its_number_in_a_form(page: Make) -> None:
    form = '<form id="viewtopic" method="post" action="./viewtopic.php?f=2&amp;t=7&amp;start=10"></form>'
    markup = OLD.format(body=OLD_TOPIC.split("</h2>", 1)[1] + form)
    reading = read(page(markup, f"{SITE}viewtopic.php?p=62"), "phpbb", ZONE)
    assert [(post.thread, post.floor) for post in reading.posts] == [("7", 11), ("7", 12)]


def test_newest_first_shows_no_floors(page: Make) -> None:
    reading = read(page(new(TOPIC), f"{SITE}viewtopic.php?t=44&sk=t&sd=d"), "phpbb", ZONE)
    assert [post.floor for post in reading.posts] == [None, None]


OLD_TOPIC = """<h2><a href="./viewtopic.php?f=2&amp;t=7&amp;start=10&amp;sid=0a1b">Fresh list</a></h2>
<div class="topic-actions"><div class="pagination">23 posts &bull; <a href="#">Page <strong>2</strong> of <strong>3</strong></a> &bull; <span><a href="./viewtopic.php?f=2&amp;t=7&amp;sid=0a1b">1</a><span class="page-sep">, </span><strong>2</strong><span class="page-sep">, </span><a href="./viewtopic.php?f=2&amp;t=7&amp;sid=0a1b&amp;start=20">3</a></span></div></div>
<div id="p61" class="post bg2"><div class="inner"><span class="corners-top"><span></span></span><div class="postbody"><ul class="profile-icons"><li>x</li></ul>
<h3 class="first"><a href="#p61">Re: Fresh list</a></h3><p class="author"><a href="./viewtopic.php?p=61#p61"><img src="./styles/x.gif" alt="Post" /></a>by <strong><a href="./memberlist.php?mode=viewprofile&amp;u=3&amp;sid=0a1b">old hand</a></strong> &raquo; Sun Mar 01, 2026 1:05 pm </p>
<div class="content">see <a href="./viewtopic.php?f=2&amp;t=7&amp;start=15">page</a><dl class="codebox"><dt>Code: <a href="#">Select all</a></dt><dd><code>a&nbsp;b<br />c</code></dd></dl><img src="./images/smilies/icon_e_smile.gif" alt=":)" title="Smile" /></div></div>
<dl class="postprofile" id="profile61"><dt><a href="./memberlist.php?mode=viewprofile&amp;u=3"><img src="./download/file.php?avatar=3.gif" alt="User avatar" /></a><br /><a href="./memberlist.php?mode=viewprofile&amp;u=3">old hand</a></dt></dl></div></div><hr class="divider" />
<div id="p62" class="post bg1"><div class="inner"><div class="postbody"><h3><a href="#p62">Re: Fresh list</a></h3><p class="author">by <strong>some guest</strong> &raquo; 12 minutes ago </p><div class="content">me too</div></div>
<dl class="postprofile"><dt><strong>some guest</strong></dt></dl></div></div>
<fieldset class="display-options"><a href="./viewtopic.php?f=2&amp;t=7&amp;sid=0a1b" class="left-box left">Previous</a><a href="./viewtopic.php?f=2&amp;t=7&amp;sid=0a1b&amp;start=20" class="right-box right">Next</a></fieldset>"""


@pytest.mark.parametrize("marked", [True, False])
def test_a_topic_of_3_0(page: Make, marked: bool) -> None:
    markup = OLD.format(body=OLD_TOPIC if marked else OLD_TOPIC.replace("right-box", "box"))
    reading = read(page(markup, f"{SITE}viewtopic.php?f=2&t=7&start=10"), "phpbb", "UTC")
    first, second = reading.posts
    assert (first.board, first.thread, first.floor) == ("Goods", "7", 11)
    assert (first.author_name, first.author_id) == ("old hand", "3")
    assert first.text == "see page\na b\nc\n:)"
    assert first.time == datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
    assert (first.time_precision, first.time_shown) == ("minute", "Sun Mar 01, 2026 1:05 pm")
    assert (second.author_name, second.author_id) == ("some guest", None)
    assert second.time == datetime(2026, 3, 5, 3, 48, tzinfo=UTC)
    assert reading.links == (
        Link("next", f"{SITE}viewtopic.php?t=7&start=20"),
        Link("user", f"{SITE}memberlist.php?mode=viewprofile&u=3"),
    )


@pytest.mark.parametrize("above", ["by <strong>some guest</strong> 12 minutes ago", "12 minutes ago"])
def test_a_post_without_the_arrow_before_its_time(page: Make, above: str) -> None:
    body = OLD_TOPIC.replace("by <strong>some guest</strong> &raquo; 12 minutes ago", above)
    assert body != OLD_TOPIC
    _, second = read(page(OLD.format(body=body)), "phpbb", "UTC").posts
    assert second.time == datetime(2026, 3, 5, 3, 48, tzinfo=UTC)


SUBSILVER = """<html><body class="ltr"><div id="wrapheader"><p class="breadcrumbs"><a href="./index.php">Board</a> &#187; <a href="./viewforum.php?f=2">Goods</a></p></div>
<div id="pageheader"><h2><a class="titles" href="./viewtopic.php?f=2&amp;t=7">Fresh list</a></h2></div><div id="pagecontent">
<table class="tablebg" width="100%"><tr><th>Author</th><th>Message</th></tr><tr class="row1"><td align="center"><a name="p61"></a><b class="postauthor" style="color: #AA0000">old hand</b></td>
<td><table><tr><td class="gensmall"><div style="float: left;">&nbsp;<b>Post subject:</b> <a href="#p61">Fresh list</a></div><div style="float: right;"><a href="./viewtopic.php?p=61#p61"><img alt="" src="x.gif" /></a><b>Posted:</b> Sun Mar 01, 2026 1:05 pm&nbsp;</div></td></tr></table></td></tr>
<tr class="row1"><td class="profile"><span class="postdetails"><b>Joined:</b> Mon Jan 06, 2020 1:00 pm</span></td><td><table><tr><td><div class="postbody"><div class="quotetitle">new hand wrote:</div><div class="quotecontent">still there?</div>two<br />lines<div class="codetitle"><b>Code:</b></div><div class="codecontent">a,b</div></div>
<span class="gensmall">Last edited by <a href="./memberlist.php?mode=viewprofile&amp;u=9">warden</a> on Mon Mar 02, 2026 1:00 pm</span>
<div class="postbody"><br />_________________<br />QQ 4294967301</div></td></tr></table></td></tr>
<tr class="row1"><td class="profile"><strong><a href="#wrapheader">Top</a></strong></td><td><div class="gensmall" style="float: left;">&nbsp;<a href="./memberlist.php?mode=viewprofile&amp;u=3"><img alt="Profile" src="p.gif" /></a></div></td></tr></table>
<b><a href="#">Go to page</a> <strong>1</strong>, <a href="./viewtopic.php?f=2&amp;t=7&amp;start=10">2</a> &nbsp;<a href="./viewtopic.php?f=2&amp;t=7&amp;start=10">Next</a></b></div></body></html>"""


def test_a_topic_of_subsilver2(page: Make) -> None:
    reading = read(page(SUBSILVER, f"{SITE}viewtopic.php?t=7"), "phpbb", "UTC")
    (post,) = reading.posts
    assert (post.post_id, post.board, post.thread, post.floor) == ("61", "Goods", "7", 1)
    assert (post.author_name, post.author_id, post.signature) == ("old hand", "3", "QQ 4294967301")
    assert (post.title, post.text) == ("Fresh list", "two\nlines\na,b")
    assert post.time == datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
    assert reading.links == (Link("next", f"{SITE}viewtopic.php?t=7&start=10"),)


def row(topic: int, title: str, author: str, when: str, kind: str = "", forum: str = "") -> str:
    last = f'<div class="responsive-show" style="display: none;">最新帖子 由 {by("末位", 1)} &laquo; <a href="./viewtopic.php?p=9#p9"><time datetime="2026-03-05T03:00:00+00:00">刚刚</time></a></div>'
    return f"""<li class="row bg1 {kind}"><dl class="row-item topic_read"><dt title="x"><div class="list-inner">
<a href="./viewtopic.php?t={topic}&amp;sid=0a1b" class="topictitle">{title}</a><br />{last}
<div class="topic-poster responsive-hide left-box">由 {author} &raquo; {when}{forum}</div>
<div class="pagination"><ul><li><a class="button" href="./viewtopic.php?t={topic}&amp;start=10">2</a></li></ul></div></div></dt>
<dd class="posts">9 <dfn>回复</dfn></dd><dd class="views">1,204 <dfn>查看</dfn></dd>
<dd class="lastpost"><span>由 {by("末位", 1)} <br /><time datetime="2026-03-05T03:00:00+00:00">刚刚</time></span></dd></dl></li>"""


STAMP = '<time datetime="2026-03-01T05:05:06+00:00">2026-03-01 13:05</time>'
ELSEWHERE = ' &raquo; 在 <a href="./viewforum.php?f=5&amp;sid=0a1b">公告区</a>'
FORUM = f"""<h2 class="forum-title"><a href="./viewforum.php?f=4">数据 &amp; 名单</a></h2>
<div class="forabg"><ul class="topiclist forums"><li class="row"><dl><dt><a href="./viewforum.php?f=6&amp;sid=0a1b" class="forumtitle">下级</a></dt></dl></li></ul></div>
<div class="action-bar bar-top"><div class="pagination">61 个主题 <ul><li class="active"><span>1</span></li><li><a class="button" href="./viewforum.php?f=4&amp;start=25">2</a></li></ul></div></div>
<div class="forumbg announcement"><ul class="topiclist topics">{row(70, "公告", by("站长", 2), STAMP, "global-announce", ELSEWHERE)}</ul></div>
<div class="forumbg"><ul class="topiclist topics">{row(71, "出 &lt;料&gt;", by("过客"), "2026-03-02 08:01", "sticky")}{row(71, "出 &lt;料&gt;", by("过客"), STAMP)}</ul></div>"""


def test_a_forum_gives_its_topics_as_excerpts(page: Make) -> None:
    markup = new(FORUM, "viewforum", f"{SITE}viewforum.php?f=4")
    reading = read(page(markup, f"{SITE}viewforum.php?f=4&sid=0a1b"), "phpbb", ZONE)
    pinned, plain = reading.posts
    assert reading.state is State.ITEMS
    assert (pinned.thread, pinned.post_id, pinned.floor, pinned.excerpt) == ("70", "70", 1, True)
    assert (pinned.author_name, pinned.author_id, pinned.board) == ("站长", "2", "公告区")
    assert pinned.time == datetime(2026, 3, 1, 5, 5, 6, tzinfo=UTC)
    assert pinned.counters == {"replies": Count(9), "views": Count(1204)}
    assert (plain.title, plain.text, plain.author_name) == ("出 <料>", "", "过客")
    assert (plain.board, plain.time) == ("数据 & 名单", datetime(2026, 3, 2, 0, 1, tzinfo=UTC))
    assert reading.links == (
        Link("thread", f"{SITE}viewtopic.php?t=70"),
        Link("thread", f"{SITE}viewtopic.php?t=71"),
        Link("next", f"{SITE}viewforum.php?f=6"),
        Link("next", f"{SITE}viewforum.php?f=4&start=25"),
        Link("user", f"{SITE}memberlist.php?mode=viewprofile&u=2"),
    )


def test_titles_without_rows(page: Make) -> None:
    titles = "".join(
        f'<a class="topictitle" href="./viewtopic.php?f=2&amp;t={topic}">T {topic}</a>' for topic in (1, 2)
    )
    reading = read(page(new(titles, "viewforum")), "phpbb", ZONE)
    assert [(post.thread, post.title, post.author_name) for post in reading.posts] == [
        ("1", "T 1", None),
        ("2", "T 2", None),
    ]
    assert [link.kind for link in reading.links] == ["thread", "thread"]


OLD_ROW = """<ul class="topiclist topics"><li class="row bg1"><dl class="icon"><dt title="No unread posts"><a href="./viewtopic.php?f=2&amp;t=7&amp;sid=0a1b" class="topictitle">A » B</a><br />
<strong class="pagination"><span><a href="./viewtopic.php?f=2&amp;t=7&amp;start=10">2</a></span></strong>
by {author} &raquo; Sun Mar 01, 2026 1:05 pm
 in <a href="./viewforum.php?f=2">Goods</a></dt><dd class="posts">3</dd><dd class="views">41</dd><dd class="lastpost"><span>by <a href="./memberlist.php?mode=viewprofile&amp;u=8">last</a></span></dd></dl></li></ul>"""


@pytest.mark.parametrize(
    ("author", "name", "number"),
    [
        ('<a href="./memberlist.php?mode=viewprofile&amp;u=3">old hand</a>', "old hand", "3"),
        ("a guest", "a guest", None),
    ],
)
def test_a_row_of_3_0(page: Make, author: str, name: str, number: str | None) -> None:
    (post,) = read(
        page(OLD.format(body=OLD_ROW.format(author=author)), f"{SITE}search.php"), "phpbb", "UTC"
    ).posts
    assert (post.author_name, post.author_id, post.title, post.board) == (name, number, "A » B", "Goods")
    assert post.time == datetime(2026, 3, 1, 13, 5, tzinfo=UTC)


HIT = f"""<div class="search post bg2"><div class="inner"><dl class="postprofile"><dt class="author">由 {by("卖家 A", 9)}</dt>
<dd class="search-result-date">2026-03-04 21:28</dd><dd>版面: <a href="./viewforum.php?f=4">数据</a></dd>
<dd>主题: <a href="./viewtopic.php?t=44&amp;hilit=%E5%90%8D">出一批</a></dd><dd>回复总数: <strong>36</strong></dd><dd>查看次数: <strong>120</strong></dd></dl>
<div class="postbody"><h3><a href="./viewtopic.php?p=301&amp;hilit=%E5%90%8D#p301">Re: 出一批</a></h3><div class="content">有<span class="posthilit">名单</span> ...</div></div></div></div>
<div class="action-bar bottom"><div class="pagination"><a href="./search.php?keywords=%E5%90%8D&amp;sr=posts&amp;start=10">2</a></div></div>"""


def test_search_results_as_posts(page: Make) -> None:
    markup = new(HIT, "search", f"{SITE}x").replace('<link rel="canonical"', "<link")
    reading = read(page(markup, f"{SITE}search.php?keywords=%E5%90%8D&sr=posts"), "phpbb", ZONE)
    (hit,) = reading.posts
    assert (hit.post_id, hit.thread, hit.board, hit.excerpt) == ("301", "44", "数据", True)
    assert (hit.author_name, hit.author_id, hit.text) == ("卖家 A", "9", "有名单 ...")
    assert hit.url == f"{SITE}viewtopic.php?p=301#p301"
    assert hit.time == datetime(2026, 3, 4, 13, 28, tzinfo=UTC)
    assert reading.links == (
        Link("thread", f"{SITE}viewtopic.php?t=44"),
        Link("next", f"{SITE}search.php?keywords=%E5%90%8D&sr=posts&start=10"),
        Link("user", f"{SITE}memberlist.php?mode=viewprofile&u=9"),
    )


@pytest.mark.parametrize(
    ("nested", "many"),
    [
        ('<li class="row"><a class="topictitle" href="viewtopic.php?t=1">x</a>', 3000),
        (HIT.split("</div></div></div></div>")[0], 200),
    ],
)
def test_what_stands_in_its_like_is_read_once(page: Make, nested: str, many: int) -> None:
    assert len(read(page(new(nested * many)), "phpbb", ZONE).posts) == 1


INDEX = """<div class="forabg"><ul class="topiclist"><li class="header"><dl><dt><div class="list-inner"><a href="./viewforum.php?f=3&amp;sid=0a1b">交易区</a></div></dt></dl></li></ul>
<ul class="topiclist forums"><li class="row"><dl><dt><div class="list-inner"><a href="./viewforum.php?f=4&amp;sid=0a1b" class="forumtitle">数据</a>
<a href="./viewforum.php?f=6&amp;sid=0a1b" class="subforum read">下级</a></div></dt><dd class="lastpost"><a href="./viewtopic.php?p=9#p9" class="lastsubject">x</a></dd></dl></li></ul></div>"""


def test_the_front_page_leads_to_the_forums(page: Make) -> None:
    reading = read(page(new(INDEX, "index", SITE), SITE), "phpbb", ZONE)
    assert (reading.state, reading.why, reading.posts) == (State.ITEMS, "forums only", ())
    assert reading.links == tuple(Link("next", f"{SITE}viewforum.php?f={forum}") for forum in (3, 4, 6))


def test_a_profile_leads_to_the_members_posts(page: Make) -> None:
    body = '<form id="viewprofile"><a href="./search.php?author_id=9&amp;sr=posts&amp;sid=0a1b">搜索用户的帖子</a></form>'
    reading = read(page(new(body, "memberlist"), f"{SITE}memberlist.php?mode=viewprofile&u=9"), "phpbb", ZONE)
    assert (reading.state, reading.why) == (State.ITEMS, "a member's profile")
    assert reading.links == (Link("next", f"{SITE}search.php?author_id=9&sr=posts"),)


ENTRY = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>论坛</title><entry><author><name><![CDATA[a&amp;b]]></name></author><updated>2026-03-04T14:00:00+00:00</updated>
<published>2026-03-04T13:28:01+00:00</published><link href="https://forum.example.org/bbs/viewtopic.php?p=301#p301"/>
<title type="html"><![CDATA[数据 &amp; 名单 • 出 &lt;料&gt;]]></title><category term="x" label="数据 &amp; 名单"/>
<content type="html"><![CDATA[
<blockquote><div>引</div></blockquote>一行<br>二行<img src="https://pic.example.com/a.jpg" class="postimage" alt="图片"><p>Statistics: Posted by <a href="https://forum.example.org/bbs/memberlist.php?mode=viewprofile&amp;u=9">a&amp;b</a> — 2026</p><hr />
]]></content></entry></feed>"""


def test_a_feed(page: Make) -> None:
    reading = read(page(ENTRY, f"{SITE}app.php/feed"), "phpbb", ZONE)
    (post,) = reading.posts
    assert (post.post_id, post.author_name, post.title, post.text) == ("301", "a&b", "出 <料>", "一行\n二行")
    assert (post.author_id, post.images) == ("9", ("https://pic.example.com/a.jpg",))
    assert (post.board, post.time) == ("数据 & 名单", datetime(2026, 3, 4, 13, 28, 1, tzinfo=UTC))
    assert reading.links == (Link("post", f"{SITE}viewtopic.php?p=301"),)


def box(sentence: str, title: str = "Information") -> str:
    return f'<div class="panel" id="message"><div class="inner"><h2 class="message-title">{title}</h2><p>{sentence}</p></div></div>'


def notice(sentence: str) -> str:
    return f'<div class="panel"><div class="inner"><strong>{sentence}</strong></div></div>'


LOG_IN = """<form action="./ucp.php?mode=login" method="post" id="login"><div class="panel"><div class="content"><h2 class="login-title">{}</h2>
<input name="username" id="username"><input type="password" name="password"></div></div></form>"""
TABLE_LOG_IN = """<table class="tablebg"><tr><td class="row1"><span class="gen">{}</span></td></tr></table>
<form method="post" action="./ucp.php?mode=login"><table class="tablebg"><tr><td class="row1"><input class="post" name="username"><input type="password" name="password"></td></tr></table></form>"""
TABLE_PASSWORD = """<form name="login_forum"><table class="tablebg"><tr><th>Login</th></tr><tr><td class="row3"><span class="gensmall">You must enter its password.</span></td></tr>
<tr><td class="row1"><input type="password" name="password"></td></tr></table></form>"""
TABLE_BOX = '<table class="tablebg"><tr><th>Information</th></tr><tr><td class="row1"><br /><p class="gen">{}</p></td></tr></table>'
PASSWORD = """<form id="login_forum" method="post"><div class="panel"><div class="content"><h2 class="login-title">Login</h2>
<p>To view or post in this forum you must enter its password.</p><input type="password" name="password"></div></div></form>"""
SEEN_ONLY = (
    notice("You do not have the required permissions to view or read topics within this forum.")
    + """
<form action="./ucp.php?mode=login"><div class="panel"><div class="content"><h3>Login</h3><input name="username" id="username"></div></div></form>"""
)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (box("The requested topic does not exist."), State.GONE),
        (box("The forum you selected does not exist."), State.GONE),
        (box("请求的主题不存在。", "信息"), State.GONE),
        (box("請求的主題不存在。", "系統訊息"), State.GONE),
        (box("You are not authorised to read this forum."), State.FORBIDDEN),
        (box("您没有阅读这个版面的权限", "信息"), State.FORBIDDEN),
        (box("You have been <strong>permanently</strong> banned from this board."), State.FORBIDDEN),
        (box("Sorry but you are not permitted to use the search system."), State.FORBIDDEN),
        (
            box("Sorry but you cannot use search at this time. Please try again in a few minutes."),
            State.RATE_LIMITED,
        ),
        (box("Sorry but this board is currently unavailable."), State.SERVER_ERROR),
        (box("很抱歉本论坛暂时关闭", "信息"), State.SERVER_ERROR),
        (box("No suitable matches were found."), State.EMPTY),
        (box("No posts exist inside this topic for the selected time frame."), State.EMPTY),
        (box("Etwas ganz anderes."), State.UNKNOWN),
        (notice("No suitable matches were found."), State.EMPTY),
        (notice("There are no topics or posts in this forum."), State.EMPTY),
        (notice("这个版面还没有主题或帖子。"), State.EMPTY),
        (
            LOG_IN.format("The board requires you to be registered and logged in to view this forum."),
            State.LOGIN_WALL,
        ),
        (LOG_IN.format("Bitte anmelden"), State.LOGIN_WALL),
        (SEEN_ONLY, State.LOGIN_WALL),
        (PASSWORD, State.FORBIDDEN),
        (TABLE_LOG_IN.format("You do not have the required permissions to read topics."), State.LOGIN_WALL),
        (TABLE_LOG_IN.format("") + '<a class="forumlink" href="./viewforum.php?f=2">Goods</a>', State.ITEMS),
        (TABLE_PASSWORD, State.FORBIDDEN),
        (TABLE_BOX.format("The requested topic does not exist."), State.GONE),
        ('<td class="row3" align="center">No suitable matches were found.</td>', State.EMPTY),
        ('<div class="post"><h3>Re: x</h3><div class="content">y</div></div>', State.UNKNOWN),
        ("<p>nothing of a board</p>", State.UNKNOWN),
    ],
)
def test_walls(page: Make, body: str, state: State) -> None:
    assert read(page(new(body), f"{SITE}viewtopic.php?t=1"), "phpbb", ZONE).state is state


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (
            404,
            box("The requested topic does not exist."),
            Reading(State.GONE, "The requested topic does not exist."),
        ),
        (404, box("Gibt es nicht."), Reading(State.GONE, "HTTP 404")),
        (
            403,
            LOG_IN.format("To see this you must log in."),
            Reading(State.LOGIN_WALL, "To see this you must log in."),
        ),
        (
            503,
            box("Sorry but this board is currently unavailable."),
            Reading(State.SERVER_ERROR, "Sorry but this board is currently unavailable."),
        ),
    ],
)
def test_refusals_say_why(page: Make, status: int, body: str, expected: Reading) -> None:
    assert read(page(new(body), f"{SITE}viewtopic.php?t=1", status), "phpbb", ZONE) == expected


def test_what_is_recognised(page: Make) -> None:
    assert recognise(page(new(TOPIC))) == "3.3"
    assert recognise(page(new(TOPIC).replace("jquery-3.7.1", "jquery"))) == "3.2"
    assert recognise(page(OLD.format(body=OLD_TOPIC))) == "3.0"
    assert recognise(page("<body><p>Powered by Discuz!</p></body>")) is None


def test_a_feed_with_a_broken_tag_is_unknown(page: Make) -> None:
    broken = '<feed xmlns="http://www.w3.org/2005/Atom"><title>b</title><x:01>y</x:01></feed>'
    assert read(page(broken, f"{SITE}app.php/feed"), "phpbb", ZONE).state is State.UNKNOWN
