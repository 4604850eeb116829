# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The archiver: boards and threads as plain lists. It names no numbers of posts and keeps no quotes apart."""

import re
from html import escape

from testbed.answer import Answer, Request, html_answer
from testbed.board.frame import SITE_NAME
from testbed.board.list_page import POSTS_PER_PAGE, THREADS_PER_PAGE
from testbed.board.threads import BOARDS, EMPTY_BOARD, Floor, Thread
from testbed.board.times import in_thread, stamp

_TARGET = re.compile(r"\?(fid|tid)-(\d{1,9})\.html(?:&page=(\d{1,5}))?")


def archive_page(request: Request, threads: tuple[Thread, ...]) -> Answer:
    """The front page, a board ``?fid-N.html`` or a thread ``?tid-N.html``, with ``&page=`` behind it."""
    found = _TARGET.search(request.target)
    if found is None:
        return _front(request)
    number, page = int(found[2]), int(found[3] or 1)
    if found[1] == "fid":
        return _board(request, number, page, threads)
    thread = next((thread for thread in threads if thread.tid == number), None)
    if thread is None:
        return _page(request, "", "抱歉，您没有权限查看这个话题或该话题不存在", "../forum.php")
    return _thread(request, thread, page)


def _front(request: Request) -> Answer:
    boards = {**BOARDS, EMPTY_BOARD[0]: EMPTY_BOARD[1]}
    rows = "".join(f'<li><a href="?fid-{fid}.html">{name}</a></li>' for fid, name in boards.items())
    return _page(request, "", f"<h3>{SITE_NAME}</h3><ul>{rows}</ul>", "../forum.php")


def _board(request: Request, fid: int, page: int, threads: tuple[Thread, ...]) -> Answer:
    name = {**BOARDS, EMPTY_BOARD[0]: EMPTY_BOARD[1]}.get(fid, "")
    own = [thread for thread in threads if thread.fid == fid]
    shown = own[(page - 1) * THREADS_PER_PAGE : page * THREADS_PER_PAGE]
    rows = "\n".join(
        f'<li><a href="?tid-{thread.tid}.html">{escape(thread.title)}</a> ({len(thread.floors) - 1}篇回复)'
        for thread in shown
    )
    pages = _pages(f"?fid-{fid}.html", page, -(-len(own) // THREADS_PER_PAGE))
    content = f'<ul type="1" start="1">{rows}</ul><div class="page">{pages}</div>'
    return _page(
        request, f" &rsaquo; {name}", content, f"../forum.php?mod=forumdisplay&fid={fid}&page={page}"
    )


def _thread(request: Request, thread: Thread, page: int) -> Answer:
    shown = thread.floors[(page - 1) * POSTS_PER_PAGE : page * POSTS_PER_PAGE]
    posts = "".join(_post(thread, floor) for floor in shown)
    pages = _pages(f"?tid-{thread.tid}.html", page, -(-len(thread.floors) // POSTS_PER_PAGE))
    board = f'<a href="?fid-{thread.fid}.html">{BOARDS[thread.fid]}</a>'
    path = f" &rsaquo; {board} &rsaquo; {escape(thread.title)}"
    full = f"../forum.php?mod=viewthread&tid={thread.tid}&page={page}"
    return _page(request, path, f'{posts}<div class="page">{pages}</div>', full)


def _post(thread: Thread, floor: Floor) -> str:
    author = escape(floor.member.name) if floor.member else "<i>Anonymous</i>"
    title = escape(thread.title) if floor is thread.floors[0] else ""
    lines = escape(floor.placed.posting.text).replace("\n", "<br />\n")
    return f"""<p class="author">
<strong>{author}</strong> 发表于 {_time(floor.at)}	</p>
<h3>{title}</h3>
	{lines}		"""


def _time(at: int) -> str:
    return in_thread(at, at + 86_400 * 3) if at % 2 else stamp(at)


def _pages(address: str, page: int, pages: int) -> str:
    numbers = (
        f"<strong>[{n}]</strong> " if n == page else f'<a href="{address}&page={n}">{n}</a> '
        for n in range(1, pages + 1)
    )
    return "页: \n" + "\n".join(numbers) if pages > 1 else ""


def _page(request: Request, path: str, content: str, full: str) -> Answer:
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><base href="{escape(request.base)}/archiver/" />
<title>{SITE_NAME} -  Powered by Discuz! Archiver</title>
<meta http-equiv="Content-Type" content="text/html; charset=gbk" /><meta name="generator" content="Discuz! X3.4" /></head>
<body vlink="#333333" link="#333333"><center id="header"><h2>{SITE_NAME}'s Archiver </h2></center>
<div id="nav"><a href="./">论坛</a>{path}</div>
<div id="content">{content}</div>
<div id="end">查看完整版本: <a href="{full}" target="_blank"><strong>{SITE_NAME}</strong></a></div>
<center><div id="footer">Powered by <strong><a target="_blank" href="#">Discuz! X3.4 Archiver</a></strong></div></center></body></html>
"""
    return html_answer(page, charset="gbk")
