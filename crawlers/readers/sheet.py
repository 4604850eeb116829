"""A page opened for reading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree
from parsel import Selector

from crawlers.charset import decode
from crawlers.readers.addresses import absolute
from crawlers.readers.clean import without_broken
from crawlers.readers.parsable import parse
from crawlers.readers.selection.element import Element, whole_text
from crawlers.readers.times import parse_time
from crawlers.readers.visible import seen_text, visible_text
from records.page import Page
from records.reading import Link, LinkKind, Post, Precision

# Sites show some dozens of posts on a page. Reading a page made of a hundred thousand would take a minute.
MOST_POSTS = 2_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as printed and as understood."""

    shown: str | None = None
    time: datetime | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Parsed markup with what is needed to understand it: the address its links stand against (``base``), its
    own canonical address (``url``), the time it was fetched (``now``) and the zone it prints times in."""

    root: Selector
    base: str
    url: str
    now: datetime
    zone: str

    def link(self, kind: LinkKind, href: str | None) -> Link | None:
        """A link of the page in canonical form, or None where ``href`` leads nowhere."""
        url = absolute(self.base, href)
        return Link(kind, url) if url else None

    def moment(self, shown: str | int | float | None) -> Moment:
        """A printed time, understood or not."""
        return moment_of(shown, self.now, self.zone)


def moment_of(shown: str | int | float | None, now: datetime, zone: str) -> Moment:
    """``shown`` (kept with single spaces) and what it means against ``now`` in ``zone``."""
    text = " ".join(str(shown).split()) if shown is not None else ""
    time, precision = parse_time(text, now, zone) or (None, None)
    return Moment(text or None, time, precision)


def page_text(page: Page) -> str:
    """The page's markup: the browser's DOM where there is one, else the body decoded by evidence."""
    if page.rendering:
        return without_broken(page.rendering.dom)
    content_type = page.exchange.header("Content-Type") if page.exchange else None
    return decode(page.content, content_type)[0].replace("\0", "\ufffd")  # no codec makes half a pair


def open_sheet(page: Page, zone: str, text: str | None = None) -> Sheet:
    """Parse ``page`` (or ``text`` made of it); links are resolved against its ``<base href>``."""
    root = parse(page_text(page) if text is None else text)
    url = absolute(page.url, page.url) or page.url
    base = absolute(page.url, root.css("base::attr(href)").get(), ()) or page.url
    return Sheet(root, base, url, page.fetched_at, zone)


def outermost(root: Selector, css: str, attribute: str, pattern: re.Pattern[str]) -> list[Selector]:
    """The elements that ``css`` names and whose whole ``attribute`` fits ``pattern``; none inside another.

    Posts do not hold posts; a page on which they do is broken or made to be slow. At most ``MOST_POSTS``.
    """
    return topmost(
        root, [node for node in root.css(css) if pattern.fullmatch(node.attrib.get(attribute, ""))]
    )


def topmost(root: Selector, named: Iterable[Selector]) -> list[Selector]:
    """Those of the ``named`` elements that are not inside another, at most ``MOST_POSTS``."""
    chosen = {node.root: node for node in named}
    assert isinstance(root, Element)
    return [chosen[element] for element in islice(root.outermost(chosen), MOST_POSTS)]


def apart(root: Selector, css: str, attribute: str, pattern: re.Pattern[str]) -> list[Selector]:
    """As ``outermost``, but those inside another are taken out of it and stand behind it.

    A tag that a row leaves open swallows all the rows that follow; browsers close it where the next begins.
    """
    chosen = {node.root: node for node in root.css(css) if pattern.fullmatch(node.attrib.get(attribute, ""))}
    found: list[Selector] = []
    around: list[etree._Element] = []
    swallowed: list[tuple[etree._Element, etree._Element]] = []
    for event, element in etree.iterwalk(root.root, events=("start", "end")) if chosen else ():
        if element not in chosen:
            continue
        if event == "end":
            around.pop()
        else:
            swallowed += [(element, around[0])] if around else []
            around.append(element)
            found.append(chosen[element])
        if len(found) == MOST_POSTS:
            break
    for element, outer in reversed(swallowed):
        outer.addnext(element)
    if swallowed and isinstance(root, Element):
        root.moved()
    return found


def shown_text(nodes: Iterable[Selector], drop: str | None = None) -> str:
    """The visible text of the first of ``nodes``."""
    first = next(iter(nodes), None)
    if isinstance(first, Element):
        return seen_text(first, drop)
    return visible_text(first.get(), drop) if first is not None else ""


def line(nodes: Iterable[Selector]) -> str | None:
    """The text of the first of ``nodes`` on one line, or None."""
    first = next(iter(nodes), None)
    if first is None:
        return None
    texts = [first.root] if isinstance(first.root, str) else whole_text(first.root)
    return " ".join("".join(texts).split()) or None


def once(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Each post as it is shown first."""
    found: dict[str, Post] = {}
    for post in posts:
        found.setdefault(post.post_id, post)
    return tuple(found.values())


def distinct(links: Iterable[Link | None]) -> tuple[Link, ...]:
    """The links that lead somewhere, each once, in their order."""
    return tuple(dict.fromkeys(link for link in links if link))
