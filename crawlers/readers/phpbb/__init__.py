"""phpBB 3.0 to 3.3: topics, forums, the front page, search results, Atom feeds, message pages."""

import re

from crawlers.readers.phpbb.feed import read_feed
from crawlers.readers.phpbb.list import forum_links, list_links, member_links, read_rows
from crawlers.readers.phpbb.pager import page_pager
from crawlers.readers.phpbb.search import hit_links, read_hits
from crawlers.readers.phpbb.subsilver import read_table_posts
from crawlers.readers.phpbb.topic import read_posts, topic_links
from crawlers.readers.phpbb.walls import empty_words, find_wall
from crawlers.readers.sheet import Sheet, open_sheet, page_text
from records.page import Page
from records.reading import Reading, State

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<feed\b")
_FRAME = "body#phpbb, #wrapheader"
_POWERED = re.compile(r"Powered by\s{0,3}(?:<a\b[^>]{0,200}>)?\s{0,3}phpBB|phpBB style name:", re.IGNORECASE)


def read(page: Page, zone: str) -> Reading:
    """A topic gives its posts, a list its topics as excerpts and links, search its hits.

    ``post_id`` is the post's number (of a topic's row the topic's), ``thread`` the topic's, ``board`` the
    forum's name. Quotes are left out of a post's text; ``reply_to`` is the post quoted.
    """
    text = page_text(page)
    if _FEED.match(text):
        return read_feed(page, zone, text)
    sheet = open_sheet(page, zone, text)
    return _shown(sheet) or _said(sheet, text)


def answer(page: Page) -> Reading | None:
    """A refusal or error of phpBB's own says why in its message box."""
    if page.exchange is None or page.status < 400:
        return None
    wall = find_wall(open_sheet(page, "UTC"))
    return wall if wall and wall.state is not State.UNKNOWN else None


def recognise(page: Page) -> str | None:
    """``3.0`` to ``3.3`` by the markup: phpBB names no version."""
    text = page_text(page)
    sheet = open_sheet(page, "UTC", text)
    return _version(sheet) if _marked(sheet, text) else None


def _marked(sheet: Sheet, text: str) -> bool:
    return bool(sheet.root.css("body#phpbb, body.subsilver") or _POWERED.search(text))


def _shown(sheet: Sheet) -> Reading | None:
    if posts := read_posts(sheet) or read_table_posts(sheet):
        return Reading(State.ITEMS, "", posts, topic_links(sheet), pager=page_pager(sheet))
    if hits := read_hits(sheet):
        return Reading(State.ITEMS, "", hits, hit_links(sheet), pager=page_pager(sheet))
    if rows := read_rows(sheet):
        return Reading(State.ITEMS, "", rows, list_links(sheet), pager=page_pager(sheet))
    return None


def _said(sheet: Sheet, text: str) -> Reading:
    links = list_links(sheet)
    if wall := find_wall(sheet):
        return Reading(wall.state, wall.why, links=links)
    if why := empty_words(sheet):
        return Reading(State.EMPTY, why, links=links)
    if forum_links(sheet):  # the front page or a category: forums and no topic
        return Reading(State.ITEMS, "forums only", links=links)
    if own := member_links(sheet):
        return Reading(State.ITEMS, "a member's profile", links=own)
    if sheet.root.css(".post .content"):
        return Reading(State.UNKNOWN, "posts without numbers: a print view")
    if sheet.root.css(_FRAME):
        return Reading(State.UNKNOWN, "a phpBB page without posts, topics or a message")
    return Reading(State.UNKNOWN, "no marker of a phpBB page" if len(text) > 50 else "empty body")


def _version(sheet: Sheet) -> str:
    root = sheet.root
    if root.css("script[src*='jquery-3'], link[href*='font-awesome']"):
        return "3.3" if root.css("script[src*='jquery-3']") else "3.2"
    if root.css("body.nojs, .imageset"):
        return "3.1"
    return "3.0" if root.css("#wrap, #wrapheader, #page-body") else ""
