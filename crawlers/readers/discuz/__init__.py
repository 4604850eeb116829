"""Discuz! X (3.2 to 5.0) and the old 6/7: boards, threads, search, archiver, the app's JSON, messages."""

from crawlers.readers.discuz.archive import read_archive
from crawlers.readers.discuz.article import article_links, read_article
from crawlers.readers.discuz.board import board_links, list_links
from crawlers.readers.discuz.feed import is_feed, read_feed
from crawlers.readers.discuz.member import read_replies
from crawlers.readers.discuz.mobile import read_mobile
from crawlers.readers.discuz.pager import list_pager, thread_pager
from crawlers.readers.discuz.printed import read_printed
from crawlers.readers.discuz.rows import read_rows
from crawlers.readers.discuz.thread import read_posts, thread_links
from crawlers.readers.discuz.version import version_of
from crawlers.readers.discuz.walls import empty_words, find_wall
from crawlers.readers.sheet import Sheet, open_sheet, page_text
from crawlers.readers.tree import without_view
from records.page import Page
from records.reading import Reading, State


def read(page: Page, zone: str) -> Reading:
    """A thread gives its posts, a list its rows as excerpts of floor 1 and as links, a front page its boards.

    ``post_id`` is the pid (of a row, and of a search hit, the tid), ``thread`` the tid, ``board`` the board's
    name. Quotes are left out of a post's text; ``reply_to`` is the pid quoted.
    """
    text = without_view(page_text(page))
    if text.lstrip("\ufeff \r\n\t")[:1] == "{":
        return read_mobile(page, zone, text)
    if is_feed(text):
        return read_feed(page, zone, text)
    sheet = open_sheet(page, zone, text)
    if posts := read_posts(sheet):
        return Reading(State.ITEMS, "", posts, thread_links(sheet), pager=thread_pager(sheet))
    if posts := read_printed(sheet):
        return Reading(State.ITEMS, "", posts)
    return read_archive(sheet) or _read_list(sheet) or _read_rest(sheet, text)


def recognise(page: Page) -> str | None:
    """The version that the page names, empty where it names none, None where it is not Discuz!'s."""
    text = page_text(page)
    return version_of(open_sheet(page, "UTC", text), text)


def _read_list(sheet: Sheet) -> Reading | None:
    rows = read_rows(sheet)
    if not rows:
        return None
    posts = (*(row.post for row in rows), *read_replies(sheet))
    return Reading(State.ITEMS, "", posts, list_links(sheet, rows), pager=list_pager(sheet))


def _read_rest(sheet: Sheet, text: str) -> Reading:
    """Pages without threads: walls first, as a board's password form stands in a page like any other."""
    if wall := find_wall(sheet, text):
        return wall
    if posts := read_article(sheet):
        return Reading(State.ITEMS, "", posts)
    if boards := board_links(sheet):
        return Reading(State.ITEMS, "boards only", links=boards)
    if articles := article_links(sheet):
        return Reading(State.ITEMS, "articles only", links=articles)
    if why := empty_words(sheet):
        return Reading(State.EMPTY, why)
    if sheet.root.css("form.searchform, form#searchform, form[action*='search.php?mod=forum'] #scform"):
        return Reading(State.EMPTY, "the search form")
    if sheet.root.css("body#nv_portal, body#nv_home"):
        return Reading(State.EMPTY, "a page of the portal or of a member, without threads or articles")
    return Reading(State.UNKNOWN, "no marker of a Discuz! page" if len(text) > 50 else "empty body")
