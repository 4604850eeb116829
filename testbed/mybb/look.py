# ruff: noqa: E501  (markup keeps the platform's own lines)
"""MyBB 1.8 as a visitor sees it."""

from html import escape

from testbed.answer import Answer, Request, html_answer
from testbed.board.threads import Floor, Thread
from testbed.forum.pages import Asked, BoardPage, ThreadPage, guard
from testbed.forum.words import clock, day, day_word, name_of, signature_of, text_of

NAME = "海港论坛"
_LOGIN = """<div class="modal" id="quick_login" style="display: none;"><form method="post" action="member.php"><input name="action" type="hidden" value="do_login" />
<table class="tborder"><tr><td class="thead" colspan="2"><strong>Login</strong></td></tr><tr><td class="trow1"><strong>Username:</strong></td><td class="trow1"><input name="quick_username" type="text" /></td></tr></table></form></div>"""
_DENIED = """You are either not logged in or do not have permission to view this page. This could be because one of the following reasons:
<ol><li>You are not logged in or registered. <a href="member.php?action=login">Login</a></li><li>Your account may have been disabled by an administrator.</li></ol>"""
_EMPTY = '<tr><td colspan="7" class="trow1">Sorry, but there are currently no threads in this forum with the specified date and time limiting options.</td></tr>'


class MyBBLook:
    """``forumdisplay.php?fid=`` and ``showthread.php?tid=``; relative times carry the whole one as title."""

    platform = "mybb"
    threads_per_page = 15
    posts_per_page = 10

    def asked(self, request: Request) -> Asked | None:
        """By script and number."""
        page = request.number("page", 1)
        match request.path:
            case "/" | "/index.php":
                return Asked("front")
            case "/forumdisplay.php":
                return Asked("board", request.number("fid"), page)
            case "/showthread.php":
                return Asked("thread", request.number("tid"), page)
        return None

    def path(self, thread: Thread, page: int) -> str:
        """The first page has no number."""
        return f"/showthread.php?tid={thread.tid}" + (f"&page={page}" if page > 1 else "")

    def post_id(self, thread: Thread, floor: Floor) -> str:
        """The pid."""
        return str(floor.pid)

    def front(self, request: Request, boards: dict[int, str]) -> Answer:
        """A row for each board."""
        rows = "".join(
            f'<tr><td class="trow1"><strong><a href="forumdisplay.php?fid={fid}">{name}</a></strong></td></tr>'
            for fid, name in boards.items()
        )
        return _page(NAME, "", f'<table class="tborder">{rows}</table>')

    def board(self, request: Request, shown: BoardPage) -> Answer:
        """Pinned and ordinary rows under their headings."""
        rows = "".join(_row(thread, shown.now) for thread in shown.threads) or _EMPTY
        pager = _pager(f"forumdisplay.php?fid={shown.fid}", shown.page, shown.pages)
        crumbs = f'<span class="active">{shown.name}</span>'
        content = f'{pager}<table class="tborder clear"><tr><td class="thead" colspan="7"><div><strong>{shown.name}</strong></div></td></tr>{rows}</table>{pager}'
        return _page(f"{NAME} - {shown.name}", crumbs, content)

    def thread(self, request: Request, shown: ThreadPage) -> Answer:
        """Classic post bits."""
        thread = shown.thread
        posts = "".join(
            _post(thread, floor, place, shown.now) for place, floor in enumerate(shown.floors, shown.first)
        )
        pager = _pager(f"showthread.php?tid={thread.tid}", shown.page, shown.pages)
        crumbs = f"""<a href="forumdisplay.php?fid={thread.fid}">{shown.board}</a>&rsaquo;
<div id="breadcrumb_multipage_popup" class="pagination pagination_breadcrumb" style="display: none;"><a href="forumdisplay.php?fid={thread.fid}&amp;page=2" class="pagination_next">Next &raquo;</a></div>
<br /><span class="active">{escape(thread.title)}</span>"""
        content = f"""{pager}<table class="tborder tfixed clear"><tr><td class="thead"><strong><a href="showthread.php?mode=threaded&amp;tid={thread.tid}&amp;pid={thread.floors[0].pid}">Threaded Mode</a></strong>
<div><strong>{escape(thread.title)}</strong></div></td></tr><tr><td id="posts_container"><div id="posts">{posts}</div></td></tr></table>{pager}"""
        return _page(escape(thread.title), crumbs, content)

    def wall(self, kind: str, request: Request) -> Answer:
        """MyBB says everything with HTTP 200."""
        if kind in ("challenge", "captcha"):
            return html_answer(guard(kind), 403)
        return _message(_DENIED if kind == "login_wall" else "The specified thread does not exist.")


def _message(sentence: str) -> Answer:
    box = f'<br /><table class="tborder"><tr><td class="thead"><span class="smalltext"><strong>{NAME}</strong></span></td></tr><tr><td class="trow1">{sentence}</td></tr></table>'
    return _page(NAME, '<span class="active">Board Message</span>', box)


