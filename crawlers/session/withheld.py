"""Pages fetched with a session, without its secrets: what leaves the fetch may be stored and shown."""

import re
from collections.abc import Collection
from dataclasses import replace

from crawlers.session.live import LiveSession
from records.page import Exchange, Headers, Page

WITHHELD = "withheld"
_COOKIE_VALUE = re.compile(r"=[^;\n]*")


def without_secrets(page: Page, session: LiveSession) -> Page:
    """The page without the values in its headers that let somebody in.

    Bodies stay as they came: they are the evidence.
    """
    secrets = session.secrets()
    rendering = page.rendering and replace(
        page.rendering, exchanges=tuple(_clean(one, secrets) for one in page.rendering.exchanges)
    )
    exchange = page.exchange and _clean(page.exchange, secrets)
    return replace(page, exchange=exchange, rendering=rendering)


def _clean(exchange: Exchange, secrets: Collection[str]) -> Exchange:
    asked = tuple((name, _hidden(name, value, secrets)) for name, value in exchange.request_headers)
    answered = tuple((name, _hidden(name, value, secrets)) for name, value in exchange.headers)
    body = exchange.request_body
    for secret in secrets:
        body = body.replace(secret.encode(), WITHHELD.encode())
    changed = _changed(exchange.request_headers, asked) + _changed(exchange.headers, answered)
    return replace(
        exchange,
        request_headers=asked,
        headers=answered,
        request_body=body,
        withheld=tuple(sorted(set(changed))),
    )


def _hidden(name: str, value: str, secrets: Collection[str]) -> str:
    match name.lower():
        case "cookie" | "authorization" | "proxy-authorization":
            return WITHHELD
        case "set-cookie":  # a browser hands over several, one a line
            return "\n".join(_COOKIE_VALUE.sub(f"={WITHHELD}", line, count=1) for line in value.split("\n"))
    for secret in secrets:
        value = value.replace(secret, WITHHELD)
    return value


def _changed(before: Headers, after: Headers) -> list[str]:
    return [name for (name, old), (_, new) in zip(before, after, strict=True) if old != new]
