"""Soft caps: lists that end before their entries do, recognised by what is known of their platforms."""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from records.reading import Pager, Reading

CAPS = Path(__file__).with_name("soft_caps.yml")


@dataclass(frozen=True, slots=True)
class SoftCap:
    """A list whose ``address`` fits ends after ``pages`` or at ``total`` entries; ``window`` is the parameter
    that narrows it to a span of time, None where there is none. ``wall``: a link leads on, but to a wall.
    """

    address: re.Pattern[str]
    pages: int | None = None
    total: int | None = None
    window: str | None = None
    wall: bool = False


@cache
def soft_caps(family: str) -> tuple[SoftCap, ...]:
    """The soft caps of a family's platform."""
    declared = YAML(typ="safe").load(CAPS).get(family, ())
    return tuple(SoftCap(**one | {"address": re.compile(one["address"])}) for one in declared)


def cap_of(family: str, url: str) -> SoftCap | None:
    """The cap under which the list at ``url`` stands, None where none is known."""
    return next((cap for cap in soft_caps(family) if cap.address.search(url)), None)


def with_cap(reading: Reading, family: str, url: str) -> Reading:
    """The reading, its pager marked where the list is at its cap."""
    cap = cap_of(family, url) if reading.pager else None
    if cap is None or reading.pager is None or not _is_reached(cap, reading.pager, reading):
        return reading
    return replace(reading, pager=replace(reading.pager, capped=True))


def _is_reached(cap: SoftCap, pager: Pager, reading: Reading) -> bool:
    """A pager that goes exactly to the cap; a last page at it though more are counted; a count at it."""
    if cap.total is not None:
        return pager.total is not None and pager.total >= cap.total
    if cap.pages is None:
        return False
    if pager.page is None or pager.page < cap.pages:
        return pager.pages == cap.pages and pager.total is None
    if cap.wall:
        return pager.pages is not None and pager.pages > cap.pages
    onward = any(link.kind == "next" for link in reading.links)
    shown = pager.page * len(reading.posts)
    return not onward and (pager.total is None or pager.total > shown)
