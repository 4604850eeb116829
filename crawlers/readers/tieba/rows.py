"""Rows of threads in JSON: hits of a search, the feed of a bar, the threads of a person."""

from collections.abc import Iterator
from typing import Any

from crawlers.readers.numbers import parse_count
from crawlers.readers.tieba.answer import Answer, people_of, person_of
from crawlers.readers.tieba.content import images_of, text_of
from crawlers.readers.tieba.marks import bar_name
from crawlers.readers.tree import at, entries, words
from records.reading import Count, Link, Post

_REPLIES = ("post_num", "reply_num", "comment_num")


def read_rows(answer: Answer) -> Iterator[Post]:
    """Every row as an excerpt; cards about people, bars and advertisements are none."""
    body = answer.body
    people = people_of(body)
    for card in entries(body, "card_list"):
        if at(card, "cardInfo") == "thread":
            yield from _hit(at(card, "data"), answer)
    for row in entries(body, "page_data", "feed_list"):
        if at(row, "layout") in (None, "feed"):
            yield from _feed(at(row, "feed"), answer)
    for row in [*entries(body, "thread_list"), *(at(one, "thread_info") for one in entries(body, "list"))]:
        yield from _row(row, words(row, "tid") or words(row, "id"), answer, people)


def listed_threads(answer: Answer) -> Iterator[Link]:
    """The threads that a bar's answer names by number only."""
    for number in (words(answer.body, "forum", "tids") or "").split(","):
        if number.isdigit():
            yield Link("thread", f"{answer.site}/p/{number}")


def _hit(row: Any, answer: Answer) -> Iterator[Post]:
    """A hit of a search: a thread, a floor, or a reply within one, which name the thread besides."""
    tid = words(row, "tid")
    if not tid:
        return
    floor, aside = _number(row, "pid"), _number(row, "cid")
    whole = at(row, "main_post")
    opener = not aside and not isinstance(whole, dict)
    yield _excerpt(
        row,
        answer,
        tid,
        aside or floor or tid,
        title=text_of(whole, "title") or text_of(row, "title"),
        floor=1 if opener else None,
        above=floor if aside else None,
    )


def _feed(feed: Any, answer: Answer) -> Iterator[Post]:
    """A row of the bar's feed: what it is about in one map, what is shown in components."""
    known = at(feed, "business_info_map")
    logged = {words(one, "key"): words(one, "value") for one in entries(feed, "log_param")}
    tid = words(known, "thread_id") or logged.get("tid")
    if not tid or not tid.isdigit():
        return
    parts = {words(one, "component"): one for one in entries(feed, "components")}
    shown = {name: at(one, name) for name, one in parts.items() if name}
    heads = [words(one, "text", "text") for one in entries(shown.get("feed_head"), "main_data")]
    row = {
        "title": at(known, "title") or at(shown.get("feed_title"), "data", 0, "text_info", "text"),
        "content": at(known, "abstract") or at(shown.get("feed_abstract"), "data", 0, "text_info", "text"),
        "time": at(known, "create_time"),
        "forum_name": at(known, "forum_name"),
        "view_num": at(known, "view_num"),
        "comment_num": at(shown.get("feed_social"), "comment_num") or at(known, "comment_num"),
        "media": entries(shown.get("feed_pic"), "pics") or entries(shown.get("feed_mediapic"), "pics"),
        "author": {"name": next(filter(None, heads), None), "id": words(known, "user_id")},
    }
    yield _excerpt(row, answer, tid, _number(known, "first_post_id") or tid)


def _row(row: Any, tid: str | None, answer: Answer, people: dict[str, Any]) -> Iterator[Post]:
    """A row of a list of threads; one that is nothing but a number is a link only."""
    if tid and tid.isdigit():
        number = _number(row, "first_post_id") or _number(row, "post_id") or tid
        yield _excerpt(row, answer, tid, number, people=people)


def _excerpt(
    row: Any,
    answer: Answer,
    tid: str,
    number: str,
    *,
    title: str | None = None,
    floor: int | None = 1,
    above: str | None = None,
    people: dict[str, Any] | None = None,
) -> Post:
    person = person_of(row, people or {})
    moment = answer.moment(words(row, "time"), words(row, "create_time"))
    return Post(
        platform="tieba",
        board=bar_name(
            words(row, "forum_name") or words(row, "fname") or words(answer.body, "forum", "name")
        ),
        thread=tid,
        post_id=number,
        url=f"{answer.site}/p/{tid}" if number == tid else f"{answer.site}/p/{tid}#{number}",
        author_name=person.name,
        author_id=person.account,
        title=title or text_of(row, "title") or None,
        text=text_of(row, "content", "abstract", "rich_abstract", "first_post_content"),
        images=images_of(row, answer.site),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=_counters(row),
        ip_place=person.place,
        reply_to=above,
        excerpt=True,
    )


def _number(row: Any, key: str) -> str | None:
    """A number other than 0, which stands for none."""
    value = words(row, key)
    return value if value and value.isdigit() and value.strip("0") else None


def _counters(row: Any) -> dict[str, Count] | None:
    replies = next((count for key in _REPLIES if (count := parse_count(words(row, key)))), None)
    counted = {
        "replies": replies,
        "views": parse_count(words(row, "view_num")),
        "likes": parse_count(words(row, "like_num") or words(row, "agree_num")),
    }
    return {name: count for name, count in counted.items() if count} or None
