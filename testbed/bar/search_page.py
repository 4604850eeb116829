# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Search over all bars, or one with ``kw``: ten hits a page."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, Request
from testbed.bar.frame import bar_page
from testbed.bar.threads import BARS, BarThread, Storey
from testbed.bar.times import full

HITS_PER_PAGE = 10


def search_page(request: Request, threads: tuple[BarThread, ...]) -> Answer:
    """Every floor that holds the words of ``qw``, newest first."""
    sought, bar = request.query.get("qw", ""), request.query.get("kw")
    found = [
        (thread, storey)
        for thread in threads
        for storey in thread.storeys
        if sought
        and bar in {None, "", thread.bar}
        and sought in f"{thread.title}\n{storey.placed.posting.text}"
    ]
    found.sort(key=lambda hit: -hit[1].placed.at)
    page = max(request.number("pn", 1), 1)
    shown = found[(page - 1) * HITS_PER_PAGE : page * HITS_PER_PAGE]
    hits = "".join(_hit(thread, storey, sought) for thread, storey in shown)
    if not hits:
        hits = '<div class="search_noresult">抱歉，没有找到相关的内容。</div>'
    return bar_page(
        "百度贴吧搜索", f'<div class="s_post_list">{hits}</div>{_pager(sought, bar, page, len(found))}'
    )


def _hit(thread: BarThread, storey: Storey, sought: str) -> str:
    def marked(text: str) -> str:
        return escape(text).replace(escape(sought), f"<em>{escape(sought)}</em>")

    address = f"/p/{thread.tid}?pid={storey.post_id}&amp;cid=0#{storey.post_id}"
    return f"""<div class="s_post"><span class="p_title"><a data-tid="{thread.tid}" data-fid="{BARS[thread.bar]}" class="bluelink" \
href="{address}" target="_blank">{marked(thread.title)}</a></span>
<div class="p_content">{marked(storey.placed.posting.text[:120])}</div>
贴吧：<a data-fid="{BARS[thread.bar]}" class="p_forum" href="/f?kw={quote(thread.bar)}"><font class="p_violet">{thread.bar}</font></a>
作者：<a href="/home/main/?id={storey.person.portrait}&amp;fr=search"><font class="p_violet">{escape(storey.person.shown)}</font></a>
<font class="p_green p_date">{full(storey.placed.at)}</font></div>
"""


def _pager(sought: str, bar: str | None, page: int, total: int) -> str:
    if page * HITS_PER_PAGE >= total:
        return ""
    kept = f"&amp;kw={quote(bar)}" if bar else ""
    address = f"/f/search/res?ie=utf-8{kept}&amp;qw={quote(sought)}&amp;rn=10&amp;sm=1&amp;pn={page + 1}"
    return f'<div class="pager pager-search"><span class="cur">{page}</span><a href="{address}" class="next">下一页&gt;</a></div>'
