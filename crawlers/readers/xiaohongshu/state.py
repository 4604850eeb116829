"""The state that Xiaohongshu writes into its pages for their script."""

import re
from collections.abc import Iterator
from typing import Any

from crawlers.readers.tree import at, entries, first_json

_STATE = re.compile(r"window\.__INITIAL_STATE__\s{0,9}=\s{0,9}(?=\{)")
_END = "</script"
# Its script writes what JSON does not know; inside a string it is a word like any other.
_STRING_OR_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|\b(?:undefined|NaN|-?Infinity)\b', re.DOTALL)


def read_state(text: str) -> Any:
    """The state of the page, None where it has none."""
    found = _STATE.search(text)
    if found is None:
        return None
    end = text.find(_END, found.end())
    body = text[found.end() : end if end >= 0 else len(text)]
    return first_json(_STRING_OR_WORD.sub(_known, body), 0)


def _known(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else "null"


def state_cards(state: Any) -> list[Any]:
    """Cards of a search, of the home feed, and of an account's tabs."""
    tabs = [
        card for tab in entries(state, "user", "notes") for card in (tab if isinstance(tab, list) else [tab])
    ]
    cards = [*entries(state, "search", "feeds"), *entries(state, "feed", "feeds"), *tabs]
    return [card for card in cards if at(card, "noteCard") or at(card, "note_card")]


def state_notes(state: Any) -> list[Any]:
    """Notes with their text; a page without one has a place for it all the same."""
    return [at(detail, "note") for detail in entries(state, "note", "noteDetailMap") if at(detail, "note")]


def state_comments(state: Any) -> Iterator[tuple[str, Any]]:
    """The comments that the page brought with each note."""
    details = at(state, "note", "noteDetailMap")
    for number, detail in details.items() if isinstance(details, dict) else ():
        if at(detail, "note"):
            yield number, at(detail, "comments", "list")
