# ruff: noqa: E501  (markup keeps the software's own lines)
"""A topic: ten posts a page."""

from html import escape

from testbed.answer import Answer, Request
from testbed.board.threads import Floor, Member, Thread
from testbed.phpbb.frame import author, forum_page, link, pager, topic_link
from testbed.phpbb.times import printed, stamp

POSTS_PER_PAGE = 10


def first_of_page(place: int) -> int:
    """The start of the page that shows the post at ``place`` (from 0)."""
    return place // POSTS_PER_PAGE * POSTS_PER_PAGE


def topic_page(request: Request, thread: Thread, forum: str, start: int, now: int) -> Answer:
    """The page of ``thread`` that begins at ``start``; beyond the last one the last, as phpBB does."""
    total = len(thread.floors)
    start = min(first_of_page(start), first_of_page(total - 1))
    shown = thread.floors[start : start + POSTS_PER_PAGE]
    bar = pager(f"{total} 篇帖子", topic_link(thread), start, total, POSTS_PER_PAGE)
    posts = "".join(_post(thread, floor, now) for floor in shown)
    content = f"""<h2 class="topic-title"><a href="{topic_link(thread, start)}">{escape(thread.title)}</a></h2>{bar}
{_poll(thread)}{posts}{bar}"""
    at = f"viewtopic.php?t={thread.tid}" + (f"&amp;start={start}" if start else "")
    crumbs = ((thread.fid, forum),)
    return forum_page(request, content, section="viewtopic", title=thread.title, crumbs=crumbs, canonical=at)


def _post(thread: Thread, floor: Floor, now: int) -> str:
    pid, opener = floor.pid, floor is thread.floors[0]
    subject = escape(thread.title if opener else f"Re: {thread.title}")
    here = f"{link('viewtopic.php', p=pid)}#p{pid}"
    return f"""<div id="p{pid}" class="post has-profile bg2"><div class="inner">
<dl class="postprofile" id="profile{pid}"><dt class="no-profile-rank no-avatar"><div class="avatar-container"></div>{_named(floor.member)}</dt>
<dd class="profile-joined"><strong>注册:</strong> 2021-05-06, 10:00</dd></dl>
<div class="postbody"><div id="post_content{pid}"><h3 {'class="first"' if opener else ""}><a href="{here}">{subject}</a></h3>
<p class="author"><a class="unread" href="{here}" title="帖子"><span class="sr-only">帖子</span></a><span class="responsive-hide">由 <strong>{author(floor.member)}</strong> &raquo; </span>{stamp(floor.at, now)}</p>
<div class="content">{_quote(thread, floor, now)}{_message(floor)}</div>{_edited(floor, now)}{_signature(floor)}</div></div>
<div class="back2top"><a href="#top" class="top" title="页首">页首</a></div></div></div>
<hr class="divider" />
"""


def _named(member: Member | None) -> str:
    return author(member) if member else f"<strong>{author(None)}</strong>"


def _message(floor: Floor) -> str:
    return escape(floor.placed.posting.text, quote=False).replace("\n", "<br>\n")


def _quote(thread: Thread, floor: Floor, now: int) -> str:
    quoted = next((one for one in thread.floors if one.pid == floor.quoted), None)
    if quoted is None:
        return ""
    there = f"{link('viewtopic.php', p=quoted.pid)}#p{quoted.pid}"
    return (
        f'<blockquote cite="{there}"><div><cite>{author(quoted.member)} 写道： <a href="{there}" data-post-id="{quoted.pid}">↑</a>'
        f'<span class="responsive-hide">{printed(quoted.at, now)}</span></cite>{escape(quoted.placed.posting.text[:60])}</div></blockquote>'
    )


def _edited(floor: Floor, now: int) -> str:
    if floor.pid % 17 or floor.member is None:
        return ""
    return f'<div class="notice">最后由 {author(floor.member)} 编辑于 {printed(floor.at, now)}，总共编辑 1 次。</div>'


def _signature(floor: Floor) -> str:
    member = floor.member
    words = member and (f"QQ {member.qq}" if member.qq else member.signature)
    return f'<div id="sig{floor.pid}" class="signature">{escape(words)}</div>' if words else ""


def _poll(thread: Thread) -> str:
    """Every seventh topic asks something above its posts."""
    if thread.tid % 7:
        return ""
    return """<form method="post" class="topic_poll"><div class="panel"><div class="inner"><div class="content"><h2 class="poll-title">大家怎么看？</h2>
<p class="author">投票没有期限</p><fieldset class="polls"><dl><dt><label for="vote_1">支持</label></dt></dl><dl><dt><label for="vote_2">反对</label></dt></dl></fieldset></div></div></div></form><hr />"""
