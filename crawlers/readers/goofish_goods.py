"""One thing for sale on Xianyu: a card of the search answer, or an item's own answer."""

import re
from datetime import datetime
from typing import Any

from crawlers.readers.addresses import absolute, origin
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tree import at, entries, words
from records.reading import Count, Post

_ITEM = re.compile(r"[?&](?:id|itemId)=(\d{1,20})")


def read_card(row: Any, base: str, now: datetime, zone: str) -> Post | None:
    """A card: ordinary, auction (without ``detailParams``), or the flat shape some answers have."""
    main = at(row, "data", "item", "main")
    if not isinstance(main, dict):
        return _flat(at(row, "data"), base)
    shown, arguments = at(main, "exContent"), at(main, "clickParam", "args")
    number = words(shown, "itemId") or words(arguments, "item_id") or words(arguments, "id") or _number(main)
    if not number:
        return None
    text, title = _words(shown)
    moment = moment_of(words(arguments, "publishTime"), now, zone)
    return Post(
        platform="goofish",
        post_id=number,
        url=item_url(number, base),
        author_name=words(shown, "userNickName") or words(shown, "detailParams", "userNick"),
        author_id=words(arguments, "seller_id"),
        title=title,
        text=text,
        images=_images(words(shown, "picUrl"), base),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(shown, arguments),
        price_shown=_price(shown) or words(arguments, "price"),
    )


def read_detail(body: Any, base: str, now: datetime, zone: str) -> Post | None:
    """An item's own answer (``itemDO``, ``sellerDO``)."""
    item, seller = at(body, "itemDO"), at(body, "sellerDO")
    number = words(item, "itemId")
    if not number:
        return None
    moment = moment_of(words(item, "gmtCreate") or words(item, "GMT_CREATE_DATE_KEY"), now, zone)
    wanted = parse_count(words(item, "wantCnt"))
    text = words(item, "desc") or ""
    title = words(item, "title")
    return Post(
        platform="goofish",
        post_id=number,
        url=item_url(number, base),
        author_name=words(seller, "nick"),
        author_id=words(seller, "sellerId"),
        title=title if title and not _same(title, text) else None,
        text=text,
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters={"wanted": wanted} if wanted else None,
        price_shown=words(item, "soldPrice"),
    )


def item_url(number: str, base: str) -> str:
    """The item's page on the site that was asked."""
    return f"{origin(base)}/item?id={number}"


def _words(shown: Any) -> tuple[str, str | None]:
    """The text with its line breaks, and the title where that says something else."""
    whole, title = words(shown, "detailParams", "title"), words(shown, "title")
    if not whole:
        return title or "".join(
            words(part, "data", "text") or "" for part in entries(shown, "richTitle")
        ), None
    return whole, title if title and not _same(title, whole) else None


def _same(title: str, text: str) -> bool:
    """A title that is the beginning of the text, white space aside."""
    squeezed = "".join(title.split()).removesuffix("...").removesuffix("…")
    return "".join(text.split()).startswith(squeezed)


def _flat(row: Any, base: str) -> Post | None:
    number = words(row, "id") or words(row, "itemId")
    if not number or not words(row, "title"):
        return None
    return Post(
        platform="goofish",
        post_id=number,
        url=item_url(number, base),
        text=words(row, "title") or "",
        images=_images(words(row, "picUrl"), base),
        price_shown=words(row, "priceText") or words(row, "price"),
    )


def _number(main: Any) -> str | None:
    found = _ITEM.search(words(main, "targetUrl") or "")
    return found[1] if found else None


def _images(source: str | None, base: str) -> tuple[str, ...]:
    url = absolute(base, source)
    return (url,) if url else ()


def _price(shown: Any) -> str | None:
    """Sign, integer, decimals and 万 come in parts."""
    parts = (part if isinstance(part, str) else words(part, "text") or "" for part in entries(shown, "price"))
    return "".join(parts).strip() or None


def _counters(shown: Any, arguments: Any) -> dict[str, Count] | None:
    """How many want it: the exact number, else the tag's."""
    tags = [
        words(tag, "data", "content") or ""
        for row in entries(shown, "fishTags")
        for tag in entries(row, "tagList")
    ]
    tagged = next((tag for tag in tags if "人想要" in tag), None)
    wanted = parse_count(words(arguments, "wantNum")) or parse_count(tagged)
    return {"wanted": wanted} if wanted else None
