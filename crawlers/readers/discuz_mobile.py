"""The JSON that Discuz! gives its apps (plugin "mobile"); every number in it is a string."""

from typing import Any

from crawlers.readers.addresses import origin, parameter, with_parameter
from crawlers.readers.discuz_mobile_posts import read_mobile_posts, read_mobile_rows
from crawlers.readers.discuz_sentences import key_state, message_state
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import distinct
from crawlers.readers.tree import at, entries, parse_json, words
from crawlers.readers.visible import visible_text
from records.page import Page
from records.reading import Link, Post, Reading, State


def read_mobile(page: Page, zone: str, text: str) -> Reading:
    """Posts of a thread, or the threads of a list as posts and as links to their JSON; boards as ``next``.

    ``Message`` instead of data is a wall.
    """
    answer = parse_json(text)
    variables = at(answer, "Variables")
    posts = read_mobile_posts(variables, page, zone)
    rows = () if posts else read_mobile_rows(variables, page, zone)
    if posts or rows:
        return Reading(State.ITEMS, "", posts or rows, _links(page, variables, posts, rows))
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
    """The app's address of each thread; the next page while this one is full."""
    size = parse_count(words(variables, "ppp") if posts else words(variables, "tpp"))
    here = parse_count(parameter(page.url, "page"))
    following = with_parameter(page.url, "page", str((here.value if here else 1) + 1))
    full = size is not None and 0 < size.value <= len(posts or rows) and not _is_last(page, variables)
    return distinct([*(Link("thread", row.url) for row in rows), Link("next", following) if full else None])


def _is_last(page: Page, variables: Any) -> bool:
    """Whether the thread's own count says that there is no page behind this one."""
    here, size = parse_count(parameter(page.url, "page")), parse_count(words(variables, "ppp"))
    replies = parse_count(words(variables, "thread", "allreplies") or words(variables, "thread", "replies"))
    if not size or not replies:
        return False
    return (here.value if here else 1) * size.value > replies.value


def _boards(page: Page, variables: Any) -> tuple[Link, ...]:
    door = f"{origin(page.url)}{page.url.removeprefix(origin(page.url)).partition('?')[0]}"
    numbers = [words(board, "fid") for board in entries(variables, "forumlist")]
    return distinct(
        Link("next", f"{door}?version=4&module=forumdisplay&fid={number}&page=1")
        for number in numbers
        if number
    )
