"""A thread in JSON: its floors, and the replies within them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crawlers.readers.addresses import parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.tieba.answer import Answer, people_of, person_of
from crawlers.readers.tieba.content import images_of, text_of
from crawlers.readers.tree import at, entries, words
from records.reading import Count, Link, Post

_THREAD = re.compile(r"/p/(\d{1,15})")
_WITHIN = re.compile(r"/(?:nestedFloor|floor|pbFloor)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all floors of the answer share."""

    tid: str | None
    board: str | None
    title: str | None
    people: dict[str, Any]
    answer: Answer


def read_floors(answer: Answer) -> Iterator[Post]:
    """Every floor once, each followed by the replies shown within it."""
    thread, body = _thread(answer), answer.body
    first, whole = at(body, "first_floor"), at(body, "post")
    alone = [whole] if isinstance(whole, dict) else []
    floors = [*([first] if isinstance(first, dict) else []), *alone, *entries(body, "post_list")]
    above = _asked_floor(answer)
    for row in floors:
        if number := words(row, "id") or words(row, "pid"):
            yield _post(row, number, thread, above, opener=row is first)
            yield from _replies(row, number, thread)
    yield from _asides(entries(body, "subpost_list"), words(whole, "id") or above, thread)
    yield from _comments(thread)


def further_page(answer: Answer) -> Link | None:
    """The thread's next page, where the answer says that there is one."""
    page, tid = at(answer.body, "page"), _tid(answer)
    current = parse_count(words(page, "current_page") or parameter(answer.page, "pn") or "1")
    total = parse_count(words(page, "total_page"))
    more = words(page, "has_more") == "1" or at(page, "has_more") is True
    if not tid or current is None or _asked_floor(answer):
        return None
    if not more and not (total and total.value > current.value):
        return None
    return Link("next", f"{answer.site}/p/{tid}?pn={current.value + 1}")


def _thread(answer: Answer) -> _Thread:
    body = answer.body
    thread = at(body, "thread")
    return _Thread(
        tid=_tid(answer),
        board=words(body, "forum", "name") or words(body, "display_forum", "name"),
        title=words(thread, "title")
        or words(thread, "origin_thread_info", "title")
        or words(body, "first_floor", "title"),
        people=people_of(body),
        answer=answer,
    )


def _tid(answer: Answer) -> str | None:
    """The thread's number: in the answer, in the address asked, or in the page's."""
    asked = next((n for key in ("kz", "tid", "thread_id") if (n := parameter(answer.url, key))), None)
    on_page = _THREAD.search(answer.page)
    named = words(answer.body, "thread", "id") or words(answer.body, "thread", "tid")
    return named or asked or (on_page[1] if on_page else None)


def _asked_floor(answer: Answer) -> str | None:
    """The floor whose replies were asked for; None where a thread was."""
    if not _WITHIN.search(answer.url):
        return None
    return parameter(answer.url, "post_id") or parameter(answer.url, "pid")


def _post(row: Any, number: str, thread: _Thread, above: str | None, *, opener: bool) -> Post:
    """A floor; or, where the replies to ``above`` were asked for, one of them."""
    floor = parse_count(words(row, "floor")) if not opener else Count(1)
    first = opener or (floor is not None and floor.value == 1)
    person = person_of(row, thread.people)
    moment = thread.answer.moment(words(row, "time"), words(row, "now_time"))
    within = above is not None and above != number
    return Post(
        platform="tieba",
        board=thread.board,
        thread=thread.tid,
        post_id=number,
        url=f"{thread.answer.site}/p/{thread.tid}#{number}",
        author_name=person.name,
        author_id=person.account,
        title=thread.title if first else None,
        text=text_of(row, "content"),
        images=images_of(row, thread.answer.site),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor.value if floor and not within else None,
        counters=_counters(row, at(thread.answer.body, "thread") if first else None),
        ip_place=person.place,
        reply_to=above if within else None,
    )


def _replies(row: Any, floor: str, thread: _Thread) -> Iterator[Post]:
    """The replies within a floor; some answers have a list in the list."""
    return _asides(
        entries(row, "sub_post_list", "sub_post_list") or entries(row, "sub_post_list"), floor, thread
    )


def _asides(rows: list[Any], floor: str | None, thread: _Thread) -> Iterator[Post]:
    for row in rows:
        if isinstance(row, dict) and (number := words(row, "id") or words(row, "comment_id")):
            yield _post(row, number, thread, floor or "", opener=False)


def _comments(thread: _Thread) -> Iterator[Post]:
    """The replies within all floors of a classic page, by floor, as its script asks for them."""
    listed = at(thread.answer.body, "comment_list")
    for floor, said in listed.items() if isinstance(listed, dict) else ():
        yield from _asides(entries(said, "comment_info"), floor, thread)


def _counters(row: Any, thread: Any) -> dict[str, Count] | None:
    """Replies within the floor and how many agree; the opener has the whole thread's replies and views."""
    counted = {
        "replies": parse_count(words(thread, "reply_num")),
        "views": parse_count(words(thread, "view_num")),
        "comments": parse_count(words(row, "sub_post_number")),
        "likes": parse_count(words(row, "agree", "agree_num") or words(row, "agree_num")),
    }
    return {name: count for name, count in counted.items() if count} or None
