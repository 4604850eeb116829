"""How long a list, a thread or a search of Tieba says it is."""

from typing import Any

from crawlers.readers.addresses import parameter
from crawlers.readers.pagers import counted, page_shown, pager_from, pager_of
from crawlers.readers.sheet import Sheet, line
from crawlers.readers.tieba.marks import fields
from crawlers.readers.tree import at, words
from records.reading import Pager

_CURRENT = ".pagination-current, .tP, .cur"
_ROWS = 50  # threads on a page of a bar: its last link (尾页) tells how many come before


def bar_pager(sheet: Sheet) -> Pager | None:
    """The bar's pages and threads (共有主题数)."""
    last = counted(parameter(sheet.root.css("#frs_list_pager a.last::attr(href)").get(), "pn"))
    total = counted(line(sheet.root.css(".th_footer_l .red_text")))
    return _shown(sheet, "#frs_list_pager", last // _ROWS + 1 if last is not None else None, total)


def thread_pager(sheet: Sheet) -> Pager | None:
    """``33回复贴，共2页``; the opener is no reply."""
    numbers = [line([node]) for node in sheet.root.css("li.l_reply_num")[:1].css("span.red")]
    replies, pages = (*numbers, None, None)[:2]
    return _shown(sheet, ".l_pager", page_shown(pages), counted(replies, 1))


def search_pager(sheet: Sheet) -> Pager | None:
    """The pages around this one; a search does not count its hits."""
    return _shown(sheet, ".pager-search", None, None)


def replies_pager(sheet: Sheet) -> Pager | None:
    """The replies within a floor."""
    box = sheet.root.css(".lzl_li_pager")[:1]
    said = fields(box[0]) if box else None
    return _shown(
        sheet, ".lzl_li_pager", page_shown(words(said, "total_page")), counted(words(said, "total_num"))
    )


def answer_pager(body: Any, url: str, floors: bool) -> Pager | None:
    """What a JSON answer says under ``page``, or of a search that there is more."""
    page = at(body, "page")
    here = page_shown(words(page, "current_page") or parameter(url, "pn") or parameter(url, "page"))
    replies = counted(words(body, "thread", "reply_num"), 1) if floors else None
    if pages := page_shown(words(page, "total_page")):
        return pager_of(here, pages, replies)
    more = at(body, "has_more")
    if more is None or here is None:
        return pager_of(total=replies)
    return pager_of(here, here + (more in (True, 1, "1")), replies)


def _shown(sheet: Sheet, css: str, pages: int | None, total: int | None) -> Pager | None:
    box = sheet.root.css(css)[:1]
    links = [text for link in box.css("a") if (text := line([link]))]
    return pager_from(line(box.css(_CURRENT)), [*links, *([str(pages)] if pages else [])], total)
