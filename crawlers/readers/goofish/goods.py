"""One thing for sale on Goofish: a card of the search answer or of a seller's shelf."""

import re
from datetime import datetime
from typing import Any

from crawlers.readers.addresses import absolute
from crawlers.readers.goofish.item import begins, item_url, shown_price
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
        ip_place=words(shown, "area"),
        price_shown=_price(shown) or shown_price(words(arguments, "price")),
        excerpt=not words(shown, "detailParams", "title"),
    )


def read_shelf_card(card: Any, base: str) -> Post | None:
    """A card of a seller's shelf: title, price and picture."""
    body = at(card, "cardData")
    number, title = words(body, "id") or words(body, "itemId"), words(body, "title")
    if not number or not title:
        return None
    price = words(body, "priceInfo", "price")
    return Post(
        platform="goofish",
        post_id=number,
        url=item_url(number, base),
        text=title,
        images=_images(words(body, "picInfo", "picUrl"), base),
        price_shown=f"{words(body, 'priceInfo', 'preText') or '¥'}{price}" if price else None,
        excerpt=True,
    )


def _words(shown: Any) -> tuple[str, str | None]:
    """The text with its line breaks, and the title where that says something else."""
    whole, title = words(shown, "detailParams", "title"), words(shown, "title")
    if not whole:
        rich = "".join(words(part, "data", "text") or "" for part in entries(shown, "richTitle"))
        return title or rich or words(shown, "titleSpan", "content") or "", None
    return whole, title if title and not begins(title, whole) else None


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
        price_shown=words(row, "priceText") or shown_price(words(row, "price")),
        excerpt=True,
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
    return "".join(parts).strip() or words(shown, "price")


def _counters(shown: Any, arguments: Any) -> dict[str, Count] | None:
    """How many want it, as the card's tag says; the number beside it is 0 whatever the tag says."""
    tags = [
        words(tag, "data", "content") or ""
        for row in entries(shown, "fishTags")
        for tag in entries(row, "tagList")
    ]
    tagged = parse_count(next((tag for tag in tags if "人想要" in tag), None))
    counted = parse_count(words(arguments, "wantNum"))
    wanted = tagged or (counted if counted and counted.value else None)
    return {"wanted": wanted} if wanted else None
