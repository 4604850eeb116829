"""A declared source: what one folder under ``sources/`` says about a place that is watched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

# Selectors as declared: a mapping of names to selectors, lists of them or mappings of the same kind.
Select = Mapping[str, Any]
Render = Literal["never", "when-empty", "always"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a healthy run collects. A run below it is *short* and never green.

    ``posts`` is the least number of posts, ``fields`` names Post fields that must be filled in most of them.
    """

    posts: int = 1
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How gently a source is read: ``delay`` in seconds between requests to one host, ``pages`` per run."""

    delay: float = 2.0
    concurrency: int = 1
    pages: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source as declared in its ``source.yml``.

    ``hosts`` is the fence (``host`` or ``host:port``): nothing else is fetched. ``follow`` lists the link
    kinds
    (``thread next user post``) a run walks. ``zone`` is the IANA zone in which the site prints its times.
    ``capture`` names parts of the addresses whose responses a browser fetch keeps; it waits for the selector
    ``wait_for`` and presses ``next_button`` up to ``clicks`` times.
    ``select`` are selectors of the source's own, where its pages are not built as its family's usually are.
    ``private_hosts`` allows loopback and private addresses; only the testbed sets it.
    """

    name: str
    title: str
    family: str
    start: tuple[str, ...]
    hosts: tuple[str, ...]
    folder: str
    zone: str = "Asia/Shanghai"
    render: Render = "never"
    capture: tuple[str, ...] = ()
    wait_for: str | None = None
    next_button: str | None = None
    clicks: int = 0
    select: Select | None = None
    follow: tuple[str, ...] = ("thread", "next")
    pace: Pace = Pace()
    expect: Expectation = Expectation()
    private_hosts: bool = False
    purpose: str | None = None
    access: Literal["public-anonymous", "public-registered", "authorised"] = "public-anonymous"
    tags: tuple[str, ...] = ()
    notes: str | None = None
