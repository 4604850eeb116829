"""Xiaohongshu: answers that its own page fetched and the browser captured, and the state in its pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from crawlers.readers.answers import redirect_target
from crawlers.readers.json_answers import json_answers
from crawlers.readers.pagers import pager_of
from crawlers.readers.sheet import distinct, open_sheet, page_text
from crawlers.readers.tree import at
from crawlers.readers.xiaohongshu.comments import comment_posts
from crawlers.readers.xiaohongshu.notes import card_post, note_link, note_post, profile_link
from crawlers.readers.xiaohongshu.state import read_state, state_cards, state_comments, state_notes
from crawlers.readers.xiaohongshu.walls import by_code, read_wall, refusal
from records.page import Exchange, Page
from records.reading import Pager, Post, Reading, State


def answer(page: Page) -> Reading | None:
    """Its own codes: 461 and 471 want a riddle solved; a missing note leads to ``/404`` with the reason."""
    if wall := _verification(page.exchange):
        return wall
    if 400 <= page.status < 500:
        return next((said for _, value in json_answers(page) if (said := refusal(value))), None)
    target = redirect_target(page)
    return by_code(target) if target and urlsplit(target).path.rstrip("/") == "/404" else None


def _verification(exchange: Exchange | None) -> Reading | None:
    if exchange is None or exchange.status not in (461, 471):
        return None
    kind = exchange.header("Verifytype") or "unnamed"
    return Reading(State.CAPTCHA, f"HTTP {exchange.status}: verification of type {kind}")


def recognise(page: Page) -> str | None:
    """Xiaohongshu by its host, or by the shape of its answers and of its pages' state; it has no versions."""
    host = urlsplit(page.url).hostname or ""
    if host == "xiaohongshu.com" or host.endswith(".xiaohongshu.com"):
        return ""
    if any(_cards(value) or _notes(value) for _, value in json_answers(page)):
        return ""
    return "" if at(read_state(page_text(page)), "note", "noteDetailMap") is not None else None


def read(page: Page, zone: str) -> Reading:
    """Notes and comments as posts; ``post_id`` is the note's or comment's own, ``thread`` the note's.

    A card of a list is an excerpt: its note has the text. ``thread`` leads to the note, ``user`` to the
    account; lists go on by calls that only the site's page can sign, so there is no ``next``.
    """
    answers = [(url, value) for url, value in json_answers(page) if isinstance(value, dict)]
    text = page_text(page)
    state = read_state(text)
    found = _reading(_captured(answers, page, zone), _written(state, page, zone), page, zone)
    walls = [*_riddles(page), *(wall for _, value in answers if (wall := refusal(value)))]
    if found is None:
        return next(iter(walls), None) or read_wall(open_sheet(page, zone, text), state)
    told = (f"{one.state}: {one.why}" for one in walls if one.state is not State.EMPTY)
    values = [value for _, value in answers]
    return replace(found, why="; ".join([*told, *_more(values)]), pager=_pager(values))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one place of a page holds: rows of lists, notes with their text, comments."""

    cards: list[Any]
    notes: list[Any]
    comments: list[Post]


def _captured(answers: list[tuple[str, Any]], page: Page, zone: str) -> _Shown:
    """What the page's own calls brought."""
    return _Shown(
        [card for _, value in answers for card in _cards(value)],
        [note for _, value in answers for note in _notes(value)],
        [
            post
            for url, value in answers
            for post in comment_posts(at(value, "data", "comments"), url, page, zone)
        ],
    )


def _written(state: Any, page: Page, zone: str) -> _Shown:
    """What the server wrote into the page."""
    comments = (comment_posts(rows, note, page, zone) for note, rows in state_comments(state))
    return _Shown(state_cards(state), state_notes(state), [one for rows in comments for one in rows])


def _riddles(page: Page) -> list[Reading]:
    """The calls of the page that were answered by a riddle."""
    calls = page.rendering.exchanges if page.rendering else ()
    return [wall for exchange in calls if (wall := _verification(exchange))]


def _reading(called: _Shown, written: _Shown, page: Page, zone: str) -> Reading | None:
    """What a page shows; a note read whole takes the place of its card."""
    cards = [*written.cards, *called.cards]
    rows = [post for card in cards if (post := card_post(card, page, zone))]
    whole = [post for note in [*written.notes, *called.notes] if (post := note_post(note, page, zone))]
    posts = {post.post_id: post for post in [*rows, *whole, *written.comments, *called.comments]}
    if not posts:
        return None
    threads = [note_link(card, page.url) for card in cards]
    users = [profile_link(post, page.url) for post in posts.values()]
    return Reading(State.ITEMS, "", tuple(posts.values()), distinct([*threads, *users]))


def _cards(value: Any) -> list[Any]:
    """Rows of a search (``items``), of an account's notes (``notes``), or a row kept without its list.

    A search also holds other words.
    """
    rows = [*_listed(value, "items"), *_listed(value, "notes"), value]
    return [row for row in rows if not _is_whole(row) and (at(row, "note_card") or at(row, "display_title"))]


def _notes(value: Any) -> list[Any]:
    """Notes with their text: the answer of the feed call, or one of its rows."""
    return [at(row, "note_card") for row in (*_listed(value, "items"), value) if _is_whole(row)]


def _is_whole(row: Any) -> bool:
    return isinstance(at(row, "note_card"), dict) and "desc" in row["note_card"]


def _listed(value: Any, key: str) -> list[Any]:
    found = at(value, "data", key)
    return found if isinstance(found, list) else []


def _pager(values: list[Any]) -> Pager | None:
    """The pages captured of the list, or of the comments, and one more where the last says so."""
    lists = [value for value in values if _cards(value)] or [
        value for value in values if isinstance(at(value, "data", "comments"), list)
    ]
    if not lists or not isinstance(at(lists[-1], "data", "has_more"), bool):
        return None
    return pager_of(len(lists), len(lists) + at(lists[-1], "data", "has_more"))


def _more(values: list[Any]) -> Iterator[str]:
    """That the site has more than was captured, if so: such a run is short."""
    lists = [value for value in values if _cards(value)]
    if lists and at(lists[-1], "data", "has_more") is True:
        yield f"more than the {len(lists)} answers captured"
