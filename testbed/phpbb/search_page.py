# ruff: noqa: E501  (markup keeps the software's own lines)
"""Search results, as posts or as topics."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, Request
from testbed.board.threads import Floor, Thread
from testbed.phpbb.frame import author, forum_page, link, message_page, notice, pager
from testbed.phpbb.list_page import TOPICS_PER_PAGE, topic_rows
from testbed.phpbb.times import printed

_TOO_SHORT = "您必须指定至少一个关键词，且每个关键词必须为 2 个字符 到 14 个字符（不包含通配符）。"
_SHOWN = 300


def search_page(request: Request, threads: tuple[Thread, ...], forums: dict[int, str], now: int) -> Answer:
    """What holds the word ``keywords``: posts, or with ``sr=topics`` the topics they stand in."""
    word = request.query.get("keywords", "").strip()
    if len(word) < 2:
        return message_page(request, _TOO_SHORT, section="search")
    found = [(t, floor) for t in threads for floor in t.floors if word in t.title + floor.placed.posting.text]
    if request.query.get("sr") == "topics":
        topics = {thread.tid: thread for thread, _ in found}.values()
        return _page(request, word, [topic_rows([topic], now) for topic in topics])
    hits = sorted(found, key=lambda hit: -hit[1].at)
    return _page(request, word, [_hit(t, floor, forums[t.fid], word, now) for t, floor in hits])


def _page(request: Request, word: str, found: list[str]) -> Answer:
    start, size = request.number("start"), TOPICS_PER_PAGE
    kind = "topics" if request.query.get("sr") == "topics" else "posts"
    address = link("search.php", keywords=quote(word), sr=kind)
    body = "".join(found[start : start + size]) or notice("没有搜索到符合的结果。")
    bar = pager(f"搜索到 {len(found)} 个结果", address, start, len(found), size)
    title = f'<h2 class="searchresults-title">搜索到 {len(found)} 个结果: {escape(word)}</h2>'
    return forum_page(request, title + bar + body, section="search", title="搜索")


def _hit(thread: Thread, floor: Floor, forum: str, word: str, now: int) -> str:
    here = f"{link('viewtopic.php', p=floor.pid, hilit=quote(word))}#p{floor.pid}"
    subject = escape(thread.title if floor is thread.floors[0] else f"Re: {thread.title}")
    text = floor.placed.posting.text
    words = escape(text[:_SHOWN] + (" ..." if len(text) > _SHOWN else ""), quote=False).replace(
        "\n", "<br>\n"
    )
    marked = words.replace(escape(word), f'<span class="posthilit">{escape(word)}</span>')
    return f"""<div class="search post bg2"><div class="inner"><dl class="postprofile"><dt class="author">由 {author(floor.member)}</dt>
<dd class="search-result-date">{printed(floor.at, now)}</dd><dd>版面: <a href="{link("viewforum.php", f=thread.fid)}">{escape(forum)}</a></dd>
<dd>主题: <a href="{link("viewtopic.php", t=thread.tid, hilit=quote(word))}">{escape(thread.title)}</a></dd>
<dd>回复总数: <strong>{len(thread.floors) - 1}</strong></dd><dd>查看次数: <strong>{thread.views}</strong></dd></dl>
<div class="postbody"><h3><a href="{here}">{subject}</a></h3><div class="content">{marked}</div></div></div></div>
"""