def _page(title: str, crumbs: str, content: str) -> Answer:
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xml:lang="en" lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<script type="text/javascript">var my_post_key = "2f1d0a"; var use_xmlhttprequest = "1";</script></head><body><div id="container"><div id="header">{_LOGIN}</div>
<div id="content"><div class="wrapper"><div class="navigation"><a href="index.php">{NAME}</a>&rsaquo;{crumbs}</div>
{content}</div></div><div id="footer"><span id="copyright">Powered By <a href="https://mybb.com" rel="noopener">MyBB</a>, &copy; 2002-2026 MyBB Group.</span></div></div></body></html>
"""
    return html_answer(page)


def _pager(address: str, page: int, pages: int) -> str:
    if pages < 2:
        return ""
    numbers = "".join(
        f'<span class="pagination_current">{n}</span>'
        if n == page
        else f'<a href="{address}&amp;page={n}" class="pagination_page">{n}</a>'
        for n in range(1, pages + 1)
    )
    onward = (
        f'<a href="{address}&amp;page={page + 1}" class="pagination_next">Next &raquo;</a>'
        if page < pages
        else ""
    )
    return f'<div class="pagination"><span class="pages">Pages ({pages}):</span>{numbers}{onward}</div>'


def _date(at: int, now: int) -> str:
    """Within twelve hours in words with the time as title, then the day in a word, then numbers."""
    ago = now - at
    if ago < 43_200:
        count, unit = (ago // 3600, "hour") if ago >= 3600 else (max(ago // 60, 1), "minute")
        words = f"{'Less than ' if ago <= 60 else ''}{count} {unit}{'s' if count > 1 else ''} ago"
        return f'<span title="{day(at)}, {clock(at)}">{words}</span>'
    word = day_word(at, now)
    shown = f'<span title="{day(at)}">{word}</span>' if word != day(at) else word
    return f"{shown}, {clock(at)}"


def _author(floor: Floor) -> str:
    if floor.member is None:
        return name_of(floor)
    return f'<a href="member.php?action=profile&amp;uid={floor.member.uid}">{name_of(floor)}</a>'


def _row(thread: Thread, now: int) -> str:
    opener, tid = thread.floors[0], thread.tid
    kind = "forumdisplay_sticky" if thread.pinned else "forumdisplay_regular"
    return f"""<tr class="inline_row"><td class="trow1 {kind}"><span class="thread_status folder" title="No new posts.">&nbsp;</span></td>
<td class="trow1 {kind}"><div><span><a href="showthread.php?tid={tid}&amp;action=newpost"><img src="images/jump.png" alt="Go to first unread post" /></a> <span class=" subject_new" id="tid_{tid}"><a href="showthread.php?tid={tid}">{escape(thread.title)}</a></span></span>
<div><span class="author smalltext">{_author(opener)}, </span><span class="thread_start_datetime smalltext">{_date(opener.at, now)}</span></div></div></td>
<td class="trow1 {kind}"><a href="misc.php?action=whoposted&tid={tid}">{len(thread.floors) - 1}</a></td><td class="trow1 {kind}">{thread.views:,}</td>
<td class="trow1 {kind}"><span class="lastpost smalltext">{_date(thread.last.at, now)}<br /><a href="showthread.php?tid={tid}&amp;action=lastpost">Last Post</a>: {_author(thread.last)}</span></td></tr>
"""


def _post(thread: Thread, floor: Floor, place: int, now: int) -> str:
    pid, signature = floor.pid, signature_of(floor.member)
    below = f'<div class="signature scaleimages">{signature}</div>' if signature else ""
    edited = f'<span class="edited_post">(This post was last modified: {_date(floor.at, now)} by {name_of(floor)}.)</span>'
    return f"""<a name="pid{pid}" id="pid{pid}"></a><div class="post classic " style="" id="post_{pid}"><div class="post_author scaleimages"><div class="author_information">
<strong><span class="largetext">{_author(floor)}</span></strong><br /><span class="smalltext">Member</span></div></div>
<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="showthread.php?tid={thread.tid}&amp;pid={pid}#pid{pid}" title="{escape(thread.title)}">#{place}</a></strong></div>
<span class="post_date">{_date(floor.at, now)} <span class="post_edit" id="edited_by_{pid}">{edited if pid % 17 == 0 else ""}</span></span></div>
<div class="post_body scaleimages" id="pid_{pid}">
{_quote(thread, floor, now)}{text_of(floor)}
</div>
{below}<div class="post_meta" id="post_meta_{pid}"></div></div></div>
"""


def _quote(thread: Thread, floor: Floor, now: int) -> str:
    quoted = next((one for one in thread.floors if one.pid == floor.quoted), None)
    if quoted is None:
        return ""
    return f'<blockquote class="mycode_quote"><cite><span> ({_date(quoted.at, now)})</span>{name_of(quoted)} Wrote:  <a href="showthread.php?pid={quoted.pid}#pid{quoted.pid}" class="quick_jump"></a></cite>{text_of(quoted)}</blockquote><br />\n'
