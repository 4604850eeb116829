"""Whether a page with other words reads as it did, but for the words."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields
from typing import Any

from records.reading import Count, Post, Reading

#: What no replacing may change. Everything else must only be filled where it was.
_KEPT = ("time", "time_precision", "floor", "excerpt")
#: What changes only where every word and number is invented.
_NUMBERS = ("time_shown", "counters", "price_shown")


def changes(before: Reading, after: Reading, invented: bool = False) -> Iterator[str]:
    """In what ``after`` differs from ``before`` beyond names and numbers of people.

    With ``invented`` counters and prices may differ as well: every number that is no date was made up.
    """
    if before.state is not after.state:
        yield f"the state was {before.state.value} and is {after.state.value} ({after.why})"
    if before.charset != after.charset:
        yield f"the encoding was {before.charset} and is {after.charset}"
    if before.pager != after.pager and not invented:
        yield f"the pager was {before.pager} and is {after.pager}"
    if len(before.posts) != len(after.posts):
        yield f"{len(before.posts)} posts were read, and {len(after.posts)} of the new page"
        return
    if [link.kind for link in before.links] != [link.kind for link in after.links]:
        yield f"{len(before.links)} links were read, and {len(after.links)} others of the new page"
    for number, (one, other) in enumerate(zip(before.posts, after.posts, strict=True), 1):
        yield from (f"post {number}: {change}" for change in _post_changes(one, other, invented))
    for name in ("author_name", "author_id", "thread", "board"):
        if _sorts(before.posts, name) != _sorts(after.posts, name):
            yield f"posts that had the same {name} have different ones, or the reverse"


def _post_changes(one: Post, other: Post, invented: bool) -> Iterator[str]:
    for field in fields(Post):
        before, after = getattr(one, field.name), getattr(other, field.name)
        if field.name in _KEPT or (field.name in _NUMBERS and not invented):
            if before != after:
                yield f"{field.name} was {before} and is {after}"
        elif _outline(before) != _outline(after):
            yield f"{field.name} has another form than before"


def _outline(value: Any) -> Hashable:
    """How a value is filled: the lines of a text, the names of the counters, the number of images."""
    if isinstance(value, dict):
        return tuple((name, isinstance(count, Count) and count.rounded) for name, count in value.items())
    if isinstance(value, str):
        return [bool(line.strip()) for line in value.split("\n")].count(True), value.count("\n")
    return len(value) if isinstance(value, tuple) else value is None


def _sorts(posts: Iterable[Post], name: str) -> list[int]:
    """Which posts share a value: each is numbered by the first post that has it."""
    seen: dict[Any, int] = {}
    return [seen.setdefault(getattr(post, name), number) for number, post in enumerate(posts)]
