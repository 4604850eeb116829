"""A Discuz! thread made ready to be printed: writer, time and text of every post, one under the other."""

import re
from html import escape

from lxml import etree
from parsel import Selector

from crawlers.readers.discuz.address import page_number, thread_number
from crawlers.readers.discuz.post import NOT_TEXT, quoted_in
from crawlers.readers.discuz.times import moment_in
from crawlers.readers.sheet import MOST_POSTS, Moment, Sheet
from crawlers.readers.visible import visible_text
from records.reading import Post

# The labels in the site's languages; what they name stands behind them.
_AUTHOR = re.compile(r"\s*(?:作者|Author)\s*[:：]\s*", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:标题|標題|Title|Subject)\s*[:：]\s*", re.IGNORECASE)
_LOCK = re.compile(
    r"[\s*]*(?:提示: )?(?:作者被禁止或(?:删除|刪除)|[该該]帖被管理[员員]或版主屏蔽)[^\n]{0,20}"
)


def read_printed(sheet: Sheet) -> tuple[Post, ...]:
    """The posts of a printable page. They have no numbers: ``post_id`` is thread, page and place."""
    body = sheet.root.css("body:has(> b > a[onclick*='window.print'])")
    heads = [head for head in body.xpath("./b") if _begins_post(head)]
    return tuple(_post(head, sheet, place) for place, head in enumerate(heads[:MOST_POSTS], 1))


def _begins_post(head: Selector) -> bool:
    """Whether the label stands below a rule, as none does that a writer put into a text."""
    rule = head.root.getprevious()
    below = rule is not None and rule.tag == "hr" and "noshade" in rule.attrib
    return below and bool(_AUTHOR.fullmatch(head.root.text or ""))


def _post(head: Selector, sheet: Sheet, place: int) -> Post:
    tid, page = thread_number(sheet.url), page_number(sheet.url)
    opener = page == 1 and place == 1
    title, body = _below(head)
    moment = _moment(head, sheet)
    text = visible_text(body, NOT_TEXT)
    return Post(
        platform="discuz",
        thread=tid,
        post_id=f"{tid}-{page}-{place}",
        url=sheet.url,
        author_name=" ".join((head.root.tail or "").split()) or None,
        title=title if opener else None,
        text="" if _LOCK.fullmatch(text) else text,
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else None,
        reply_to=quoted_in(Selector(f"<div>{body}</div>", type="html")),
    )


def _moment(head: Selector, sheet: Sheet) -> Moment:
    """The time behind the second label, in words or with its title."""
    label = head.xpath("following-sibling::*[1][self::b]")
    if span := label.xpath("following-sibling::*[1][self::span[@title]]"):
        return moment_in(span, sheet)
    return sheet.moment((label[0].root.tail or "") if label else None)


def _below(head: Selector) -> tuple[str | None, str]:
    """The title, where this post has one, and the markup between the line of the time and the next rule.

    7.x has the title on the line of the time, X on the line below.
    """
    title, begun = None, False
    pieces: list[str] = []
    for sibling in head.root.itersiblings():
        if sibling.tag == "hr" and "noshade" in sibling.attrib:
            break
        if sibling.tag == "b" and not pieces and _TITLE.fullmatch(sibling.text or ""):
            title = " ".join((sibling.tail or "").split()) or None
        elif begun:
            pieces.append(etree.tostring(sibling, encoding="unicode", with_tail=True))
        elif sibling.tag == "br":
            begun, tail = True, sibling.tail or ""
            pieces = [escape(tail)] if tail.strip() else []
    return title, "".join(pieces)
