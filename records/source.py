"""A declared source: what one folder under ``sources/`` says about a place that is watched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

# Selectors as declared: a mapping of names to selectors, lists of them or mappings of the same kind.
Select = Mapping[str, Any]
Render = Literal["never", "when-empty", "always"]
DeclaredAccess = Literal["public-anonymous", "public-registered", "authorised"]
# What was handed in is no source anybody declares.
Access = DeclaredAccess | Literal["provided"]
EvidenceGrade = Literal["page", "rendered"]
RobotsPolicy = Literal["obey", "ignore-with-reason"]
Mode = Literal["newest", "backfill"]
DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a healthy run collects. A run below it is *short* and never green.

    ``posts`` is the least number of posts, ``fields`` names Post fields that must be filled in most of them.
    """

    posts: int = 1
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How gently a source is read.

    ``delay`` in seconds between requests to one host (with ``jitter`` between half and one and a half of it),
    ``pages`` per run, ``budget`` pages per day over all runs, ``hours`` of the day (``08:00-23:30``, in the
    source's zone; the end may lie after midnight) outside which nothing is asked. After ``fruitless`` pages
    of one path shape in a row without a new post the rest of that shape is left.
    """

    delay: float = 2.0
    jitter: bool = True
    concurrency: int = 1
    pages: int = 200
    budget: int | None = None
    hours: str | None = None
    fruitless: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source as declared in its ``source.yml``.

    ``start`` has one address for each of ``terms`` where it was declared with a place for one. ``hosts`` is
    the fence (``host`` or ``host:port``): nothing else is fetched. ``follow`` lists the link kinds
    (``thread next user post``) a run walks. ``zone`` is the IANA zone in which the site prints its times.
    ``capture`` names parts of the addresses whose responses a browser fetch keeps; it waits for the selector
    ``wait_for``, scrolls to the end up to ``scrolls`` times, presses ``next_button`` up to ``clicks`` times.
    A run in the mode ``newest`` ends where it meets what is known, ``backfill`` walks on past it; a known
    thread that looks unchanged is asked again after ``recheck`` days.
    ``select`` are selectors of the source's own, where its pages are not built as its family's usually are.
    ``egress`` names the exit, ``session`` a saved browser state that an operator supplied; ``evidence`` says
    whether the page as sent is enough or a rendering must be kept. ``purpose``, ``approver`` and ``review``
    say why it is watched, who allowed it and when that is looked at again. ``robots`` is obeyed unless
    ``robots_reason``, ``robots_until`` and ``approver`` say why not, until when and who allowed that.
    ``private_hosts`` allows loopback and private addresses; only the testbed sets it.
    """

    name: str
    title: str
    family: str
    start: tuple[str, ...]
    hosts: tuple[str, ...]
    folder: str
    enabled: bool = True
    terms: tuple[str, ...] = ()
    zone: str = "Asia/Shanghai"
    follow: tuple[str, ...] = ("thread", "next")
    select: Select | None = None
    render: Render = "never"
    capture: tuple[str, ...] = ()
    wait_for: str | None = None
    next_button: str | None = None
    clicks: int = 0
    scrolls: int = 0
    mode: Mode = "newest"
    recheck: int = 7
    robots: RobotsPolicy = "obey"
    robots_reason: str | None = None
    robots_until: date | None = None
    pace: Pace = Pace()
    expect: Expectation = Expectation()
    egress: str = DIRECT
    session: str | None = None
    evidence: EvidenceGrade = "page"
    purpose: str | None = None
    access: Access = "public-anonymous"
    approver: str | None = None
    review: date | None = None
    private_hosts: bool = False
    tags: tuple[str, ...] = ()
    notes: str | None = None

    @property
    def rendered(self) -> bool:
        """Whether a run of it may need a browser."""
        return self.render != "never" or self.evidence == "rendered"
