"""The 2026 Tieba site: JSON that its own page asked for and the browser captured."""

from collections.abc import Iterator
from typing import Any

from crawlers.readers.addresses import origin
from crawlers.readers.json_answers import json_answers
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tieba_marks import portrait
from crawlers.readers.tree import at, entries, words
from records.page import Page
from records.reading import Link, Post, Reading, State

_KEYS = ("card_list", "post_list", "first_floor", "forum")


def captured(page: Page) -> list[Any]:
    """The answers that are Tieba's, errors included."""
    return [value for _, value in json_answers(page) if _known(value)]


def read_captured(answers: list[Any], page: Page, zone: str) -> Reading:
    """Everything the answers hold; errors count only where there is nothing else."""
    posts: dict[str, Post] = {}
    links: dict[Link, None] = {}
    for answer in answers:
        found = [*_hits(answer, page, zone), *_floors(answer, page, zone)]
        posts |= {post.post_id: post for post in found}
        links |= {Link("thread", post.url): None for post in found if post.post_id == post.thread}
        links |= dict.fromkeys(_threads(answer, page))
    if posts or links:
        return Reading(State.ITEMS, "", tuple(posts.values()), tuple(links))
    return next(
        (wall for answer in answers if (wall := _error(answer))),
        Reading(State.EMPTY, "no posts in the answers"),
    )


def _known(value: Any) -> bool:
    return any(
        key in body for body in (value, at(value, "data")) if isinstance(body, dict) for key in _KEYS
    ) or (isinstance(value, dict) and ("error_code" in value or "no" in value))


def _error(answer: Any) -> Reading | None:
    code = words(answer, "error_code") or words(answer, "no")
    said = words(answer, "error_msg") or words(answer, "error") or ""
    if code in (None, "0"):
        return None
    if any(word in said for word in ("登录", "login")):
        return Reading(State.LOGIN_WALL, f"{code}: {said}")
    if any(word in said for word in ("删除", "不存在")):
        return Reading(State.GONE, f"{code}: {said}")
    return Reading(State.UNKNOWN, f"error {code}: {said}")


def _hits(answer: Any, page: Page, zone: str) -> Iterator[Post]:
    """Search cards; those about people and the like are no threads."""
    for card in entries(answer, "data", "card_list"):
        row = at(card, "data")
        tid = words(row, "tid")
        if at(card, "cardInfo") != "thread" or not tid:
            continue
        moment = moment_of(words(row, "time"), page.fetched_at, zone)
        replies = parse_count(words(row, "post_num"))
        yield Post(
            platform="tieba",
            board=words(row, "forum_name"),
            thread=tid,
            post_id=tid,
            url=f"{origin(page.url)}/p/{tid}",
            author_name=words(row, "user", "show_nickname"),
            author_id=portrait(words(row, "user", "portrait")),
            title=words(row, "title"),
            text=words(row, "content") or "",
            time_shown=moment.shown,
            time=moment.time,
            time_precision=moment.precision,
            floor=1,
            counters={"replies": replies} if replies else None,
        )


def _floors(answer: Any, page: Page, zone: str) -> Iterator[Post]:
    """The first floor and the others; people stand in a list of their own."""
    people = {words(person, "id"): person for person in entries(answer, "user_list")}
    first = at(answer, "first_floor")
    rows = [*([first] if isinstance(first, dict) else []), *entries(answer, "post_list")]
    for row in rows:
        if words(row, "id"):
            yield _floor(row, answer, people.get(words(row, "author_id")), page, zone, opener=row is first)


def _floor(row: Any, answer: Any, person: Any, page: Page, zone: str, *, opener: bool) -> Post:
    tid, number = words(answer, "thread", "id"), words(row, "id") or ""
    moment = moment_of(words(row, "time"), page.fetched_at, zone)
    floor = parse_count(words(row, "floor"))
    replies = parse_count(words(answer, "thread", "reply_num")) if opener else None
    parts = (words(part, "text") or words(part, "c") or "" for part in entries(row, "content"))
    return Post(
        platform="tieba",
        board=words(answer, "forum", "name"),
        thread=tid,
        post_id=number,
        url=f"{origin(page.url)}/p/{tid}#{number}",
        author_name=words(person, "name_show"),
        author_id=portrait(words(person, "portrait")) or words(row, "author_id"),
        title=words(answer, "thread", "title") if opener else None,
        text="".join(parts).strip(),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else floor.value if floor else None,
        counters={"replies": replies} if replies else None,
        ip_place=words(person, "ip_address"),
    )


def _threads(answer: Any, page: Page) -> Iterator[Link]:
    """The threads that a bar's answer or a person's list names by number."""
    numbers = (words(answer, "forum", "tids") or "").split(",")
    own = [words(row, "thread_info", "tid") for row in entries(answer, "data", "list")]
    for number in [*numbers, *own]:
        if number and number.isdigit():
            yield Link("thread", f"{origin(page.url)}/p/{number}")
