# ruff: noqa: E501  (markup keeps the platform's own lines)
"""A thread: ten floors a page, with the noise Discuz! puts against copying."""

import random
from html import escape

from testbed.answer import Answer, Request
from testbed.board.frame import board_page, pager
from testbed.board.list_page import POSTS_PER_PAGE
from testbed.board.threads import BOARDS, Floor, Member, Thread
from testbed.board.times import date, in_thread

FLOOR_NAMES = {1: "楼主", 2: "沙发", 3: "板凳", 4: "地板"}
_NOISE = "0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz !#$%()*+,-./:;=?@[]^_{|}~"


def thread_page(request: Request, thread: Thread, now: int) -> Answer:
    """Page ``page`` of a thread; beyond the last one the last is shown, as Discuz! does."""
    pages = -(-len(thread.floors) // POSTS_PER_PAGE)
    page = min(max(request.number("page", 1), 1), pages)
    first = (page - 1) * POSTS_PER_PAGE
    shown = thread.floors[first : first + POSTS_PER_PAGE]
    posts = "".join(_post(thread, floor, first + place, now) for place, floor in enumerate(shown, 1))
    address = f"forum.php?mod=viewthread&amp;tid={thread.tid}"
    bar = f'<div class="pgs mtm mbm cl">{pager(address, page, pages)}</div>'
    board = f'<a href="forum.php?mod=forumdisplay&amp;fid={thread.fid}">{BOARDS[thread.fid]}</a>'
    crumbs = f'<em>&rsaquo;</em>{board} <em>&rsaquo;</em> <a href="{address}">{escape(thread.title)}</a>'
    content = f"""<div id="ct" class="wp cl">{bar}<div id="postlist" class="pl bm">
<table cellspacing="0" cellpadding="0"><tr><td class="pls ptn pbn"><div class="hm ptn"><span class="xg1">查看:</span> \
<span class="xi1">{thread.views}</span><span class="pipe">|</span><span class="xg1">回复:</span> \
<span class="xi1">{len(thread.floors) - 1}</span></div></td>
<td class="plc ptm pbn vwthd"><h1 class="ts"><a href="{address.replace("viewthread", "forumdisplay")}">[{thread.kind}]</a>
<span id="thread_subject">{escape(thread.title)}</span></h1></td></tr></table>
{posts}<div id="postlistreply" class="pl"><div id="post_new" class="viewthread_table" style="display: none"></div></div>
</div>{bar}</div>"""
    title = f"{thread.title} - {BOARDS[thread.fid]}" + (f" - 第{page}页" if page > 1 else "")
    return board_page(request, title=title, body_class="forum pg_viewthread", content=content, crumbs=crumbs)


def _post(thread: Thread, floor: Floor, number: int, now: int) -> str:
    pid, member = floor.pid, floor.member
    label = FLOOR_NAMES.get(number) or f"<em>{number}</em><sup>#</sup>"
    link = f"forum.php?mod=redirect&amp;goto=findpost&amp;ptid={thread.tid}&amp;pid={pid}"
    return f"""<div id="post_{pid}"><table id="pid{pid}" class="plhin" summary="pid{pid}" cellspacing="0" cellpadding="0"><tr>
<td class="pls" rowspan="2"><div id="favatar{pid}" class="pls favatar">{_side(member)}</div></td>
<td class="plc"><div class="pi"><strong><a href="{link}" id="postnum{pid}">{label}</a></strong>
<div class="pti"><div class="pdbt"></div><div class="authi"><img class="authicn vm" id="authicon{pid}" \
src="static/image/common/online_member.gif" alt="" /> <em id="authorposton{pid}">发表于 {in_thread(floor.at, now)}</em>
<span class="pipe">|</span><a href="forum.php?mod=viewthread&amp;tid={thread.tid}&amp;page=1&amp;authorid={member.uid if member else 0}" \
rel="nofollow">只看该作者</a></div></div></div>
<div class="pct"><div class="pcb">{_subject(thread, number)}<div class="t_fsz"><table cellspacing="0" cellpadding="0"><tr>\
<td class="t_f" id="postmessage_{pid}">{_edited(floor)}{_quote(thread, floor)}{_message(floor)}</td></tr></table></div>\
<div id="comment_{pid}" class="cm"></div></div></div></td></tr>
<tr><td class="plc plm">{_signature(member)}</td></tr></table></div>
"""


def _side(member: Member | None) -> str:
    if member is None:
        return '<div class="pi"><div class="authi">匿名&nbsp; 该用户匿名发帖</div></div>'
    space = f"home.php?mod=space&amp;uid={member.uid}"
    qq = ""
    if member.qq:
        qq = (
            f'<ul class="xl xl2 o cl"><li class="qq"><a href="http://wpa.qq.com/msgrd?V=3&amp;Uin={member.qq}&amp;Site=jc&amp;'
            f'Menu=yes&amp;from=discuz" target="_blank" title="QQ"><img src="static/image/common/qq_big.gif" alt="QQ" /></a></li></ul>'
        )
    return f"""<div class="pi"><div class="authi"><a href="{space}" target="_blank" class="xw1">{escape(member.name)}</a></div></div>
<div class="avatar"><a href="{space}" class="avtm"><img src="static/image/common/noavatar.gif" alt="" /></a></div>
<p><em><a href="home.php?mod=spacecp&amp;ac=usergroup">注册会员</a></em></p>{qq}"""


def _subject(thread: Thread, number: int) -> str:
    return f'<h2 class="xs2" style="display:none">{escape(thread.title)}</h2>' if number == 1 else ""


def _edited(floor: Floor) -> str:
    if floor.pid % 17 or floor.member is None:
        return ""
    return f'<i class="pstatus"> 本帖最后由 {escape(floor.member.name)} 于 {date(floor.at)} 编辑 </i><br />\r\n<br />\r\n'


def _quote(thread: Thread, floor: Floor) -> str:
    quoted = next((one for one in thread.floors if one.pid == floor.quoted), None)
    if quoted is None:
        return ""
    name = quoted.member.name if quoted.member else "匿名"
    return (
        f'<div class="quote"><blockquote><font size="2"><a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid={quoted.pid}&amp;'
        f'ptid={thread.tid}" target="_blank"><font color="#999999">{escape(name)} 发表于 {date(quoted.at)}</font></a></font><br />\r\n'
        f"{escape(quoted.placed.posting.text[:60])}</blockquote></div><br />\r\n"
    )


def _message(floor: Floor) -> str:
    """The text; the noise of a post is always the same, so that a page seen twice is the same page."""
    chance = random.Random(floor.pid)
    lines = escape(floor.placed.posting.text).split("\n")
    return "".join(f"{line}<br />{_jammer(chance)}" for line in lines[:-1]) + lines[-1]


def _jammer(chance: random.Random) -> str:
    noise = escape("".join(chance.choices(_NOISE, k=chance.randrange(6, 16))))
    if chance.random() < 0.5:
        return f'<font class="jammer">{noise}</font>\r\n'
    return f'\r\n<span style="display:none">{noise}</span>'


def _signature(member: Member | None) -> str:
    if member is None or not member.signature:
        return ""
    return f'<div class="sign" style="max-height:100px;maxHeightIE:100px;">{escape(member.signature)}</div>'
