"""The JSON that Discuz! gives its apps (plugin "mobile"); every number in it is a string."""

from typing import Any

from crawlers.readers.addresses import origin, parameter, with_parameter
from crawlers.readers.discuz.mobile_posts import read_mobile_posts, read_mobile_rows
from crawlers.readers.discuz.sentences import key_state, message_state
from crawlers.readers.numbers import parse_count
from crawlers.readers.pagers import pager_of, pages_for
from crawlers.readers.sheet import distinct
from crawlers.readers.tree import at, entries, parse_json, words
from crawlers.readers.visible import visible_text
from records.page import Page
from records.reading import Link, Pager, Post, Reading, State


def read_mobile(page: Page, zone: str, text: str) -> Reading:
    """Posts of a thread, or the threads of a list as posts and as links to their JSON; boards as ``next``.

    ``Message`` instead of data is a wall.
    """
    answer = parse_json(text)
    variables = at(answer, "Variables")
    posts = read_mobile_posts(variables, page, zone)
    rows = () if posts else read_mobile_rows(variables, page, zone)
    if posts or rows:
        links = _links(page, variables, posts, rows)
        return Reading(State.ITEMS, "", posts or rows, links, pager=_pager(page, variables, posts))
    if wall := _message(answer, variables):
        return wall
    if boards := _boards(page, variables):
        return Reading(State.ITEMS, "boards only", links=boards)
    if words(variables, "forum", "password") == "1":
        return Reading(State.FORBIDDEN, "the board needs a password")
    if isinstance(at(variables, "forum_threadlist"), list):
        return Reading(State.EMPTY, "forum_threadlist is empty")
    return Reading(State.UNKNOWN, "JSON without Variables of a board or thread")


def _message(answer: Any, variables: Any) -> Reading | None:
    """A sentence, or where the app is to find one itself its key; ``//1`` behind a key asks to log in."""
    sentence = visible_text(words(answer, "Message", "messagestr"))
    key = words(answer, "Message", "messageval") or ""
    if not sentence and not key:
        return None
    signed_in = words(variables, "member_uid") not in (None, "0")
    state = message_state(sentence, signed_in, login_box=key.endswith("//1"))
    if state is State.UNKNOWN:
        state = key_state(key)
    return Reading(state, sentence or key)


def _links(page: Page, variables: Any, posts: tuple[Post, ...], rows: tuple[Post, ...]) -> tuple[Link, ...]:
    """The app's address of each thread and of each board below; the next page while there is one."""
    here = _number(parameter(page.url, "page")) or 1
    following = with_parameter(page.url, "page", str(here + 1))
    more = here * _size(variables, posts) < _total(variables, posts, rows)
    threads = (Link("thread", row.url) for row in rows)
    return distinct([*threads, Link("next", following) if more else None, *_boards(page, variables)])


def _pager(page: Page, variables: Any, posts: tuple[Post, ...]) -> Pager | None:
    """What the answer counts: threads of a board, posts of a thread."""
    total = _counted(variables, posts)
    size = _number(words(variables, "ppp" if posts else "tpp"))
    here = _number(words(variables, "page")) or _number(parameter(page.url, "page")) or 1
    return pager_of(here, pages_for(total, size), total) if total is not None else None


def _size(variables: Any, posts: tuple[Post, ...]) -> int:
    """How many a page holds; far too many where the answer does not say."""
    return _number(words(variables, "ppp" if posts else "tpp")) or 10**9


def _total(variables: Any, posts: tuple[Post, ...], rows: tuple[Post, ...]) -> int:
    """How many there are: behind the last page comes the first one (or the last) again, for ever.

    Counted by the site, as a page may lack posts that it hides. Where it says nothing, this page is all.
    """
    counted = _counted(variables, posts)
    return counted if counted is not None else len(posts or rows)


def _counted(variables: Any, posts: tuple[Post, ...]) -> int | None:
    if not posts:
        counts = (_number(words(variables, "forum", name)) for name in ("threadcount", "threads"))
        return next((count for count in counts if count), None)
    replies = _number(words(variables, "thread", "allreplies") or words(variables, "thread", "replies"))
    return replies + 1 if replies is not None else None


def _number(text: str | None) -> int | None:
    count = parse_count(text)
    return count.value if count else None


def _boards(page: Page, variables: Any) -> tuple[Link, ...]:
    door = f"{origin(page.url)}{page.url.removeprefix(origin(page.url)).partition('?')[0]}"
    listed = (*entries(variables, "forumlist"), *entries(variables, "sublist"))
    numbers = [words(board, "fid") for board in listed]
    return distinct(
        Link("next", f"{door}?version=4&module=forumdisplay&fid={number}&page=1")
        for number in numbers
        if number
    )
