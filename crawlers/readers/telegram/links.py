"""Where a preview leads: to older posts, to each post, to the names it mentions."""

import re
from urllib.parse import urlsplit

from crawlers.readers.addresses import absolute, origin, parameter, with_parameter
from crawlers.readers.sheet import Sheet, distinct
from records.reading import Link, Post

_NAME = re.compile(r"/(?:s/)?([A-Za-z]\w{3,31})(?:/\d+){0,2}/?")
_SITES = ("t.me", "telegram.me", "telegram.dog")
_MENTIONS = (
    "a.tgme_widget_message_forwarded_from_name::attr(href), .js-message_text a::attr(href),"
    " .tgme_widget_message_text a::attr(href), a.tgme_widget_message_inline_button::attr(href),"
    " a.tgme_widget_message_link_preview::attr(href), a.tgme_widget_message_author_name::attr(href)"
)
# Names below t.me that are no accounts.
_NO_NAMES = re.compile(
    r"share|joinchat|addstickers|login|proxy|socks|addemoji|addlist|file|boost|giftcode|contact|setlanguage|"
    r"addtheme|invoice|confirmphone|nft|stars|call"
)


def page_links(sheet: Sheet, posts: tuple[Post, ...]) -> tuple[Link, ...]:
    """``next``, ``post`` and ``user`` links, each once."""
    mentioned = sheet.root.css(_MENTIONS).getall()
    return distinct(
        [
            _further(sheet),
            *(Link("post", post.url) for post in posts),
            *(_preview(sheet, href) for href in mentioned),
        ]
    )


def _further(sheet: Sheet) -> Link | None:
    """Older posts; a page that was asked for what came ``after`` a post goes on to newer ones.

    Only one way, else a walk would read every page twice.
    """
    way, relation = ("after", "next") if parameter(sheet.url, "after") else ("before", "prev")
    more = sheet.root.css(f".tme_messages_more[data-{way}]")
    if more:
        cursor = more.attrib[f"data-{way}"]
        href = more.attrib.get("href") or with_parameter(sheet.url, way, cursor)
        return sheet.link("next", href)
    return sheet.link("next", sheet.root.css(f'link[rel="{relation}"]::attr(href)').get())


def _preview(sheet: Sheet, href: str) -> Link | None:
    """The preview of a channel that is linked to; links that leave Telegram are no channels."""
    if href.startswith("tg://resolve"):
        href = f"https://t.me/{parameter(href, 'domain') or ''}"
    parts = urlsplit(absolute(sheet.base, href) or "")
    if parts.netloc not in (*_SITES, urlsplit(sheet.url).netloc):
        return None
    name = _NAME.fullmatch(parts.path)
    if not name or _NO_NAMES.fullmatch(name[1].lower()):
        return None
    return Link("user", f"{origin(sheet.url)}/s/{name[1]}")
