"""The boards that the front page of a forum lists."""

import re
from dataclasses import dataclass

from crawlers.hosts import host_of, inside
from crawlers.readers.addresses import absolute
from crawlers.readers.sheet import open_sheet
from records.page import Page

# The first page of a board, without filters: numbered, or with its name in the address.
BOARDS = {
    "discuz": r"/forum\.php\?mod=forumdisplay&fid=\d+|/forum-[\w-]+-1\.html|/forumdisplay\.php\?fid=\d+",
    "phpbb": r"/viewforum\.php\?f=\d+",
    "mybb": r"/forumdisplay\.php\?fid=\d+|/(?:Forum|forum)-[^/?]+",
    "xenforo": r"/(?:index\.php\?)?forums/[^/?]+\.\d+/?",
    "vbulletin": r"/forumdisplay\.php\?(?:f=)?\d+[^&]*|/forums/\d+[^/?]*",
    "v2ex": r"/go/[\w-]+",
    "tieba": r"/f\?kw=[^&]+(?:&ie=utf-8)?",
}


@dataclass(frozen=True, slots=True)
class Board:
    """A board of a site: the address of its first page and what it is called."""

    url: str
    title: str


def find_boards(page: Page, family: str) -> tuple[Board, ...]:
    """The boards of the page's own host that it links to by name, in its order."""
    if family not in BOARDS:
        return ()
    sheet = open_sheet(page, "UTC")
    fence = (host_of(sheet.url),)
    found: dict[str, str] = {}
    for link in sheet.root.css("a[href]"):
        url = absolute(sheet.base, link.attrib["href"])
        title = " ".join(" ".join(link.css("::text").getall()).split())
        if url and title and inside(url, fence) and _is_board(url, family):
            found.setdefault(url, title[:60])
    return tuple(Board(url, title) for url, title in found.items())


def is_board(page: Page, family: str) -> bool:
    """Whether ``page`` is itself a board, by its address."""
    return _is_board(absolute(page.url, page.url) or page.url, family)


def _is_board(url: str, family: str) -> bool:
    return family in BOARDS and bool(re.search(f"(?:{BOARDS[family]})$", url))
