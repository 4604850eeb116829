"""Posts as JSON, one object a line or in one list: context ``keys`` (JSON, field to key) and ``line``.

The corpus' shape, the posts of ``hawkwatch read``, or keys of somebody's own that mean the same.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from crawlers.exports.columns import fields_of
from crawlers.exports.json_objects import objects_in
from crawlers.exports.naming import address_in_file, said_elsewhere
from crawlers.exports.rows import post_of
from crawlers.readers.addresses import absolute
from records.page import Page
from records.reading import Post

READINGS = "posts"


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """The posts of every object, those that say nothing left out."""
    columns: dict[str, str] = msgspec.json.decode(said_elsewhere(page, "keys") or "{}")
    first = int(said_elsewhere(page, "line") or 1)
    found = (
        _post(one, page, zone, f"line={first + line}", columns)
        for line, value in objects_in(page.content.decode("utf-8", "replace"))
        for one in inner_posts(value)
    )
    return tuple(post for post in found if post)


def inner_posts(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The object itself, or the posts of a whole reading."""
    inner = value.get(READINGS)
    if isinstance(inner, list):
        yield from (one for one in inner if isinstance(one, dict))
    else:
        yield value


def values_of(value: dict[str, Any], columns: dict[str, str]) -> dict[str, str]:
    """The object's words by field; ``columns`` says what keys of somebody's own mean."""
    keys = list(value)
    fields = fields_of(keys)
    named = {field: key for key, field in zip(keys, fields, strict=True) if field}
    named |= {field: key for key, field in columns.items() if key in value}
    return {field: _words(value[key]) for field, key in named.items()}


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else ""


def _post(value: dict[str, Any], page: Page, zone: str, place: str, columns: dict[str, str]) -> Post | None:
    if {"platform", "post_id", "url", "text"} <= value.keys():
        try:
            post = msgspec.convert(value, Post)
        except msgspec.ValidationError:
            pass
        else:
            url = absolute("", post.url) or address_in_file(page, place)
            return replace(post, url=url) if post.text.strip() or post.title else None
    return post_of(values_of(value, columns), page, zone, place)
