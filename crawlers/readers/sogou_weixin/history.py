"""An account's own page (mp.weixin.qq.com/profile): the last things it sent, in its script."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from crawlers.readers.addresses import absolute
from crawlers.readers.sheet import Moment, Sheet, line, once
from crawlers.readers.tree import at, entries, first_json, words
from records.reading import Post

_LIST = "msgList = {"


def read_history(sheet: Sheet) -> tuple[Post, ...]:
    """Each article that the account sent, an excerpt; several may have been sent at once."""
    script = next((text for text in sheet.root.css("script::text").getall() if _LIST in text), "")
    sent = first_json(script, script.index(_LIST) + len(_LIST) - 1) if script else None
    return once(post for row in entries(sent, "list") for post in _sent(row, sheet))


def _sent(row: Any, sheet: Sheet) -> Iterator[Post]:
    first = at(row, "app_msg_ext_info")
    moment = sheet.moment(words(row, "comm_msg_info", "datetime"))
    number = words(row, "comm_msg_info", "id")
    for place, article in enumerate((first, *entries(first, "multi_app_msg_item_list")), 1):
        if number and (post := _article(article, f"{number}/{place}", moment, sheet)):
            yield post


def _article(article: Any, sent: str, moment: Moment, sheet: Sheet) -> Post | None:
    url = absolute(sheet.base, unescape(words(article, "content_url") or ""))
    title = words(article, "title")
    if not url or not title:
        return None
    account = line(sheet.root.css(".profile_info .profile_nickname, strong.profile_nickname"))
    handle = (line(sheet.root.css(".profile_account")) or "").removeprefix("微信号:").strip()
    said = (words(article, "author"), handle and f"微信号 {handle}")
    key = f"{handle or account}/{sent}"
    return Post(
        platform="sogou_weixin",
        board=account,
        thread=key,
        post_id=key,
        url=url,
        author_name=account,
        author_id=handle or None,
        signature="\n".join(filter(None, said)) or None,
        title=unescape(title),
        text=unescape(words(article, "digest") or ""),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        excerpt=True,
    )
