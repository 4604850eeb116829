# ruff: noqa: E501  (markup keeps the software's own lines)
"""Lists: the front page, a forum's topics, topics found by a search."""

from collections.abc import Iterable
from html import escape

from testbed.answer import Answer, Request
from testbed.board.threads import Thread
from testbed.phpbb.frame import author, forum_page, link, notice, pager, quick_login, topic_link
from testbed.phpbb.times import stamp

TOPICS_PER_PAGE = 25
_EMPTY = "这个版面还没有主题或帖子。"


def index_page(request: Request, forums: dict[int, str]) -> Answer:
    """The front page: one category and its forums."""
    rows = "".join(
        f'<li class="row"><dl class="row-item forum_read"><dt title="没有未读帖子"><div class="list-inner"><a href="{link("viewforum.php", f=fid)}" class="forumtitle">{escape(name)}</a></div></dt></dl></li>'
        for fid, name in forums.items()
    )
    content = f"""<div class="forabg"><div class="inner"><ul class="topiclist"><li class="header"><dl class="row-item"><dt><div class="list-inner">版面</div></dt></dl></li></ul>
<ul class="topiclist forums">{rows}</ul></div></div>{quick_login()}"""
    return forum_page(request, content, section="index", title="论坛首页")


def list_page(
    request: Request, fid: int, name: str, pinned: list[Thread], ordinary: list[Thread], now: int
) -> Answer:
    """A page of a forum's topics; pinned ones head the first page."""
    size, start = TOPICS_PER_PAGE, request.number("start")
    shown = ordinary[start : start + size]
    bar = pager(f"{len(ordinary)} 个主题", link("viewforum.php", f=fid), start, len(ordinary), size)
    above = topic_rows(pinned, now, "announce") if start == 0 and ordinary else ""
    body = f"{bar}{above}{topic_rows(shown, now)}" if shown else notice(_EMPTY)
    content = (
        f'<h2 class="forum-title"><a href="{link("viewforum.php", f=fid)}">{escape(name)}</a></h2>{body}'
    )
    at = f"viewforum.php?f={fid}" + (f"&amp;start={start}" if start else "")
    return forum_page(request, content, section="viewforum", title=name, crumbs=((fid, name),), canonical=at)


def topic_rows(threads: Iterable[Thread], now: int, kind: str = "") -> str:
    """Topics as rows."""
    rows = "".join(_row(thread, now, kind) for thread in threads)
    return f'<div class="forumbg"><div class="inner"><ul class="topiclist topics">{rows}</ul></div></div>'


def _row(thread: Thread, now: int, kind: str) -> str:
    opener, last = thread.floors[0], thread.last
    newest = f"{author(last.member)} <br />{stamp(last.at, now)}"
    return f"""<li class="row bg1 {kind}"><dl class="row-item topic_read"><dt title="没有未读帖子"><div class="list-inner">
<a href="{topic_link(thread)}" class="topictitle">{escape(thread.title)}</a><br />
<div class="responsive-show" style="display: none;">最新帖子 由 {newest}</div>
<div class="topic-poster responsive-hide left-box">由 {author(opener.member)} &raquo; {stamp(opener.at, now)}</div></div></dt>
<dd class="posts">{len(thread.floors) - 1} <dfn>回复总数</dfn></dd><dd class="views">{thread.views} <dfn>查看次数</dfn></dd>
<dd class="lastpost"><span><dfn>最新帖子 </dfn>由 {newest}</span></dd></dl></li>
"""
