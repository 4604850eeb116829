"""The parts of a text in Tieba's JSON: words, emoticons, links, pictures, videos."""

import re
from collections.abc import Iterator
from typing import Any

from crawlers.readers.addresses import absolute
from crawlers.readers.tree import at, entries, words
from crawlers.readers.visible import visible_text

_MARKED = re.compile(r"</?(?:em|mark|b|br|font|span|img|a)\b[^<>]{0,500}>", re.IGNORECASE)
_EMOTICONS = {"2", "11", "emoji"}
_PICTURES = {"3", "20", "image", "pic"}
_UNWRITTEN = {"5", "10", "video", "voice"}
# Best first: the picture itself, then what a page shows of it.
_SOURCES = (
    "origin_src",
    "original_src",
    "origin_pic",
    "big_cdn_src",
    "big_pic",
    "cdn_src",
    "src",
    "small_pic",
)


def text_of(row: Any, *keys: str) -> str:
    """The text under the first of ``keys`` that has one: a list of parts, plain words or marked-up ones.

    An emoticon is written as people type it, ``#(滑稽)``; a picture breaks the line; videos say nothing.
    """
    for key in keys:
        found = at(row, key)
        said = "".join(_pieces(found)) if isinstance(found, list) else _plain(words(row, key) or "")
        if lines := "\n".join(line.strip() for line in said.split("\n")).strip():
            return re.sub(r"\n{3,}", "\n\n", lines)
    return ""


def _plain(text: str) -> str:
    """Words without the marks around what was sought; ``<`` alone is a word."""
    return visible_text(text) if _MARKED.search(text) else text


def _pieces(parts: list[Any]) -> Iterator[str]:
    for part in parts:
        kind = words(part, "type") or "0"
        if kind in _EMOTICONS:
            yield f"#({name})" if (name := words(part, "c")) else ""
        elif kind in _PICTURES:
            yield "\n"
        elif kind not in _UNWRITTEN:
            yield _raw(part)


def _raw(part: Any) -> str:
    """The words of a part with the breaks and spaces at their ends."""
    if isinstance(part, str):
        return part
    found = next((value for key in ("text", "c", "content") if isinstance(value := at(part, key), str)), None)
    return found if found is not None else words(part, "text") or ""


def images_of(row: Any, base: str) -> tuple[str, ...]:
    """The pictures among the parts of ``content`` and in ``media``."""
    parts = [part for part in entries(row, "content") if words(part, "type") in _PICTURES]
    pictures = [one for part in parts for one in (entries(part, "media") or [part])]
    pictures += [one for one in entries(row, "media") if words(one, "type") not in _UNWRITTEN]
    urls = (absolute(base, _source(picture)) for picture in pictures)
    return tuple(dict.fromkeys(filter(None, urls)))


def _source(picture: Any) -> str | None:
    return next((url for key in _SOURCES if (url := words(picture, key))), None)
