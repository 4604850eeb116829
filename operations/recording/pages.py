"""A page with other words: body, address, headers and captured answers, each in its own encoding."""

from collections.abc import Callable, Iterator, Sequence
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


def walk(page: Page, replace: Replace) -> None:
    """Show ``replace`` every word of ``page``: of its texts, its addresses, where it was sent on to."""
    for text, codec in texts_of(page):
        rewrite(text, replace, codec)
    exchanges = (page.exchange, *(page.rendering.exchanges if page.rendering else ()))
    for address in (
        page.url,
        *(url for one in exchanges if one for url in (one.url, one.header("Location"))),
    ):
        if address:
            Walk(replace, "utf-8").address(address)


def decoded(body: bytes, exchange: Exchange | None) -> tuple[str, str]:
    """A body as text without loss (bytes that are no characters are kept as surrogates), and its codec."""
    codec = decode(body, exchange.header("Content-Type") if exchange else None)[1]
    return body.decode(codec, "surrogateescape"), codec


def with_texts(page: Page, texts: Sequence[str]) -> Page:
    """``page`` with other ``texts``, in the order of :func:`texts_of`.

    Raises:
        PageEncodingError: a character does not exist in the encoding of the page.
    """
    if page.rendering is None:
        content = encoded(texts[0], decoded(page.content, page.exchange)[1])
        return replace(page, content=content, exchange=page.exchange and replace(page.exchange, body=content))
    answers = tuple(
        replace(answer, body=text.encode("utf-8", "replace"))
        for answer, text in zip(page.rendering.exchanges, texts[1:], strict=True)
    )
    rendering = replace(page.rendering, dom=texts[0], exchanges=answers)
    return replace(page, content=texts[0].encode("utf-8", "replace"), rendering=rendering)


def encoded(text: str, codec: str) -> bytes:
    """The reverse of :func:`decoded`."""
    try:
        return text.encode(codec, "surrogateescape")
    except UnicodeEncodeError as error:
        lost = error.object[error.start : error.end]
        raise PageEncodingError(f"{lost!r} cannot be written in {codec}") from error


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
    return encoded(rewrite(text, replacing(codec), codec), codec)
