"""Goofish's page itself: what stands before it, and its cards where no answer was captured."""

import re

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.goofish.item import item_url
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line, open_sheet
from records.page import Page
from records.reading import Count, Link, Post, Reading, State

_OVERLAY = (
    ".baxia-dialog, .baxia-dialog-mask, #J_MIDDLEWARE_FRAME_WIDGET, .J_MIDDLEWARE_FRAME_WIDGET, "
    "#nocaptcha, .nc_iconfont"
)
_NOTHING = "[class*=empty-text-notfound], [class*=search-empty]"
_ITEM = re.compile(r"/item\?(?:[^#]*&)?id=(\d{1,20})")


def read_markup(page: Page, zone: str) -> Reading:
    """The overlay that stands before the page, its cards, or that nothing was fetched."""
    sheet = open_sheet(page, zone)
    if sheet.root.css(_OVERLAY):
        return Reading(State.CAPTCHA, line(sheet.root.css(".baxia-dialog, title")) or "slider")
    if nothing := sheet.root.css(_NOTHING):
        return Reading(State.EMPTY, line(nothing) or "nothing found")
    posts = {post.post_id: post for card in _cards(sheet) if (post := _post(card, sheet))}
    if posts:
        links = distinct(Link("post", post.url) for post in posts.values())
        return Reading(State.ITEMS, "read from the cards of the page", tuple(posts.values()), links)
    return _without_cards(page, sheet)


def _without_cards(page: Page, sheet: Sheet) -> Reading:
    if login := sheet.root.css("[class*=login-modal]"):
        return Reading(State.LOGIN_WALL, line(login) or "log-in dialogue")
    if gone := sheet.root.css("[class*=item-gone]"):
        return Reading(State.GONE, line(gone) or "item gone")
    said = " ".join(" ".join(sheet.root.css("body ::text").getall()[:40]).split())
    if "非法访问" in said:
        return Reading(State.FORBIDDEN, said[:80])
    why = "no search answer was captured" if page.rendering else "the results appear only in a browser"
    return Reading(State.UNKNOWN, why)


def _cards(sheet: Sheet) -> list[Selector]:
    """Class names end in a hash that changes with every release of the site."""
    return list(sheet.root.css("a[class*=feeds-item-wrap][href]"))


def _post(card: Selector, sheet: Sheet) -> Post | None:
    found = _ITEM.search(card.attrib["href"])
    title = card.css("[class*=row1-wrap-title]::attr(title)").get() or line(card.css("[class*=main-title]"))
    if not found or not title:
        return None
    picture = absolute(sheet.base, card.css("img[class*=feeds-image]::attr(src)").get())
    return Post(
        platform="goofish",
        post_id=found[1],
        url=item_url(found[1], sheet.base),
        text=title.strip(),
        images=(picture,) if picture else (),
        counters=_counters(card),
        ip_place=line(card.css("[class*=seller-text-wrap], [class*=seller-area]")),
        price_shown=_price(card),
        excerpt=True,
    )


def _price(card: Selector) -> str | None:
    parts = card.css("[class*=sign--], [class*=number--], [class*=decimal--], [class*=magnitude--]")
    text = "".join("".join(part.css("::text").getall()) for part in parts).strip()
    return text or line(card.css("[class*=price-wrap]"))


def _counters(card: Selector) -> dict[str, Count] | None:
    shown = card.css("[title*=人想要]::attr(title)").get() or next(
        (text for text in card.css("::text").getall() if "人想要" in text), None
    )
    wanted = parse_count(shown)
    return {"wanted": wanted} if wanted else None
