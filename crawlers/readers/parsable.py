"""Markup made parsable: what no site writes is not worth a minute, or an error."""

import re

from crawlers.readers.selection.element import Element
from records.page import Page

# A page of a forum has five thousand tags. Unions and descendants of many elements take quadratic time in
# XPath, so that a hundred thousand would take minutes.
MOST_TAGS = 50_000
# Parsers compare every attribute with every other one of its tag: a hundred thousand take half a minute.
_MOST_ATTRIBUTES = 1_000
# As browsers cut a tag: quotes count only behind "=". Nothing is tried twice, so the time is linear.
_ATTRIBUTE = r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?"
_TAG = re.compile(rf"<([a-zA-Z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>?")
_BRACKET_INSIDE = re.compile(r"=\s*+(?:\"[^\"<]*+<|'[^'<]*+<)")
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def parse(markup: str) -> Element:
    """The tree of ``markup`` (as ``bounded``)."""
    return Element.parse(bounded(markup))


def bounded(markup: str) -> str:
    """``markup`` up to its fifty-thousandth tag; a tag of more than a thousand attributes loses them."""
    if markup.count("<") > MOST_TAGS:
        markup = markup[: _place_of_tag(markup, MOST_TAGS)]
    if not _may_be_crowded(markup):
        return markup
    pieces, done = [], 0
    for found in _TAG.finditer(markup):
        if found.end() - found.start() > _MOST_ATTRIBUTES and _is_crowded(found[2]):
            pieces += [markup[done : found.start()], f"<{found[1]}>"]
            done = found.end()
    return "".join([*pieces, markup[done:]]) if pieces else markup


def _may_be_crowded(markup: str) -> bool:
    """Whether there may be such a tag, told at a glance: an attribute is at least a sign and a space."""
    longest = max(map(len, markup.split("<")))
    return longest > 2 * _MOST_ATTRIBUTES or _BRACKET_INSIDE.search(markup) is not None


def is_overlong(page: Page) -> bool:
    """Whether ``page`` is markup of more tags than are read."""
    if page.rendering:
        return page.rendering.dom.count("<") > MOST_TAGS
    return page.content.lstrip()[:1] == b"<" and page.content.count(b"<") > MOST_TAGS


def _place_of_tag(markup: str, number: int) -> int:
    place = -1
    for _ in range(number):
        place = markup.index("<", place + 1)
    return place


def _is_crowded(attributes: str) -> bool:
    return sum(1 for _ in _ATTRIBUTES.finditer(attributes)) > _MOST_ATTRIBUTES
