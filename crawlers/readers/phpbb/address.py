"""Addresses of phpBB: the numbers in them, and the one form under which a page is asked for."""

import re

from crawlers.readers.addresses import NOISE, absolute, parameter
from crawlers.readers.canonical import canonical as canonical_anywhere
from crawlers.readers.sheet import Sheet
from records.reading import Link, LinkKind

# Numbers are global: a topic is the same with and without its forum, which 3.0 to 3.2 print and 3.3 does not.
_TOPIC_NOISE = NOISE | {"f", "view", "start_here"}
# The rewritten forms of the usual search engine extensions: `name-t12-10.html`, `topic12-10.html`.
_REWRITTEN = {
    "t": re.compile(r"(?:[-/]t|topic-?)(\d{1,12})(?:[-.]|$)"),
    "f": re.compile(r"(?:[-/]f|forum-?)(\d{1,12})(?:[-./]|$)"),
    "p": re.compile(r"(?:[-/]p|post-?)(\d{1,12})(?:[-.]|$)"),
    "u": re.compile(r"(?:[-/]u|member-?|user-?)(\d{1,12})(?:[-./]|$)"),
    "start": re.compile(r"(?:[-/][tf]|topic-?|forum-?)\d{1,12}-(\d{1,9})\.html"),
}
_NUMBER = re.compile(r"\d{1,12}")
_NOISE = frozenset(["sid", "hilit", "start_here"])
# How a forum or topic is shown where nothing else is said.
_PLAIN = {"start": "0", "st": "0", "sk": "t", "sd": "a"}


def canonical(url: str) -> str:
    """The name of the page at ``url``: without session and highlighting, and without the forum of a topic.

    A topic and one of its posts (``t`` and ``p``) stay two pages, for only the forum knows which page a post
    stands on.
    """
    own = parameter(url, "t") or parameter(url, "p")
    noise = _NOISE | {"f"} if own and "viewtopic" in url else _NOISE
    return canonical_anywhere(url, noise, _PLAIN)


def number(url: str | None, name: str) -> str | None:
    """The number of the topic ``t``, forum ``f``, post ``p`` or user ``u`` in ``url``, or its ``start``."""
    if not url:
        return None
    value = parameter(url, name)
    if value is not None:
        return value if _NUMBER.fullmatch(value) else None
    found = _REWRITTEN[name].search(url.partition("?")[0].partition("#")[0])
    return found[1] if found else None


def topic_url(sheet: Sheet, href: str | None) -> str | None:
    """The address of a topic (or of one of its pages), or None where ``href`` leads to none."""
    if not number(href, "t"):
        return None
    return absolute(sheet.base, href, _TOPIC_NOISE)


def post_url(sheet: Sheet, post: str) -> str:
    """Where the post ``post`` of this page is shown, however long its topic grows."""
    if "viewtopic.php" not in sheet.url and "search.php" not in sheet.url:
        return f"{sheet.url}#p{post}"
    return f"{absolute(sheet.base, f'viewtopic.php?p={post}') or sheet.url}#p{post}"


def topic_link(sheet: Sheet, kind: LinkKind, href: str | None) -> Link | None:
    """A link to a topic."""
    url = topic_url(sheet, href)
    return Link(kind, url) if url else None


def board_link(sheet: Sheet, href: str | None) -> Link | None:
    """A link to a forum, which a run walks like a next page."""
    return sheet.link("next", href) if number(href, "f") else None


def user_link(sheet: Sheet, href: str | None) -> Link | None:
    """A link to a member's profile."""
    return sheet.link("user", href) if number(href, "u") else None
