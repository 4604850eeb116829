# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Search over all bars, or one with ``kw``: ten hits a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from testbed.answer import Answer, Request
from testbed.bar.frame import bar_page
from testbed.bar.threads import BARS, Aside, BarThread, Person, Storey
from testbed.bar.times import full

HITS_PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A floor that holds what was sought, or a reply within one."""

    thread: BarThread
    storey: Storey
    aside: Aside | None = None

    @property
    def text(self) -> str:
        """The words, as long as a hit shows them."""
        return self.aside.text if self.aside else self.storey.placed.posting.text[:120]

    @property
    def at(self) -> int:
        """Unix second at which it was written."""
        return self.aside.at if self.aside else self.storey.placed.at

    @property
    def person(self) -> Person:
        """Who wrote it."""
        return self.aside.person if self.aside else self.storey.person


def find_hits(sought: str, bar: str | None, threads: Iterable[BarThread]) -> list[Hit]:
    """Every floor and reply that holds the words ``sought``, newest first."""
    found = [
        hit
        for thread in threads
        if bar in {None, "", thread.bar}
        for storey in thread.storeys
        for hit in (Hit(thread, storey), *(Hit(thread, storey, aside) for aside in storey.asides))
        if sought and sought in _searched(hit)
    ]
    return sorted(found, key=lambda hit: -hit.at)


def _searched(hit: Hit) -> str:
    """A thread is found by its title, what is said in it by its words."""
    if hit.aside:
        return hit.aside.text
    words = hit.storey.placed.posting.text
    return f"{hit.thread.title}\n{words}" if hit.storey.number == 1 else words


def search_page(request: Request, threads: tuple[BarThread, ...]) -> Answer:
    """Every floor and reply that holds the words of ``qw``, newest first."""
    sought, bar = request.query.get("qw", ""), request.query.get("kw")
    found = find_hits(sought, bar, threads)
    page = max(request.number("pn", 1), 1)
    hits = "".join(_hit(hit, sought) for hit in found[(page - 1) * HITS_PER_PAGE : page * HITS_PER_PAGE])
    if not hits:
        hits = '<div class="search_noresult">抱歉，没有找到相关的内容。</div>'
    return bar_page(
        "百度贴吧搜索", f'<div class="s_post_list">{hits}</div>{_pager(sought, bar, page, len(found))}'
    )


def _hit(hit: Hit, sought: str) -> str:
    def marked(text: str) -> str:
        return escape(text).replace(escape(sought), f"<em>{escape(sought)}</em>")

    thread, number, within = hit.thread, hit.storey.post_id, hit.aside.spid if hit.aside else 0
    reply = "" if hit.storey.number == 1 and not within else "回复:"
    address = f"/p/{thread.tid}?pid={number}&amp;cid={within}#{within or number}"
    return f"""<div class="s_post"><span class="p_title"><a data-tid="{thread.tid}" data-fid="{BARS[thread.bar]}" class="bluelink" \
href="{address}" target="_blank">{reply}{marked(thread.title)}</a></span>
<div class="p_content">{marked(hit.text)}</div>
贴吧：<a data-fid="{BARS[thread.bar]}" class="p_forum" href="/f?kw={quote(thread.bar)}"><font class="p_violet">{thread.bar}</font></a>
作者：<a href="/home/main/?id={hit.person.portrait}&amp;fr=search"><font class="p_violet">{escape(hit.person.shown)}</font></a>
<font class="p_green p_date">{full(hit.at)}</font></div>
"""


def _pager(sought: str, bar: str | None, page: int, total: int) -> str:
    if page * HITS_PER_PAGE >= total:
        return ""
    kept = f"&amp;kw={quote(bar)}" if bar else ""
    address = f"/f/search/res?ie=utf-8{kept}&amp;qw={quote(sought)}&amp;rn=10&amp;sm=1&amp;pn={page + 1}"
    return f'<div class="pager pager-search"><span class="cur">{page}</span><a href="{address}" class="next">下一页&gt;</a></div>'
