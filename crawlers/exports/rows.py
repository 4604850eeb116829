"""A post of somebody's own table or list, by the fields that its columns or keys fill."""

import re
from collections.abc import Mapping

from crawlers.exports.naming import address_in_file, content_id, said_elsewhere
from crawlers.readers.addresses import absolute
from crawlers.readers.sheet import moment_of
from records.page import Page
from records.reading import Post

_SLUG = re.compile(r"[a-z0-9_]{1,30}")
UNKNOWN_PLATFORM = "import"


def post_of(values: Mapping[str, str], page: Page, zone: str, place: str) -> Post | None:
    """The post of a row with ``values`` by field (see ``columns``); None where it says nothing.

    An address that is no http or https one is not believed: the post then has its place in the file.
    """
    text, title = values.get("text", "").strip(), values.get("title", "").strip() or None
    if not (text or title):
        return None
    moment = moment_of(values.get("time"), page.fetched_at, zone)
    author, board = values.get("author", "").strip() or None, values.get("board") or None
    return Post(
        platform=platform_of(values.get("platform")) or said_elsewhere(page, "platform") or UNKNOWN_PLATFORM,
        post_id=values.get("id", "").strip() or content_id(board, author, moment.shown, title, text),
        url=absolute("", values.get("url")) or address_in_file(page, place),
        text=text or title or "",
        title=title if text else None,
        board=board,
        thread=values.get("thread") or None,
        author_name=author,
        author_id=values.get("author_id", "").strip() or None,
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        price_shown=values.get("price_shown") or None,
    )


def platform_of(name: str | None) -> str | None:
    """A platform's name as we write it; None where it is no single plain word."""
    plain = (name or "").strip().lower()
    return plain if _SLUG.fullmatch(plain) else None
