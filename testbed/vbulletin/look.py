# ruff: noqa: E501  (markup keeps the platform's own lines)
"""vBulletin 4 as a visitor sees it."""

import re
from html import escape

from testbed.answer import Answer, Request, html_answer
from testbed.board.threads import Floor, Thread
from testbed.forum.pages import Asked, BoardPage, ThreadPage, guard
from testbed.forum.words import clock, day_word, name_of, signature_of, text_of

NAME = "老友论坛"
_ADDRESS = re.compile(r"/(forumdisplay|showthread)\.php\?(\d+)-[^/?&]*(?:/page(\d+))?")
_LOGIN = '<form id="navbar_loginform" action="login.php?do=login" method="post"><input type="text" name="vb_login_username" id="navbar_username" /><input type="password" name="vb_login_password" id="navbar_password" /></form>'
_DENIED = """<form class="block vbform" method="post" action="login.php?do=login"><div class="blockbody formcontrols"><h3 class="blocksubhead">You are not logged in or you do not have permission to access this page. This could be due to one of several reasons:</h3>
<div class="blockrow restore"><ol><li>You are not logged in. Fill in the form at the bottom of this page and try again.</li></ol></div><h3 class="blocksubhead">Log in</h3><input type="password" name="vb_login_password" /></div></form>"""
_GONE = '<div class="blockbody formcontrols"><div class="blockrow restore">Invalid Thread specified. If you followed a valid link, please notify the <a href="sendmessage.php">administrator</a></div></div>'
_EMPTY = (
    '<div class="threadbit"><p class="nonthread"><strong>There are no posts in this forum.</strong></p></div>'
)


class VBulletinLook:
    """``forumdisplay.php?ID-board/pageN`` and ``showthread.php?ID-thread/pageN``."""

    platform = "vbulletin"
    threads_per_page = 20
    posts_per_page = 10

    def asked(self, request: Request) -> Asked | None:
        """By script and the number that begins the query."""
        if request.target in ("/", "/forum.php"):
            return Asked("front")
        if found := _ADDRESS.fullmatch(request.target):
            script, number, page = found.groups()
            return Asked("board" if script == "forumdisplay" else "thread", int(number), int(page or 1))
        return None

    def path(self, thread: Thread, page: int) -> str:
        """The first page has no number."""
        return f"/showthread.php?{thread.tid}-thread" + (f"/page{page}" if page > 1 else "")

    def post_id(self, thread: Thread, floor: Floor) -> str:
        """The post's own number."""
        return str(floor.pid)

    def front(self, request: Request, boards: dict[int, str]) -> Answer:
        """A row for each board."""
        rows = "".join(
            f'<li id="forum{fid}" class="forumbit_post L2"><h2 class="forumtitle"><a href="forumdisplay.php?{fid}-board">{name}</a></h2></li>'
            for fid, name in boards.items()
        )
        return _page(request, f'<ol id="forums">{rows}</ol>')

    def board(self, request: Request, shown: BoardPage) -> Answer:
        """Pinned threads in a list of their own."""
        pager = _pager(f"forumdisplay.php?{shown.fid}-board", shown.page, shown.pages)
        pinned = "".join(_row(thread, shown.now) for thread in shown.threads if thread.pinned)
        others = "".join(_row(thread, shown.now) for thread in shown.threads if not thread.pinned)
        content = f"""<div id="pagetitle" class="pagetitle"><h1>Forum: <span class="forumtitle">{shown.name}</span></h1></div>{pager}
<div id="threadlist" class="threadlist"><ol class="stickies" id="stickies">{pinned}</ol><ol id="threads" class="threads">{others or _EMPTY}</ol></div>{pager}"""
        return _page(request, content, f'<li class="navbit lastnavbit"><span>{shown.name}</span></li>')

    def thread(self, request: Request, shown: ThreadPage) -> Answer:
        """Legacy post bits."""
        thread = shown.thread
        address = f"showthread.php?{thread.tid}-thread"
        posts = "".join(
            _post(thread, floor, place, shown.now) for place, floor in enumerate(shown.floors, shown.first)
        )
        pager = _pager(address, shown.page, shown.pages)
        crumbs = f'<li class="navbit"><a href="forumdisplay.php?{thread.fid}-board">{shown.board}</a></li><li class="navbit lastnavbit"><span>{escape(thread.title)}</span></li>'
        content = f"""{pager}<div id="pagetitle" class="pagetitle"><h1>Thread: <span class="threadtitle"><a href="{address}" title="Reload this Page">{escape(thread.title)}</a></span></h1></div>
<div id="postlist" class="postlist restrain"><ol id="posts" class="posts" start="1">{posts}</ol></div>{pager}"""
        return _page(request, content, crumbs)

    def wall(self, kind: str, request: Request) -> Answer:
        """vBulletin says everything with HTTP 200."""
        if kind in ("challenge", "captcha"):
            return html_answer(guard(kind), 403)
        said = _DENIED if kind == "login_wall" else _GONE
        return _page(
            request, f'<div class="standard_error"><h2 class="blockhead">vBulletin Message</h2>{said}</div>'
        )


