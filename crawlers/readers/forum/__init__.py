"""Forums that a profile describes: one reader for them all; as a family, sources with ``select:`` alone."""

from crawlers.readers.forum.list import board_links, list_links, read_rows
from crawlers.readers.forum.pager import list_pager, thread_pager
from crawlers.readers.forum.pick import first
from crawlers.readers.forum.profile import Profile
from crawlers.readers.forum.thread import read_thread
from crawlers.readers.sheet import Sheet, distinct, open_sheet, page_text
from records.page import Page
from records.reading import Link, Reading, State


def read(page: Page, zone: str) -> Reading:
    """Nothing is known of such a page but what its source says under ``select:``."""
    return Reading(State.UNKNOWN, "no select: says where the posts of this page stand")


def read_forum(profile: Profile, page: Page, zone: str) -> Reading:
    """A thread gives its posts; a list its threads as links and, as excerpts, what each row shows of them.

    Sentences count only where neither posts nor rows were found: a post *about* a wall is a post.
    """
    text = page_text(page)
    sheet = open_sheet(page, zone, text)
    posts, links = read_thread(sheet, profile)
    if posts:
        return Reading(State.ITEMS, "", posts, links, pager=thread_pager(sheet, profile))
    if rows := read_rows(sheet, profile):
        shown = tuple(row.post for row in rows if row.post)
        links = list_links(sheet, profile, rows)
        return Reading(State.ITEMS, "", shown, links, pager=list_pager(sheet, profile))
    boards = board_links(sheet, profile)
    if said := find_sentence(sheet, profile):
        return Reading(*said, links=_beside(sheet, said, boards))
    if boards:
        return Reading(State.ITEMS, "boards only", links=boards)
    return Reading(
        State.UNKNOWN, f"no marker of a {profile.platform} page" if len(text) > 50 else "empty body"
    )


def _beside(sheet: Sheet, said: tuple[State, str], boards: tuple[Link, ...]) -> tuple[Link, ...]:
    """Where a page without posts leads: an empty board to those below it, a waiting page onward."""
    state, sentence = said
    if state is State.REDIRECTED_ELSEWHERE:
        return distinct([sheet.link("next", sentence)])
    return boards if state is State.EMPTY else ()


def answer_forum(profile: Profile, page: Page) -> Reading | None:
    """What an error page says in words, which is more than its status; None where it says nothing known."""
    if page.status < 400 or not page.content.strip():
        return None
    said = find_sentence(open_sheet(page, "UTC"), profile)
    return Reading(said[0], f"HTTP {page.status}: {said[1]}") if said else None


def recognise_forum(profile: Profile, page: Page) -> str | None:
    """The version of the software, empty where the page keeps it to itself, None for other software."""
    root = open_sheet(page, "UTC").root
    return (first(profile.recognise.version, root) or "") if first(profile.recognise.mark, root) else None


def find_sentence(sheet: Sheet, profile: Profile) -> tuple[State, str] | None:
    """The first declared sentence on the page and what it means."""
    return next(
        ((state, said[:200]) for state, picks in profile.says if (said := first(picks, sheet.root))), None
    )
