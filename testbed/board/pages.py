# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Index, guide and user pages of the board."""

from html import escape

from testbed.answer import Answer, Request
from testbed.board.frame import SITE_NAME, board_page, pager
from testbed.board.list_page import THREADS_PER_PAGE, row
from testbed.board.threads import BOARDS, EMPTY_BOARD, LOCKED_BOARD, Member, Thread
from testbed.board.times import in_list


def index_page(request: Request, threads: tuple[Thread, ...]) -> Answer:
    """The front page: every board with its number of threads."""
    boards = [*BOARDS.items(), LOCKED_BOARD, EMPTY_BOARD]
    rows = "".join(
        f'<tr><td><h2><a href="forum.php?mod=forumdisplay&amp;fid={fid}">{name}</a></h2></td>'
        f'<td class="fl_i"><span class="xi2">{sum(thread.fid == fid for thread in threads)}</span></td></tr>'
        for fid, name in boards
    )
    content = f'<div id="ct" class="wp cl"><div class="bm bmw flg cl"><table class="fl_tb">{rows}</table></div></div>'
    return board_page(request, title=SITE_NAME, body_class="forum pg_index", content=content)


def guide_page(request: Request, threads: tuple[Thread, ...], now: int) -> Answer:
    """The newest threads of all boards; here the first ``td.by`` is the board."""
    newest = sorted((t for t in threads if not t.pinned), key=lambda thread: -thread.floors[0].at)
    pages = max(1, -(-len(newest) // THREADS_PER_PAGE))
    page = min(max(request.number("page", 1), 1), pages)
    shown = newest[(page - 1) * THREADS_PER_PAGE : page * THREADS_PER_PAGE]
    rows = "".join(row(thread, page, now, BOARDS[thread.fid]) for thread in shown)
    bar = f'<div class="bm bw0 pgs cl">{pager("forum.php?mod=guide&amp;view=newthread", page, pages)}</div>'
    content = f"""<div id="ct" class="ct2_a wp cl"><div class="mn"><div id="threadlist" class="tl bm bmw"><div class="bm_c">
<table cellspacing="0" cellpadding="0">{rows}</table></div></div>{bar}</div></div>"""
    return board_page(request, title="导读", body_class="forum pg_guide", content=content)


def space_page(request: Request, member: Member, threads: list[Thread], now: int) -> Answer:
    """A member's page with the threads opened."""
    rows = "".join(
        f'<tr><th><a href="forum.php?mod=viewthread&amp;tid={thread.tid}" target="_blank">{escape(thread.title)}</a></th>'
        f'<td><a href="forum.php?mod=forumdisplay&amp;fid={thread.fid}" class="xg1">{BOARDS[thread.fid]}</a></td>'
        f'<td class="by"><em>{in_list(thread.floors[0].at, now)}</em></td></tr>'
        for thread in threads
    )
    qq = f"<li><em>QQ</em>{member.qq}</li>" if member.qq else ""
    content = f"""<div id="ct" class="ct1 wp cl"><div class="mn"><h2 class="mt">{escape(member.name)}</h2>
<ul class="pf_l cl"><li><em>UID</em>{member.uid}</li>{qq}</ul><div class="tl"><table>{rows}</table></div></div></div>"""
    crumbs = f'<em>&rsaquo;</em><a href="home.php?mod=space&amp;uid={member.uid}">{escape(member.name)}</a>'
    title = f"{member.name}的个人资料"
    return board_page(request, title=title, body_class="space pg_space", content=content, crumbs=crumbs)
