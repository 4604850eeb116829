"""Listings that are seen again, or found gone, without their page being read."""

from collections.abc import Iterable
from datetime import UTC, datetime

from records.visit import Sighting

# A known post's id, and whether it is a listing.
Posts = Iterable[tuple[str, bool]]


def seen_again(posts: Posts, now: float) -> tuple[Sighting, ...]:
    """A sighting of each listing among ``posts`` at ``now`` (Unix seconds)."""
    return tuple(Sighting(id_, moment(now)) for id_, listing in posts if listing)


def found_gone(posts: Posts, now: float) -> tuple[Sighting, ...]:
    """That each listing among ``posts`` was not there at ``now`` (Unix seconds)."""
    return tuple(Sighting(id_, moment(now), "gone") for id_, listing in posts if listing)


def moment(seconds: float) -> datetime:
    """Unix seconds as a time."""
    return datetime.fromtimestamp(seconds, UTC)
