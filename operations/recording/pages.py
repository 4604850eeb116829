"""A page with other words: body, address, headers and captured answers, each in its own encoding."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from crawlers.charset import decode
from crawlers.rewriting import Replace, Walk, apply, rewrite
from records.page import Exchange, Headers, Page

#: Makes the replacement for a text that is in this codec.
Replacing = Callable[[str], Replace]
#: Headers that tell a reader something; what else a server says may name anybody.
TELLING = frozenset(
    ("content-type", "location", "retry-after", "cf-mitigated", "x-amzn-waf-action", "verifytype")
)


class PageEncodingError(ValueError):
    """The new words cannot be written in the page's encoding."""


def texts_of(page: Page) -> Iterator[tuple[str, str]]:
    """Every text of ``page`` that a reader sees, with its codec: DOM or body, and captured answers."""
    if page.rendering:
        yield page.rendering.dom, "utf-8"
        yield from (decoded(answer.body, answer) for answer in page.rendering.exchanges)
    else:
        yield decoded(page.content, page.exchange)


def decoded(body: bytes, exchange: Exchange | None) -> tuple[str, str]:
    """A body as text without loss (bytes that are no characters are kept as surrogates), and its codec."""
    codec = decode(body, exchange.header("Content-Type") if exchange else None)[1]
    return body.decode(codec, "surrogateescape"), codec


def rewritten(page: Page, replacing: Replacing) -> Page:
    """``page`` with its words replaced.

    Raises:
        PageEncodingError: a word does not exist in the encoding of the page.
    """
    url = _address(page.url, replacing("utf-8"))
    exchange = _exchange(page.exchange, replacing) if page.exchange else None
    if page.rendering is None:
        content = _body(page.content, page.exchange, replacing)
        return replace(page, url=url, content=content, exchange=exchange and replace(exchange, body=content))
    dom = rewrite(page.rendering.dom, replacing("utf-8"))
    answers = tuple(_answer(answer, replacing) for answer in page.rendering.exchanges)
    rendering = replace(page.rendering, dom=dom, screenshot=None, exchanges=answers)
    return replace(
        page, url=url, content=dom.encode("utf-8", "replace"), exchange=exchange, rendering=rendering
    )


def _answer(answer: Exchange, replacing: Replacing) -> Exchange:
    """A captured answer; recordings keep it as UTF-8."""
    text, codec = decoded(answer.body, answer)
    body = rewrite(text, replacing(codec), codec).encode("utf-8", "replace")
    return replace(_exchange(answer, replacing), body=body)


def _exchange(exchange: Exchange, replacing: Replacing) -> Exchange:
    """Address and headers of an exchange; what was sent is nobody's business."""
    return Exchange(
        url=_address(exchange.url, replacing("utf-8")),
        method=exchange.method,
        status=exchange.status,
        reason=exchange.reason,
        headers=tuple(_headers(exchange.headers, replacing("utf-8"))),
        started_at=exchange.started_at,
        truncated=exchange.truncated,
    )


def _headers(headers: Headers, replacing: Replace) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        if name.lower() == "location":
            yield name, _address(value, replacing)
        elif name.lower() in TELLING:
            yield name, value


def _address(address: str, replacing: Replace) -> str:
    return apply(address, Walk(replacing, "utf-8").address(address))


def _body(body: bytes, exchange: Exchange | None, replacing: Replacing) -> bytes:
    text, codec = decoded(body, exchange)
    try:
        return rewrite(text, replacing(codec), codec).encode(codec, "surrogateescape")
    except UnicodeEncodeError as error:
        raise PageEncodingError(
            f"{error.object[error.start : error.end]!r} cannot be written in {codec}"
        ) from error
