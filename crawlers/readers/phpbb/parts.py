"""Parts that phpBB's pages share: who wrote, when, in which forum, where the next page is."""

import re
from dataclasses import dataclass

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute, parameter
from crawlers.readers.phpbb.address import number, topic_url
from crawlers.readers.sheet import Moment, Sheet, line
from records.reading import Link

# 3.0 gives names no class: a member is a link to the profile, a guest a bare word.
NAMES = ".username-coloured, .username, a[href*='mode=viewprofile']"
_CRUMBS = ", ".join(
    [
        "[data-forum-id] a",
        *(f".{bar} a[href*=viewforum]" for bar in ("navlinks", "breadcrumbs", "breadcrumb")),
    ]
)
# Where a page names itself: its head, its title, and the forms that show it in another order (3.0).
_OWN = (
    "link[rel=canonical]::attr(href)",
    "h2 a[href*=viewtopic]::attr(href)",
    "form[action*=viewtopic]::attr(action)",
)
_NEXT = ".pagination li.next a, .pagination a[rel=next], .action-bar a[rel=next], a.right-box.right"
# Links to further pages anywhere but in what people wrote.
_STARTS = "//a[contains(@href, 'start=')][not(ancestor::*[{}])]/@href".format(
    " or ".join(
        f"contains(concat(' ', @class, ' '), ' {name} ')" for name in ("content", "postbody", "signature")
    )
)


@dataclass(frozen=True, slots=True)
class Author:
    """A name as shown; ``number`` and ``href`` only of members who are still there."""

    name: str | None = None
    number: str | None = None
    href: str | None = None


def containers(marks: SelectorList[Selector], around: str) -> list[tuple[Selector, Selector]]:
    """The first mark in each thing (a row, a post) that stands ``around`` one, by an XPath, with the thing.

    No such thing stands in another: a page in which one does is broken or made to be slow.
    """
    found = {thing.root: (mark, thing) for mark in reversed(marks) for thing in mark.xpath(around)}
    return [pair for thing, pair in reversed(found.items()) if found.keys().isdisjoint(thing.iterancestors())]


def author_of(nodes: SelectorList[Selector]) -> Author | None:
    """The first of ``nodes`` that shows a name (a linked avatar shows none)."""
    for node in nodes:
        if name := line([node]):
            href = node.attrib.get("href")
            return Author(name, number(href, "u"), href)
    return None


def stamped(block: Selector, sheet: Sheet) -> Moment | None:
    """The time of ``block``'s first ``<time datetime>`` (3.2.9 and later), shown as printed."""
    stamp = block.css("time[datetime]")
    if not stamp:
        return None
    exact = sheet.moment(stamp[0].attrib["datetime"])
    return Moment(line(stamp), exact.time, exact.precision) if exact.time else sheet.moment(line(stamp))


def board_name(sheet: Sheet) -> str | None:
    """The forum that the page stands in: the last of the path above it."""
    return line(sheet.root.css(_CRUMBS)[-1:])


def own_address(sheet: Sheet) -> str:
    """The page's address as it names it itself; one asked for by a post's number says topic and start."""
    named = (topic_url(sheet, sheet.root.css(css).get()) for css in _OWN)
    return next((url for url in named if url), sheet.url)


def next_page(sheet: Sheet) -> Link | None:
    """The pager's next page; without a marked one (3.0) the nearest start behind this page's."""
    root = sheet.root
    href = root.css(_NEXT).attrib.get("href") or _nearest(sheet)
    url = topic_url(sheet, href) or absolute(sheet.base, href)
    return Link("next", url) if url and url != sheet.url else None


def _nearest(sheet: Sheet) -> str | None:
    own = own_address(sheet)
    here = int(number(own, "start") or 0)
    ahead = {
        start: href
        for href in sheet.root.xpath(_STARTS).getall()
        if _same_list(href, own) and (start := int(number(href, "start") or 0)) > here
    }
    return ahead[min(ahead)] if ahead else None


def _same_list(href: str, own: str) -> bool:
    """Another page of the same topic, forum or search."""
    if _script(href) != _script(own):
        return False
    name = "t" if "viewtopic" in own else "f"
    return "search.php" in own or number(href, name) == number(own, name)


def _script(url: str) -> str:
    return re.split(r"[?#]", url)[0].rpartition("/")[2]


def sorted_by_time(url: str) -> bool:
    """Whether a topic's page at ``url`` shows its posts oldest first."""
    return parameter(url, "sd") != "d" and parameter(url, "sk") in (None, "", "t")
