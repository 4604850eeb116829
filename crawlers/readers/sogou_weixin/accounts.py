"""Sogou's search for accounts (type=1): each with its handle, its introduction and its last article."""

import re

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.sheet import Sheet, apart, line, once
from crawlers.readers.sogou_weixin.hits import seconds
from records.reading import Link, Post

_BOX = re.compile(r"sogou_vr_11002301_box_\d{1,4}")


def read_accounts(sheet: Sheet) -> tuple[tuple[Post, ...], tuple[Link, ...]]:
    """The last article of each account as a post, and the accounts as links of kind ``user``.

    An account that shows no article is a link alone. Handle and introduction are the post's ``signature``.
    """
    rows = apart(sheet.root, "li[id^=sogou_vr_11002301_box_]", "id", _BOX)
    people = (sheet.link("user", row.css(".tit a::attr(href)").get()) for row in rows)
    posts = once(post for row in rows if (post := _last_article(row, sheet)))
    return posts, tuple(dict.fromkeys(link for link in people if link))


def _last_article(row: Selector, sheet: Sheet) -> Post | None:
    article = row.css("a[uigs^=account_article]") or row.css("dl:last-of-type dd a")
    url = absolute(sheet.base, article.attrib.get("href"))
    if not url or not (title := line(article)):
        return None
    number = row.attrib.get("d") or line(row.css("label[name=em_weixinhao]")) or ""
    moment = sheet.moment(seconds(row.css("dd")))
    name = line(row.css(".tit a, .tit"))
    key = f"{number or name}:{int(moment.time.timestamp()) if moment.time else title}"
    return Post(
        platform="sogou_weixin",
        board=name,
        thread=key,
        post_id=key,
        url=url,
        author_name=name,
        author_id=number or None,
        signature=_about(row),
        title=title,
        text="",
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        excerpt=True,
    )


def _about(row: Selector) -> str | None:
    """``微信号 handle`` and the introduction."""
    handle = line(row.css("label[name=em_weixinhao]"))
    notes = (part for part in row.css("dl") if "功能介绍" in (line(part.css("dt")) or ""))
    introduction = next((line(part.css("dd")) for part in notes), None)
    return "\n".join(filter(None, (handle and f"微信号 {handle}", introduction))) or None
