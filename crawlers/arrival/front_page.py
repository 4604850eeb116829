"""The boards that the front page of a forum lists."""

from dataclasses import dataclass

from crawlers.egress.hosts import host_of, inside
from crawlers.readers.addresses import absolute
from crawlers.readers.sheet import open_sheet
from records.page import Page
from records.reading import Reading, State

_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Board:
    """A board of a site: the address of its first page and what it is called, as far as the page says."""

    url: str
    title: str


def find_boards(page: Page, reading: Reading) -> tuple[Board, ...]:
    """The boards, on the page's own host, of a page that leads to nothing else: no posts, no threads."""
    threads = any(link.kind == "thread" for link in reading.links)
    if reading.state is not State.ITEMS or reading.posts or threads:
        return ()
    titles = _titles(page)
    fence = (host_of(page.url),)
    urls = [link.url for link in reading.links if link.kind == "next" and inside(link.url, fence)]
    return tuple(Board(url, titles.get(url, "")) for url in urls)


def _titles(page: Page) -> dict[str, str]:
    """The first words under which the page links to each address; a picture has none."""
    sheet = open_sheet(page, "UTC")
    titles: dict[str, str] = {}
    for link in sheet.root.css("a[href]"):
        url = absolute(sheet.base, link.attrib["href"])
        words = " ".join(" ".join(link.css("::text").getall()).split())
        if url and words:
            titles.setdefault(url, words[:_LONGEST_TITLE])
    return titles
