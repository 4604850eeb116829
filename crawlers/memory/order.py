"""The rows of a list: what each shows of its thread, and in which order they stand."""

from collections.abc import Iterable
from itertools import pairwise

from records.reading import Post

# Pinned posts stand out of their order.
ORDERLY = 0.8


def rows_by_address(posts: Iterable[Post]) -> dict[str, Post]:
    """Posts by the address at which each has its own page or thread."""
    return {post.url: post for post in posts}


def threads_shown(row: Post | None) -> tuple[str | None, int | None]:
    """Title and replies in a thread's row; a rounded count is none, for it does not show one reply more."""
    if row is None:
        return None, None
    counters = row.counters or {}
    count = counters.get("replies") or counters.get("comments")
    return row.title, count.value if count and not count.rounded else None


def in_order_of_time(posts: tuple[Post, ...]) -> bool:
    """Whether nearly all posts stand in the order of time, this way or that."""
    times = [post.time for post in posts if post.time is not None]
    steps = list(pairwise(times))
    rising = sum(one <= other for one, other in steps)
    falling = sum(one >= other for one, other in steps)
    return bool(times) and max(rising, falling) >= ORDERLY * len(steps)
