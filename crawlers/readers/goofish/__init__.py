"""Xianyu (goofish.com): the answers that the page's own script fetched, captured by the browser."""

from typing import Any
from urllib.parse import urlsplit

from crawlers.readers.goofish.goods import read_card, read_shelf_card
from crawlers.readers.goofish.item import personal_url, read_detail
from crawlers.readers.goofish.page import read_markup
from crawlers.readers.goofish.walls import refusal
from crawlers.readers.json_answers import json_answers
from crawlers.readers.pagers import counted, pager_of
from crawlers.readers.sheet import distinct
from crawlers.readers.tree import at, entries, words
from records.page import Page
from records.reading import Link, Pager, Post, Reading, State

_WALLS = (State.CAPTCHA, State.LOGIN_WALL)


def recognise(page: Page) -> str | None:
    """Goofish by its host, or by the names of the calls its answers carry; it has no versions."""
    host = urlsplit(page.url).hostname or ""
    if host == "goofish.com" or host.endswith(".goofish.com"):
        return ""
    calls = (words(value, "api") or "" for _, value in json_answers(page))
    return "" if any(call.startswith(("mtop.taobao.idle", "mtop.idle.")) for call in calls) else None


def read(page: Page, zone: str) -> Reading:
    """Goods as posts, each once, in the order in which they came; ``post_id`` is the item's number.

    ``ip_place`` is the area that a card shows. A captcha or a log-in among the answers ends the visit (what
    came before it is kept); a token that was refused and then renewed by the page is nothing.
    """
    answers = [value for _, value in json_answers(page) if at(value, "ret") is not None or at(value, "data")]
    posts = {post.post_id: post for value in answers for post in _posts(value, page, zone)}
    posts = posts or {post.post_id: post for value in answers for post in _shelf(value, page)}
    walls = [wall for value in answers if (wall := refusal(value))]
    links = _links(list(posts.values()), answers, page)
    for wall in walls:
        if wall.state is State.CAPTCHA or (posts and wall.state in _WALLS):
            return Reading(wall.state, wall.why, tuple(posts.values()), links, pager=_pager(answers))
    if posts:
        why = _unfinished(answers)
        return Reading(State.ITEMS, why, tuple(posts.values()), links, pager=_pager(answers))
    empty = next((found for value in answers if (found := _empty(value))), None)
    return (walls[-1] if walls else None) or empty or read_markup(page, zone)


def _posts(answer: Any, page: Page, zone: str) -> list[Post]:
    rows = [read_card(row, page.url, page.fetched_at, zone) for row in entries(answer, "data", "resultList")]
    rows.append(read_detail(at(answer, "data"), page.url, page.fetched_at, zone))
    return [post for post in rows if post]


def _shelf(answer: Any, page: Page) -> list[Post]:
    """The goods of one seller; beside a search the same list holds what the site recommends."""
    rows = (read_shelf_card(card, page.url) for card in entries(answer, "data", "cardList"))
    return [post for post in rows if post]


def _links(posts: list[Post], answers: list[Any], page: Page) -> tuple[Link, ...]:
    """Each item's page; the seller's too, where an item's own answer tells the number that it needs."""
    sellers = (words(value, "data", "sellerDO", "sellerId") for value in answers)
    users = [Link("user", personal_url(number, page.url)) for number in sellers if number]
    return distinct([*(Link("post", post.url) for post in posts), *users])


def _pager(answers: list[Any]) -> Pager | None:
    """The pages captured, one more where the last says so, and how many goods the search found."""
    pages = [info for value in answers if (info := at(value, "data", "resultInfo"))]
    if not pages:
        return None
    total = counted(words(pages[-1], "searchResControlFields", "numFound"))
    return pager_of(len(pages), len(pages) + (at(pages[-1], "hasNextPage") is True), total)


def _empty(answer: Any) -> Reading | None:
    """A list that is there and has nothing in it; a shelf past its end comes without any list."""
    body = at(answer, "data")
    if isinstance(at(body, "resultList"), list):
        total = words(body, "resultInfo", "searchResControlFields", "numFound") or "0"
        return Reading(State.EMPTY, f"numFound {total}")
    if isinstance(at(body, "cardList"), list) or isinstance(at(body, "nextPage"), bool):
        return Reading(State.EMPTY, "no goods on this page of the shelf")
    return None


def _unfinished(answers: list[Any]) -> str:
    """That the site has more pages than were captured, if so: such a run is short. Or how an item stands."""
    if status := next(
        filter(None, (words(value, "data", "itemDO", "itemStatusStr") for value in answers)), None
    ):
        return "" if status == "在线" else f"item status: {status}"
    pages = [info for value in answers if (info := at(value, "data", "resultInfo"))]
    if not pages or at(pages[-1], "hasNextPage") is not True:
        return ""
    total = words(pages[-1], "searchResControlFields", "numFound")
    return f"more pages than the {len(pages)} captured (numFound {total})"
