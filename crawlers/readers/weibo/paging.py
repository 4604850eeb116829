"""Where a Weibo list goes on."""

from typing import Any

from crawlers.readers.addresses import parameter, with_parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.pagers import counted, page_shown, pager_of
from crawlers.readers.tree import at, entries, words
from records.reading import Link, Pager


def next_link(answer: Any, url: str) -> Link | None:
    """What the site itself names as next; without such words a list goes on by number.

    Cursors are ``since_id`` (statuses of an account) and ``max_id`` with ``max_id_type`` (comments; 0 ends).
    """
    about = at(answer, "data", "cardlistInfo")
    if cursor := _cursor(about, "since_id"):
        return Link("next", with_parameter(url, "since_id", cursor))
    if isinstance(about, dict) and "page" in about:
        number = _cursor(about, "page")
        return Link("next", with_parameter(url, "page", number)) if number else None
    if isinstance(about, dict) and (parameter(url, "since_id") or _all_shown(answer, url)):
        return None  # where there is a cursor, its absence is the end
    return _comments(answer, url) or _numbered(answer, url)


def answer_pager(answer: Any) -> Pager | None:
    """How many statuses a list has, or comments a status; a search names the page behind this one."""
    about, body = at(answer, "data", "cardlistInfo"), at(answer, "data")
    places = (about, "total"), (body, "total"), (body, "total_number"), (answer, "total_number")
    total = next((count for place, key in places if (count := counted(words(place, key))) is not None), None)
    following = page_shown(words(about, "page"))
    return pager_of(following - 1 if following else None, following, total)


def _comments(answer: Any, url: str) -> Link | None:
    for body in (at(answer, "data"), answer):
        if cursor := _cursor(body, "max_id"):
            onward = with_parameter(url, "max_id", cursor)
            kind = words(body, "max_id_type")
            return Link("next", with_parameter(onward, "max_id_type", kind) if kind else onward)
    return None


def _numbered(answer: Any, url: str) -> Link | None:
    """The page after this one, until the last that the answer names; mymblog wants its cursor beside it."""
    body = at(answer, "data")
    if not _has_rows(answer) or any(isinstance(one, dict) and "max_id" in one for one in (body, answer)):
        return None
    here = parse_count(parameter(url, "page"))
    number = here.value if here else 1
    last = parse_count(words(body, "max") or words(body, "max_page") or words(answer, "max_page"))
    if last and number >= last.value:
        return None
    cursor = _cursor(body, "since_id")
    if isinstance(body, dict) and "since_id" in body and not cursor:
        return None
    onward = with_parameter(url, "page", str(number + 1))
    return Link("next", with_parameter(onward, "since_id", cursor) if cursor else onward)


def _all_shown(answer: Any, url: str) -> bool:
    """Whether the pages up to this one hold as many cards as the list is said to have."""
    total, here = (
        parse_count(words(answer, "data", "cardlistInfo", "total")),
        parse_count(parameter(url, "page")),
    )
    shown = (here.value if here else 1) * len(entries(answer, "data", "cards"))
    return total is not None and shown >= total.value


def _has_rows(answer: Any) -> bool:
    lists = (at(answer, *keys) for keys in (("data", "cards"), ("data", "list"), ("data", "data"), ("data",)))
    return any(isinstance(found, list) and found for found in lists)


def _cursor(body: Any, name: str) -> str | None:
    """A cursor that leads on: not empty, not 0, not -1."""
    found = words(body, name)
    return None if found in (None, "0", "-1") else found
