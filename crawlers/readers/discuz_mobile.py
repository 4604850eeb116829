"""The JSON that Discuz! gives its apps (plugin "mobile"); every number in it is a string."""

from typing import Any

from crawlers.readers.addresses import origin, parameter, with_parameter
from crawlers.readers.discuz_walls import message_state
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import distinct, moment_of
from crawlers.readers.tree import at, entries, parse_json, words
from crawlers.readers.visible import visible_text
from records.page import Page
from records.reading import Link, Post, Reading, State


def read_mobile(page: Page, zone: str, text: str) -> Reading:
    """Threads as links to their JSON, posts as posts; ``Message`` instead of data is a wall."""
    answer = parse_json(text)
    variables = at(answer, "Variables")
    posts = tuple(
        post for row in entries(variables, "postlist") if (post := _post(row, variables, page, zone))
    )
    threads = entries(variables, "forum_threadlist")
    if posts or threads:
        return Reading(State.ITEMS, "", posts, _links(page, variables, threads, len(posts)))
    if sentence := words(answer, "Message", "messagestr"):
        signed_in = words(variables, "member_uid") not in (None, "0")
        return Reading(message_state(sentence, signed_in, login_box=False), sentence)
    if isinstance(at(variables, "forum_threadlist"), list):
        return Reading(State.EMPTY, "forum_threadlist is empty")
    return Reading(State.UNKNOWN, "JSON without Variables of a board or thread")


def _post(row: Any, variables: Any, page: Page, zone: str) -> Post | None:
    pid, tid = words(row, "pid"), words(row, "tid") or words(variables, "thread", "tid")
    if not pid:
        return None
    opener = words(row, "first") == "1"
    moment = moment_of(
        words(row, "dbdateline") or visible_text(words(row, "dateline")), page.fetched_at, zone
    )
    floor = parse_count(words(row, "number"))
    replies, views = (
        parse_count(words(variables, "thread", "replies")),
        parse_count(words(variables, "thread", "views")),
    )
    counters = {name: count for name, count in (("replies", replies), ("views", views)) if count}
    return Post(
        platform="discuz",
        board=words(variables, "forum", "name"),
        thread=tid,
        post_id=pid,
        url=f"{origin(page.url)}/forum.php?mod=redirect&goto=findpost&ptid={tid}&pid={pid}",
        author_name=words(row, "author"),
        author_id=words(row, "authorid"),
        title=words(variables, "thread", "subject") if opener else None,
        text=visible_text(words(row, "message"), "div.quote, i.pstatus, .jammer"),
        time_shown=visible_text(words(row, "dateline")) or moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else floor.value if floor else None,
        counters=counters if opener and counters else None,
    )


def _links(page: Page, variables: Any, threads: list[Any], posts: int) -> tuple[Link, ...]:
    """The app's address of each thread; the next page while this one is full."""
    door = page.url.partition("?")[0]
    numbers = [number for row in threads if (number := words(row, "tid"))]
    found = [Link("thread", f"{door}?version=4&module=viewthread&tid={number}&page=1") for number in numbers]
    size = parse_count(words(variables, "ppp") if posts else words(variables, "tpp"))
    shown = posts or len(threads)
    here = parse_count(parameter(page.url, "page"))
    following = with_parameter(page.url, "page", str((here.value if here else 1) + 1))
    full = size is not None and 0 < size.value <= shown
    return distinct([*found, Link("next", following) if full else None])
