# ruff: noqa: E501  (markup keeps the platform's own lines)
"""V2EX as a visitor sees it: nodes for boards, members known by their name, replies counted from one."""

import re
from html import escape

from testbed.answer import Answer, Request, html_answer, redirect_answer
from testbed.board.threads import Floor, Thread
from testbed.clock import china
from testbed.forum.pages import Asked, BoardPage, ThreadPage, guard
from testbed.forum.words import GUEST, text_of

_TOPIC = re.compile(r"/t/(\d+)")
_NODE = re.compile(r"/go/node(\d+)")


class V2exLook:
    """``/go/NODE?p=`` and ``/t/ID?p=``; a closed node leads to the log-in."""

    platform = "v2ex"
    threads_per_page = 20
    posts_per_page = 20

    def asked(self, request: Request) -> Asked | None:
        """By path; ``p`` is the page."""
        page = request.number("p", 1)
        if request.path == "/":
            return Asked("front")
        if found := _TOPIC.fullmatch(request.path):
            return Asked("thread", int(found[1]), page)
        if found := _NODE.fullmatch(request.path):
            return Asked("board", int(found[1]), page)
        return None

    def path(self, thread: Thread, page: int) -> str:
        """The first page has no number."""
        return f"/t/{thread.tid}" + (f"?p={page}" if page > 1 else "")

    def post_id(self, thread: Thread, floor: Floor) -> str:
        """A topic has the number of its thread, a reply its own."""
        return str(thread.tid if floor is thread.floors[0] else floor.pid)

    def front(self, request: Request, boards: dict[int, str]) -> Answer:
        """The nodes."""
        nodes = "".join(
            f'<a href="/go/node{fid}" class="item_node">{name}</a>' for fid, name in boards.items()
        )
        return _page("V2EX", f'<div class="box"><div class="cell">{nodes}</div></div>')

    def board(self, request: Request, shown: BoardPage) -> Answer:
        """Rows that tell when somebody answered last."""
        rows = "".join(_row(thread, shown.now) for thread in shown.threads)
        pager = _pager(shown.page, shown.pages)
        empty = '<div class="inner">这个节点还没有主题</div>' if not rows else ""
        content = f"""<div class="box"><div class="node-header"><div class="node-breadcrumb"><a href="/">V2EX</a> <span class="chevron">&nbsp;›&nbsp;</span> {shown.name}</div></div>
{pager}<div id="TopicsNode">{rows}{empty}</div>{pager}</div>"""
        return _page(f"V2EX › {shown.name}", content)

    def thread(self, request: Request, shown: ThreadPage) -> Answer:
        """The topic stands above the replies of every page."""
        thread, now = shown.thread, shown.now
        opener = thread.floors[0]
        replies = [floor for floor in shown.floors if floor is not opener]
        cells = "".join(_reply(floor, thread.floors.index(floor), now) for floor in replies)
        name = _name(opener)
        content = f"""<div class="box" style="border-bottom: 0px;"><div class="header"><div class="fr"><a href="/member/{name}"><img src="/avatar.png" class="avatar" alt="{name}"></a></div>
<a href="/">V2EX</a> <span class="chevron">&nbsp;›&nbsp;</span> <a href="/go/node{thread.fid}">{shown.board}</a><div class="sep10"></div><h1>{escape(thread.title)}</h1>
<div class="votes"></div> &nbsp; <small class="gray"><a href="/member/{name}">{name}</a> · {_when(opener.at, now)} · {thread.views} 次点击 &nbsp; </small></div>
<div class="cell"><div class="topic_content"><div class="markdown_body">{text_of(opener)}</div></div></div></div><div class="sep20"></div>
<div class="box"><div class="cell"><span class="gray">{len(thread.floors) - 1} 条回复 &nbsp;<strong class="snow">•</strong> &nbsp;{_stamp(thread.last.at)}</span></div>{_pager(shown.page, shown.pages)}
{cells}</div>"""
        canonical = f'<link rel="canonical" href="{escape(request.base)}/t/{thread.tid}">'
        return _page(f"{escape(thread.title)} - V2EX", content, canonical)

    def wall(self, kind: str, request: Request) -> Answer:
        """A closed node redirects to the log-in, a missing topic is a 404."""
        if kind in ("challenge", "captcha"):
            return html_answer(guard(kind), 403)
        if kind == "login_wall":
            return redirect_answer(f"/signin?next={request.path}")
        gone = '<div class="box"><div class="header"><a href="/">V2EX</a></div><div class="cell"><span class="gray">404 Topic Not Found</span></div></div>'
        return html_answer(_markup("V2EX › 主题未找到", gone), 404)


