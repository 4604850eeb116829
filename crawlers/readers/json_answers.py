"""The JSON answers in a page: those its browser captured, or its own body."""

from collections.abc import Iterator
from typing import Any

from crawlers.charset import decode
from crawlers.readers.tree import parse_json
from records.page import Exchange, Page


def json_answers(page: Page) -> Iterator[tuple[str, Any]]:
    """Address and value of every JSON (or JSONP) answer, in the order in which they came."""
    for exchange in page.rendering.exchanges if page.rendering else ():
        value = _value(exchange.body, exchange)
        if value is not None:
            yield exchange.url, value
    if page.rendering is None or not page.rendering.exchanges:
        value = _value(page.content, page.exchange)
        if value is not None:
            yield page.url, value


def _value(body: bytes, exchange: Exchange | None) -> Any:
    """The value, or None for what is no JSON object or list; markup is not even tried."""
    if not body.strip() or body.lstrip()[:1] == b"<":
        return None
    value = parse_json(decode(body, exchange.header("Content-Type") if exchange else None)[0])
    return value if isinstance(value, (dict, list)) else None
