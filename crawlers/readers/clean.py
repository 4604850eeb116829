"""Characters that no store can hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from records.reading import Attachment, Link, Post, Reading

# Half a surrogate pair comes from broken JSON escapes and breaks every UTF-8 encoder; NUL breaks C strings.
_FIELDS = tuple(field.name for field in fields(Post))
_BROKEN = re.compile("[\ud800-\udfff\0]")


def without_broken(text: str) -> str:
    """``text`` with U+FFFD for every lone surrogate and NUL."""
    return _BROKEN.sub("\ufffd", text)


def clean(reading: Reading) -> Reading:
    """The reading without lone surrogates and NULs; ``why`` says in how many posts there were some."""
    posts = tuple(_clean_post(post) for post in reading.posts)
    touched = sum(new is not old for new, old in zip(posts, reading.posts, strict=True))
    links = tuple(Link(link.kind, without_broken(link.url)) for link in reading.links)
    why = without_broken(reading.why)
    if touched:
        why = "; ".join(filter(None, (why, f"broken characters replaced in {touched} posts")))
    return replace(reading, why=why, posts=posts, links=links)


def _clean_post(post: Post) -> Post:
    """The very same post where nothing is broken."""
    values = {name: getattr(post, name) for name in _FIELDS}
    if not _BROKEN.search("".join(_words(values.values()))):
        return post
    changed = {name: new for name, value in values.items() if (new := _clean_value(value)) != value}
    return replace(post, **changed) if changed else post


def _words(values: Iterable[Any]) -> Iterator[str]:
    """Everything written in some values of a post."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from _words(value)
        elif isinstance(value, Attachment):
            yield from _words((value.name, value.url, value.size_shown))


def _clean_value(value: Any) -> Any:
    if isinstance(value, str):
        return without_broken(value)
    if isinstance(value, tuple):
        return tuple(_clean_value(part) for part in value)
    if isinstance(value, Attachment):
        name, url, shown = map(_clean_value, (value.name, value.url, value.size_shown))
        return replace(value, name=name, url=url, size_shown=shown)
    return value
