# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The board list: pinned rows, ordinary rows, pager."""

from html import escape

from testbed.answer import Answer, Request
from testbed.board.frame import board_page, pager
from testbed.board.threads import Floor, Thread
from testbed.board.times import in_list

THREADS_PER_PAGE = 20
POSTS_PER_PAGE = 10
_HEAD = (
    '<tr><td colspan="2"><div class="tf"><a href="javascript:;" class="showmenu xi2">全部主题</a></div></td>'
    '<td class="by">作者</td><td class="num">回复/查看</td><td class="by">最后发表</td></tr>'
)
_SEPARATOR = (
    '<tbody id="separatorline"><tr class="ts"><td>&nbsp;</td><th><a href="javascript:;" title="查看更新">版块主题</a></th>'
    "<td>&nbsp;</td><td>&nbsp;</td><td>&nbsp;</td></tr></tbody>"
)
_EMPTY = '<tbody class="bw0_all"><tr><th colspan="5"><p class="emp">本版块或指定的范围内尚无主题</p></th></tr></tbody>'


def list_page(
    request: Request, fid: int, name: str, pinned: list[Thread], ordinary: list[Thread], now: int
) -> Answer:
    """Page ``page`` of a board; pinned threads head the first one."""
    pages = max(1, -(-len(ordinary) // THREADS_PER_PAGE))
    page = min(max(request.number("page", 1), 1), pages)
    shown = ordinary[(page - 1) * THREADS_PER_PAGE : page * THREADS_PER_PAGE]
    rows = "".join(row(thread, page, now, moved=thread.fid != fid) for thread in shown) or _EMPTY
    if page == 1 and shown:
        rows = "".join(row(thread, page, now) for thread in pinned) + _SEPARATOR + rows
    address = f"forum.php?mod=forumdisplay&amp;fid={fid}"
    bar = f'<div class="bm bw0 pgs cl">{pager(address, page, pages)}</div>'
    content = f"""<div class="boardnav"><div id="ct" class="wp cl"><div class="mn">
<div class="bm bml pbn"><div class="bm_h cl"><h1 class="xs2"><a href="{address}">{name}</a>
<span class="xs1 xw0 i">今日: <strong class="xi1">{len(shown)}</strong><span class="pipe">|</span>\
主题: <strong class="xi1">{len(ordinary)}</strong></span></h1></div></div>
{bar}<div id="threadlist" class="tl bm bmw"><div class="th"><table cellspacing="0" cellpadding="0">{_HEAD}</table></div>
<div class="bm_c"><form method="post" autocomplete="off" name="moderate" id="moderate" action="forum.php?mod=topicadmin">
<table summary="forum_{fid}" cellspacing="0" cellpadding="0" id="threadlisttableid">{rows}</table></form></div></div>{bar}
</div></div></div>"""
    crumbs = f'<em>&rsaquo;</em><a href="{address}">{name}</a>'
    return board_page(request, title=name, body_class="forum pg_forumdisplay", content=content, crumbs=crumbs)


def row(thread: Thread, page: int, now: int, board: str | None = None, moved: bool = False) -> str:
    """One row; on guide pages ``board`` adds the board's cell before the author's.

    The row of a ``moved`` thread is named after the number that it had; it counts nothing.
    """
    address = f"forum.php?mod=viewthread&amp;tid={thread.tid}&amp;extra=page%3D{page}"
    kind = "stickthread" if thread.pinned else "normalthread"
    replies = len(thread.floors) - 1
    board_cell = (
        f'<td class="by"><a href="forum.php?mod=forumdisplay&amp;fid={thread.fid}">{board}</a></td>'
        if board
        else ""
    )
    number = thread.tid + 1 if moved else thread.tid
    counted = "<em>-</em>" if moved else _views(thread.views)
    return f"""<tbody id="{kind}_{number}"><tr>
<td class="icn"><a href="{address}" title="{"全局置顶主题 - " if thread.pinned else ""}新窗口打开" target="_blank">\
<img src="static/image/common/{"pin_3" if thread.pinned else "folder_common"}.gif" alt="" /></a></td>
<th class="{"common" if replies < 9 else "new"}"><a href="javascript:;" id="content_{number}" class="showcontent y" \
title="更多操作"></a> <em>[<a href="forum.php?mod=forumdisplay&amp;fid={thread.fid}&amp;filter=typeid&amp;typeid=1">\
{thread.kind}</a>]</em> {"移动:" if moved else ""}<a href="{address}" onclick="atarget(this)" class="s xst">{escape(thread.title)}</a>{_more(thread, address)}</th>
{board_cell}<td class="by"><cite>{author(thread.floors[0])}</cite><em>{in_list(thread.floors[0].at, now)}</em></td>
<td class="num"><a href="{address}" class="xi2">{"-" if moved else replies}</a>{counted}</td>
<td class="by"><cite>{author(thread.last)}</cite><em><a href="forum.php?mod=redirect&amp;tid={thread.tid}&amp;\
goto=lastpost#lastpost">{in_list(thread.last.at, now)}</a></em></td></tr></tbody>
"""


def author(floor: Floor) -> str:
    """The author's link, or the bare word for an anonymous one."""
    if floor.member is None:
        return "匿名"
    member = floor.member
    return f'<a href="home.php?mod=space&amp;uid={member.uid}" c="1">{escape(member.name)}</a>'


def _views(views: int) -> str:
    if views < 10_000:
        return f"<em>{views}</em>"
    return f'<em title="{views}">{views / 10_000:.1f}万</em>'.replace(".0万", "万")


def _more(thread: Thread, address: str) -> str:
    pages = -(-len(thread.floors) // POSTS_PER_PAGE)
    if pages < 2:
        return ""
    links = "".join(f'<a href="{address}&amp;page={n}">{n}</a>' for n in range(2, pages + 1))
    return f'\n<span class="tps">&nbsp;...{links}</span>'
