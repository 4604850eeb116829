"""Discuz! X (3.2 to 5.0) and the old 6/7: boards, threads, search, the app's JSON, message pages."""

from crawlers.readers.discuz_board import board_links, read_hits
from crawlers.readers.discuz_mobile import read_mobile
from crawlers.readers.discuz_thread import read_posts, thread_links
from crawlers.readers.discuz_walls import empty_words, find_wall
from crawlers.readers.sheet import open_sheet, page_text
from records.page import Page
from records.reading import Reading, State


def read(page: Page, zone: str) -> Reading:
    """A thread gives its posts, a board its threads as links, search its hits as posts and links.

    ``post_id`` is the pid (of a search hit the tid), ``thread`` the tid, ``board`` the board's name.
    Quotes are left out of a post's text; ``reply_to`` is the pid quoted.
    """
    text = page_text(page)
    if text.lstrip()[:1] == "{":
        return read_mobile(page, zone, text)
    sheet = open_sheet(page, zone, text)
    if posts := read_posts(sheet):
        return Reading(State.ITEMS, "", posts, thread_links(sheet))
    hits, links = read_hits(sheet), board_links(sheet)
    if hits or any(link.kind == "thread" for link in links):
        return Reading(State.ITEMS, "", hits, links)
    if wall := find_wall(sheet, text):
        return wall
    if why := empty_words(sheet):
        return Reading(State.EMPTY, why, links=links)
    if any(link.kind == "next" for link in links):  # the front page: boards and no thread
        return Reading(State.ITEMS, "boards only", links=links)
    return Reading(State.UNKNOWN, "no marker of a Discuz! page" if len(text) > 50 else "empty body")
