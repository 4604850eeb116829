"""The JSON answers in a page: those its browser captured, or its own body."""

from collections.abc import Iterator
from typing import Any

from crawlers.charset import decode
from crawlers.readers.tree import MOST_VIEW, parse_json
from records.page import Exchange, Page

# Somebody keeps some dozens of answers in a file. A longer list is one answer: of what, the reader says.
_MOST_ANSWERS = 2_000


def json_answers(page: Page) -> Iterator[tuple[str, Any]]:
    """Address and value of every JSON (or JSONP) answer, in the order in which they came.

    Answers that somebody kept in one file, as a list, are answers one by one.
    """
    for exchange in page.rendering.exchanges if page.rendering else ():
        for value in _values(exchange.body, exchange):
            yield exchange.url, value
    if page.rendering is None or not page.rendering.exchanges:
        for value in _values(page.content, page.exchange):
            yield page.url, value


def _values(body: bytes, exchange: Exchange | None) -> list[Any]:
    value = _value(body, exchange)
    if (
        isinstance(value, list)
        and 0 < len(value) <= _MOST_ANSWERS
        and all(isinstance(one, dict) for one in value)
    ):
        return value
    return [] if value is None else [value]


def _value(body: bytes, exchange: Exchange | None) -> Any:
    """The value, or None for what is no JSON object or list; of markup only a browser's view is tried."""
    start = body.lstrip()[:MOST_VIEW]
    if not start or (start[:1] == b"<" and b"<pre" not in start.lower()):
        return None
    value = parse_json(decode(body, exchange.header("Content-Type") if exchange else None)[0])
    return value if isinstance(value, (dict, list)) else None
