"""The Discuz! archiver: boards and threads as plain lists, for those who read without scripts."""

from urllib.parse import urlsplit

from parsel import Selector

from crawlers.readers.discuz.address import board_number, thread_number
from crawlers.readers.discuz.archive_posts import archive_board, read_archive_posts
from crawlers.readers.discuz.pager import archive_pager
from crawlers.readers.discuz.sentences import message_state
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import MOST_POSTS, Sheet, distinct, line
from crawlers.readers.visible import visible_text
from records.reading import Link, Post, Reading, State

_MARK = "archiver"


def read_archive(sheet: Sheet) -> Reading | None:
    """The reading of an archiver's page; None for any other page."""
    content = sheet.root.css("#content")[:1]
    if not content or not _is_archive(sheet):
        return None
    onward = sheet.link("next", content.css("div.page strong + a::attr(href)").get())
    if posts := read_archive_posts(content[0], sheet):
        return Reading(State.ITEMS, "", posts, distinct([onward]), pager=archive_pager(sheet))
    if rows := _rows(content[0], sheet):
        links = distinct([*(Link("thread", row.url) for row in rows), onward])
        return Reading(State.ITEMS, "", rows, links, pager=archive_pager(sheet))
    if boards := distinct(_boards(content[0], sheet)):
        return Reading(State.ITEMS, "boards only", links=boards)
    return _words_alone(content[0])


def _is_archive(sheet: Sheet) -> bool:
    words = f"{line(sheet.root.css('title'))} {line(sheet.root.css('#footer, #header, center'))}"
    return _MARK in urlsplit(sheet.base).path.lower() or _MARK in words.lower()


def _rows(content: Selector, sheet: Sheet) -> tuple[Post, ...]:
    board = archive_board(sheet)
    rows = (_row(item, sheet, board) for item in content.css("ul > li")[:MOST_POSTS])
    return tuple({row.post_id: row for row in rows if row}.values())


def _row(item: Selector, sheet: Sheet, board: str | None) -> Post | None:
    link = sheet.link("thread", item.css("a[href*='tid-']::attr(href)").get())
    number = thread_number(link.url) if link else None
    if not link or not number:
        return None
    replies = parse_count(" ".join(item.xpath("text()").getall()))
    return Post(
        platform="discuz",
        board=board,
        thread=number,
        post_id=number,
        url=link.url,
        title=line(item.css("a")),
        text="",
        floor=1,
        counters={"replies": replies} if replies else None,
        excerpt=True,
    )


def _boards(content: Selector, sheet: Sheet) -> list[Link | None]:
    hrefs = content.css("ul > li a[href*='fid-']::attr(href)").getall()[:MOST_POSTS]
    return [sheet.link("next", href) for href in hrefs if board_number(href)]


def _words_alone(content: Selector) -> Reading:
    """A sentence in place of a list, or nothing at all."""
    sentence = " ".join(visible_text(content.get()).split())
    state = message_state(sentence, signed_in=False, login_box=False)
    if state is State.UNKNOWN and len(sentence) < 20:
        return Reading(State.EMPTY, "an archiver's list without threads")
    return Reading(state, sentence[:200])
