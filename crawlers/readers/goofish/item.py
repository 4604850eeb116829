"""An item's own answer on Goofish, and the addresses of items and sellers."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawlers.readers.addresses import absolute, origin
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tree import at, entries, words
from records.reading import Count, Post

_COUNTS = (("wanted", "wantCnt"), ("views", "browseCnt"), ("favourites", "collectCnt"))


def read_detail(body: Any, base: str, now: datetime, zone: str) -> Post | None:
    """An item (``itemDO``) with its seller (``sellerDO``)."""
    item, seller = at(body, "itemDO"), at(body, "sellerDO")
    number = words(item, "itemId")
    if not number:
        return None
    moment = moment_of(words(item, "gmtCreate") or words(item, "GMT_CREATE_DATE_KEY"), now, zone)
    text, title = words(item, "desc") or "", words(item, "title")
    return Post(
        platform="goofish",
        post_id=number,
        url=item_url(number, base),
        author_name=words(seller, "nick") or words(seller, "uniqueName"),
        author_id=words(seller, "sellerId"),
        signature=words(seller, "signature"),
        title=title if title and not begins(title, text) else None,
        text=text,
        images=_images(item, base),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(item),
        ip_place=words(seller, "publishCity") or words(seller, "city"),
        price_shown=shown_price(words(item, "soldPrice") or _price_range(item)),
    )


def item_url(number: str, base: str) -> str:
    """The item's page on the site that was asked."""
    return f"{_site(base)}/item?id={number}"


def personal_url(number: str, base: str) -> str:
    """The seller's page; ``number`` is the plain one, not the veiled one that search answers carry."""
    return f"{_site(base)}/personal?userId={number}"


def begins(title: str, text: str) -> bool:
    """Whether ``title`` is the beginning of ``text``, white space aside."""
    squeezed = "".join(title.split()).removesuffix("...").removesuffix("…")
    return "".join(text.split()).startswith(squeezed)


def shown_price(price: str | None) -> str | None:
    """The price with its sign, as the page prints it beside a bare number."""
    return f"¥{price}" if price and price[0].isdigit() else price


def _site(base: str) -> str:
    """Calls go to other hosts than pages."""
    host = urlsplit(base).hostname or ""
    return "https://www.goofish.com" if host.endswith("goofish.com") else origin(base)


def _price_range(item: Any) -> str | None:
    lowest, highest = words(item, "minPrice"), words(item, "maxPrice")
    return f"{lowest}-{highest}" if lowest and highest else lowest


def _images(item: Any, base: str) -> tuple[str, ...]:
    sources = (words(picture, "url") for picture in entries(item, "imageInfos"))
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(base, source))))


def _counters(item: Any) -> dict[str, Count] | None:
    named = {name: parse_count(words(item, key)) for name, key in _COUNTS}
    return {name: count for name, count in named.items() if count} or None
