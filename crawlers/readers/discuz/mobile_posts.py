"""Posts and threads in the JSON of the Discuz! apps."""

import re
from typing import Any

from crawlers.readers.addresses import origin
from crawlers.readers.discuz.post import NOT_TEXT
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import MOST_POSTS, Moment, moment_of
from crawlers.readers.tree import at, entries, words
from crawlers.readers.visible import visible_text
from records.page import Page
from records.reading import Count, Post

# What stands in the place of a post that the site hides.
_LOCK = re.compile(
    r"\s*(?:[^<:：]{1,20}[:：]\s*<em>[^<]{1,80}</em>|[该該此]帖[仅僅]作者可[见見]|付[费費]主[题題],.{1,40})\s*"
)
_QUOTED = re.compile(r"goto=findpost&(?:amp;)*pid=(\d{1,12})")
_TWICE = re.compile(r"&amp;(?=(?:lt|gt|quot|amp|#\d{1,7});)")
_ONCE = re.compile(r"&(?:lt|gt|quot);")
# Lists of threads: a board's, and the newest, hottest and a member's own.
_LISTS = ("forum_threadlist", "data")


def read_mobile_posts(variables: Any, page: Page, zone: str) -> tuple[Post, ...]:
    """The posts of a thread."""
    rows = entries(variables, "postlist")[:MOST_POSTS]
    return tuple(post for row in rows if (post := _post(row, variables, page, zone)))


def read_mobile_rows(variables: Any, page: Page, zone: str) -> tuple[Post, ...]:
    """The threads of a list, each once, as posts of floor 1."""
    found: dict[str, Post] = {}
    for row in (row for name in _LISTS for row in entries(variables, name)[:MOST_POSTS]):
        if post := _row(row, variables, page, zone):
            found.setdefault(post.post_id, post)
    return tuple(found.values())


def _post(row: Any, variables: Any, page: Page, zone: str) -> Post | None:
    pid, tid = words(row, "pid"), words(row, "tid") or words(variables, "thread", "tid")
    if not pid:
        return None
    opener = words(row, "first") == "1"
    moment = _moment(row, page, zone)
    floor = parse_count(words(row, "number") or words(row, "position"))
    return Post(
        platform="discuz",
        board=_plain(at(variables, "forum"), "name"),
        thread=tid,
        post_id=pid,
        url=f"{origin(page.url)}/forum.php?mod=redirect&goto=findpost&ptid={tid}&pid={pid}",
        author_name=_plain(row, "author"),
        author_id=_account(row),
        title=_plain(at(variables, "thread"), "subject") if opener else None,
        text=_text(row),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else floor.value if floor else None,
        counters=_counters(at(variables, "thread")) if opener else None,
        reply_to=_quoted(row),
    )


def _row(row: Any, variables: Any, page: Page, zone: str) -> Post | None:
    """A moved thread's row has the thread's real number in ``closed``."""
    tid = words(row, "closed") if words(row, "moved") == "1" else words(row, "tid")
    if not tid or not words(row, "subject"):
        return None
    moment = _moment(row, page, zone)
    return Post(
        platform="discuz",
        board=_plain(row, "forumname") or _board(row, variables),
        thread=tid,
        post_id=tid,
        url=f"{page.url.partition('?')[0]}?version=4&module=viewthread&tid={tid}&page=1",
        author_name=_plain(row, "author"),
        author_id=_account(row),
        title=_plain(row, "subject"),
        text=visible_text((words(row, "message") or "").replace("\n", "<br>")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_counters(row),
        excerpt=True,
    )


def _board(row: Any, variables: Any) -> str | None:
    """The list's board; of a thread pinned everywhere, or in all of a category, it does not say which."""
    return None if words(row, "displayorder") in ("2", "3") else _plain(at(variables, "forum"), "name")


def _text(row: Any) -> str:
    """X3.5 escapes the message twice."""
    message = at(row, "message")
    markup = message if isinstance(message, str) else ""
    if not _ONCE.search(markup):
        markup = _TWICE.sub("&", markup)
    return "" if _LOCK.fullmatch(markup) else visible_text(markup, NOT_TEXT)


def _plain(row: Any, name: str) -> str | None:
    """Names and titles come as markup."""
    return visible_text(words(row, name)) or None


def _quoted(row: Any) -> str | None:
    found = _QUOTED.search(words(row, "message") or "")
    return found[1] if found else None


def _account(row: Any) -> str | None:
    """The uid; 0 stands for an anonymous author or a guest."""
    number = words(row, "authorid")
    return number if number != "0" else None


def _moment(row: Any, page: Page, zone: str) -> Moment:
    """Exact from ``dbdateline``; shown as the app shows it."""
    shown = " ".join(visible_text(words(row, "dateline")).split())
    moment = moment_of(words(row, "dbdateline") or shown, page.fetched_at, zone)
    return Moment(shown or moment.shown, moment.time, moment.precision)


def _counters(thread: Any) -> dict[str, Count] | None:
    counts = ((name, parse_count(words(thread, name))) for name in ("replies", "views"))
    return {name: count for name, count in counts if count} or None
