"""How long a Discuz! list or thread says it is."""

import re

from parsel import Selector

from crawlers.readers.addresses import parameter
from crawlers.readers.discuz.address import page_number
from crawlers.readers.discuz.thread import thread_counters
from crawlers.readers.pagers import pager_from, pager_of
from crawlers.readers.sheet import Sheet, line
from records.reading import Pager

_PAGERS = "div.pg, div.pages, div.page"
_COMMENTS = "[id^=comment_] div"  # have a pager of their own
_TIPS = ("label span::attr(title)", "label span::text", "em::text")
_LAST = re.compile(r"[共/]\s*(\d{1,7})\s*[页頁]|(?:of|total)\s+(\d{1,7})", re.IGNORECASE)
_THREADS = re.compile(r"(?:主[题題]|Threads?|Topics?)\s*[:：]\s*(\d{1,9})", re.IGNORECASE)
_HITS = re.compile(r"(?:相关内容|相關內容|related|結果|结果)\D{0,12}?(\d{1,9})\s*[个個]")
# Filters that only order the board leave its count true.
_ORDERING = (None, "author", "lastpost", "reply", "view", "heat", "all")


def list_pager(sheet: Sheet) -> Pager | None:
    """The pager of a board, of the guide, of search hits; ``total`` counts threads."""
    return _pager(sheet, _hits(sheet) or _threads(sheet))


def thread_pager(sheet: Sheet) -> Pager | None:
    """The pager of a thread; ``total`` counts its posts, the opener included."""
    replies = (thread_counters(sheet) or {}).get("replies")
    return _pager(sheet, replies.value + 1 if replies and not replies.rounded else None)


def archive_pager(sheet: Sheet) -> Pager | None:
    """The pager of the archiver, which counts nothing."""
    return _pager(sheet, None)


def _pager(sheet: Sheet, total: int | None) -> Pager | None:
    theirs = {node.root for node in sheet.root.css(_COMMENTS)}
    box = next((one for one in sheet.root.css(_PAGERS) if one.root not in theirs), None)
    if box is None:
        return pager_of(total=total)
    current = line(box.css("strong")) or line(box.css("option[selected]"))
    links = [words for link in box.css("a, option") if (words := line([link]))]
    return pager_from(current, [*links, *_last(box)], total)


def _last(box: Selector) -> list[str]:
    """``共 57 页`` as words or as the tip of the field for a page's number, and the link to the last page."""
    found = (_LAST.search(tip) for css in _TIPS for tip in box.css(css).getall())
    hrefs = [str(page_number(href)) for href in box.css("a.last::attr(href)").getall()]
    return [*(match[1] or match[2] for match in found if match), *hrefs]


def _threads(sheet: Sheet) -> int | None:
    if parameter(sheet.url, "filter") not in _ORDERING or parameter(sheet.url, "typeid"):
        return None
    head = line(sheet.root.css("h1.xs2 + span, h1 span.xs1, #pgt + .bm h1, .bm_h h1")) or ""
    found = _THREADS.search(head)
    return int(found[1]) if found else None


def _hits(sheet: Sheet) -> int | None:
    found = _HITS.search(line(sheet.root.css(".sttl em, .sttl h2")) or "")
    return int(found[1]) if found else None
