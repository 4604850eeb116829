# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Search by words: a redirect to the results, then the results, ten a page."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, Request, redirect_answer
from testbed.board.frame import board_page, pager
from testbed.board.list_page import author
from testbed.board.threads import BOARDS, Thread
from testbed.board.times import date
from testbed.clock import china

HITS_PER_PAGE = 10


def search_page(request: Request, threads: tuple[Thread, ...], now: int) -> Answer:
    """``srchtxt=WORD`` leads to ``searchid=…&kw=WORD``, which shows the threads that have the word."""
    if (words := request.query.get("srchtxt")) is not None:
        target = "search.php?mod=forum&searchid=7&orderby=lastpost&ascdesc=desc&searchsubmit=yes&kw="
        return redirect_answer(target + quote(words))
    word = request.query.get("kw", "")
    found = [thread for thread in threads if word in thread.title or word in _text(thread)] if word else []
    pages = max(1, -(-len(found) // HITS_PER_PAGE))
    page = min(max(request.number("page", 1), 1), pages)
    shown = found[(page - 1) * HITS_PER_PAGE : page * HITS_PER_PAGE]
    rows = "".join(_hit(thread, word) for thread in shown)
    hits = f'<div class="slst mtw" id="threadlist"><ul>{rows}</ul></div>' if rows else _NOTHING
    address = f"search.php?mod=forum&amp;searchid=7&amp;searchsubmit=yes&amp;kw={quote(word)}"
    head = (
        f"<h2>结果: <em>找到 “<span class='emfont'>{escape(word)}</span>” 相关内容 {len(found)} 个</em></h2>"
    )
    content = f"""<div id="ct" class="cl w"><div class="mw"><div class="tl"><div class="sttl mbn">{head}</div>{hits}
<div class="pgs cl mbm">{pager(address, page, pages)}</div></div></div></div>"""
    return board_page(request, title=f"{word} - 搜索", body_class="search pg_forum", content=content)


_NOTHING = '<p class="emp xs2 xg2">对不起，没有找到匹配结果。</p>'


def _text(thread: Thread) -> str:
    return thread.floors[0].placed.posting.text


def _hit(thread: Thread, word: str) -> str:
    opener = thread.floors[0]
    when = f"{date(opener.at)} {china(opener.at):%H:%M}"
    return f"""<li class="pbw" id="{thread.tid}">
<h3 class="xs3"><a href="forum.php?mod=viewthread&amp;tid={thread.tid}&amp;highlight={quote(word)}" target="_blank">{_marked(thread.title, word)}</a></h3>
<p class="xg1">{len(thread.floors) - 1} 个回复 - {thread.views} 次查看</p>
<p>{_marked(_text(thread)[:80], word)} ...</p>
<p><span>{when}</span> - <span>{author(opener)}</span> - <span>\
<a href="forum.php?mod=forumdisplay&amp;fid={thread.fid}" target="_blank" class="xi1">{BOARDS[thread.fid]}</a></span></p></li>"""


def _marked(text: str, word: str) -> str:
    return escape(text).replace(escape(word), f'<strong><font color="#ff0000">{escape(word)}</font></strong>')