def _page(request: Request, content: str, crumbs: str = "") -> Answer:
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="en" id="vbulletin_html"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
<base href="{escape(request.base)}/" /><!--[if IE]></base><![endif]--><meta name="generator" content="vBulletin 4.2.5" /><title>{NAME}</title></head>
<body><div class="above_body"><div id="header"><div id="toplinks" class="toplinks">{_LOGIN}</div></div></div><div class="body_wrapper">
<div id="breadcrumb" class="breadcrumb"><ul class="floatcontainer"><li class="navbithome"><a href="forum.php">Home</a></li><li class="navbit"><a href="forum.php">Forum</a></li>{crumbs}</ul></div>
{content}
<div id="footer"><div class="below_body"><div id="footer_time" class="footer_time">All times are GMT +8.</div></div></div></div></body></html>
"""
    return html_answer(page)


def _pager(address: str, page: int, pages: int) -> str:
    if pages < 2:
        return ""
    numbers = "".join(
        f'<span class="selected"><a href="javascript://">{n}</a></span>'
        if n == page
        else f'<span><a href="{address}/page{n}">{n}</a></span>'
        for n in range(1, pages + 1)
    )
    onward = (
        f'<span class="prev_next"><a rel="next" href="{address}/page{page + 1}"><img src="next.png" alt="Next" /></a></span>'
        if page < pages
        else ""
    )
    return f'<form action="{address}" method="get" class="pagination popupmenu nohovermenu"><span><a href="javascript://" class="popupctrl">Page {page} of {pages}</a></span>{numbers}{onward}</form>'


def _address(floor: Floor) -> str:
    return f"member.php?{floor.member.uid}-member" if floor.member else "member.php?0-guest"


def _menu(floor: Floor) -> str:
    if floor.member is None:
        return f'<span class="username guest">{name_of(floor)}</span>'
    return f"""<div class="popupmenu memberaction"><a class="username offline popupctrl" href="{_address(floor)}" title="{name_of(floor)} is offline"><strong>{name_of(floor)}</strong></a>
<ul class="popupbody popuphover memberaction_body"><li class="left"><a href="{_address(floor)}" class="siteicon_profile">View Profile</a></li><li class="right"><a href="search.php?do=finduser&amp;userid={floor.member.uid}" class="siteicon_forum">View Forum Posts</a></li></ul></div>"""


def _row(thread: Thread, now: int) -> str:
    opener, tid = thread.floors[0], thread.tid
    date = f"{day_word(opener.at, now)}&nbsp;{clock(opener.at)}"
    return f"""<li class="threadbit hot" id="thread_{tid}"><div class="rating0 {"sticky" if thread.pinned else "nonsticky"}"><div class="threadinfo" title="{text_of(opener)[:40]}"><a class="threadstatus" rel="vB::AJAX"></a><div class="inner"><h3 class="threadtitle">
<span id="thread_prefix_{tid}" class="prefix understate">{"Sticky: " if thread.pinned else ""}</span><a class="title" href="showthread.php?{tid}-thread" id="thread_title_{tid}">{escape(thread.title)}</a></h3>
<div class="threadmeta"><div class="author"><span class="label">Started by&nbsp;<a href="{_address(opener)}" class="username understate" title="Started by {name_of(opener)} on {date}">{name_of(opener)}</a>\u200e,&nbsp;{date}</span></div></div></div></div>
<ul class="threadstats td alt" title=""><li>Replies: {len(thread.floors) - 1}</li><li>Views: {thread.views:,}</li><li class="hidden">Rating0 / 5</li></ul>
<dl class="threadlastpost td"><dt class="lastpostby hidden">Last Post By</dt><dd>{_menu(thread.last)}</dd><dd>{day_word(thread.last.at, now)}, <span class="time">{clock(thread.last.at)}</span></dd></dl></div></li>
"""


def _post(thread: Thread, floor: Floor, place: int, now: int) -> str:
    pid, signature = floor.pid, signature_of(floor.member)
    below = (
        f'<div class="after_content"><blockquote class="signature restore"><div class="signaturecontainer">{signature}</div></blockquote></div>'
        if signature
        else ""
    )
    return f"""<li class="postbitlegacy postbitim postcontainer old" id="post_{pid}"><div class="posthead"><span class="postdate old"><span class="date">{day_word(floor.at, now)},&nbsp;<span class="time">{clock(floor.at)}</span></span></span>
<span class="nodecontrols"><a name="post{pid}" href="showthread.php?{thread.tid}-thread&amp;p={pid}&amp;viewfull=1#post{pid}" class="postcounter">#{place}</a><a id="postcount{pid}" name="{place}"></a></span></div>
<div class="postdetails"><div class="userinfo"><div class="username_container">{_menu(floor)}</div><span class="usertitle">Member</span></div><div class="postbody"><div class="postrow"><h2 class="title icon">{escape(thread.title)}</h2>
<div class="content"><div id="post_message_{pid}"><blockquote class="postcontent restore ">{_quote(thread, floor)}{text_of(floor)}</blockquote></div></div></div>{below}</div></div></li>
"""


def _quote(thread: Thread, floor: Floor) -> str:
    quoted = next((one for one in thread.floors if one.pid == floor.quoted), None)
    if quoted is None:
        return ""
    return f"""<div class="bbcode_container"><div class="bbcode_quote"><div class="quote_container"><div class="bbcode_quote_container"></div><div class="bbcode_postedby"><img src="quote_icon.png" alt="Quote" /> Originally Posted by <strong>{name_of(quoted)}</strong>
<a href="showthread.php?p={quoted.pid}#post{quoted.pid}" rel="nofollow"><img class="inlineimg" src="viewpost.png" alt="View Post" /></a></div><div class="message">{text_of(quoted)}</div></div></div></div>"""