def _page(title: str, content: str, head: str = "") -> Answer:
    return html_answer(_markup(title, content, head))


def _markup(title: str, content: str, head: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta name="Content-Type" content="text/html;charset=utf-8"><title>{title}</title>{head}</head>
<body><div id="Top"><div class="content"><a href="/" class="top">首页</a>&nbsp;<a href="/signin" class="top">登录</a></div></div>
<div id="Wrapper"><div class="content"><div id="Rightbar"><div class="box"><strong>V2EX = way to explore</strong></div></div><div id="Main"><div class="sep20"></div>
{content}</div></div></div></body></html>
"""


def _pager(page: int, pages: int) -> str:
    if pages < 2:
        return ""
    numbers = " &nbsp;".join(
        f'<a href="?p={n}" class="page_{"current" if n == page else "normal"}">{n}</a>'
        for n in range(1, pages + 1)
    )
    return f'<div class="cell" style="padding: 0px;"><table width="100%"><tr><td width="92%" align="left">{numbers}</td></tr></table></div>'


def _name(floor: Floor) -> str:
    return escape(floor.member.name if floor.member else GUEST)


def _stamp(at: int) -> str:
    return f"{china(at):%Y-%m-%d %H:%M:%S} +08:00"


def _when(at: int, now: int, name: str = "") -> str:
    """Words with the whole time as title; after a month the time itself."""
    minutes = (now - at) // 60
    if minutes >= 30 * 1440:
        words = _stamp(at)
    elif minutes >= 1440:
        words = f"{minutes // 1440} 天前"
    elif minutes >= 60:
        words = f"{minutes // 60} 小时 {minutes % 60} 分钟前"
    else:
        words = f"{minutes} 分钟前" if minutes else "几秒前"
    return f'<span class="{name}" title="{_stamp(at)}">{words}</span>'


def _row(thread: Thread, now: int) -> str:
    opener, last, replies = thread.floors[0], thread.last, len(thread.floors) - 1
    name, more = _name(opener), ""
    if replies:
        more = (
            f' &nbsp;•&nbsp; 最后回复来自 <strong><a href="/member/{_name(last)}">{_name(last)}</a></strong>'
        )
    count = f'<a href="/t/{thread.tid}#reply{replies}" class="count_livid">{replies}</a>' if replies else ""
    return f"""<div class="cell from_1 t_{thread.tid}"><table width="100%"><tr><td width="48"><a href="/member/{name}"><img src="/avatar.png" class="avatar" alt="{name}"></a></td>
<td><span class="item_title"><a href="/t/{thread.tid}#reply{replies}" class="topic-link" id="topic-link-{thread.tid}">{escape(thread.title)}</a></span><div class="sep5"></div>
<span class="topic_info"><strong><a href="/member/{name}">{name}</a></strong> &nbsp;•&nbsp; {_when(last.at, now)}{more}</span></td><td width="70" align="right">{count}</td></tr></table></div>
"""


def _reply(floor: Floor, number: int, now: int) -> str:
    name = _name(floor)
    return f"""<div id="r_{floor.pid}" class="cell"><table width="100%"><tr><td width="48"><img src="/avatar.png" class="avatar" alt="{name}"></td><td><div class="fr"><div id="thank_area_{floor.pid}" class="thank_area"></div> &nbsp; <span class="no">{number}</span></div><div class="sep3"></div>
<strong><a href="/member/{name}" class="dark">{name}</a></strong>&nbsp; &nbsp;{_when(floor.at, now, "ago")} <div class="sep5"></div><div class="reply_content">{text_of(floor)}</div></td></tr></table></div>
"""
