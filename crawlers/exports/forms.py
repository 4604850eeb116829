"""Which forms of export there are, and the one door to their readers."""

from collections.abc import Callable
from dataclasses import replace

from crawlers.exports import (
    pasted_text,
    picture,
    post_lines,
    qq_chat,
    qq_page,
    table,
    telegram_chat,
    telegram_page,
    wechat_text,
)
from crawlers.readers.clean import clean
from crawlers.readers.reading import read
from records.page import Page
from records.reading import Post, Reading, State
from records.source import Source

EXPORTS: dict[str, Callable[[Page, str], tuple[Post, ...]]] = {
    "telegram-json": telegram_chat.read_posts,
    "telegram-html": telegram_page.read_posts,
    "csv": table.read_posts,
    "jsonl": post_lines.read_posts,
    "qq-txt": qq_chat.read_posts,
    "qq-mht": qq_page.read_posts,
    "text": pasted_text.read_posts,
    "wechat-txt": wechat_text.read_posts,
    "screenshots": picture.read_posts,
}


def read_part(page: Page, source: Source) -> Reading:
    """What ``page`` says: by the form of its export, or, where it is a page of a site, by the site's family.

    The name of a form stands in the place of a family. Pure, as every reader is.
    """
    if source.family not in EXPORTS:
        return read(page, source.family, source.zone, source.select)
    posts = EXPORTS[source.family](page, source.zone)
    reading = Reading(State.ITEMS if posts else State.EMPTY, "" if posts else "no message here", posts)
    charset = page.part.context.get("charset") if page.part else None
    return clean(replace(reading, charset=charset))
