"""A ``source.yml`` written for somebody to correct: what was seen, what was guessed, and what is asked."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crawlers.arrival.front_page import Board
from records.source import DIRECT, Expectation, Pace, Source

# More boards than this are not named: nobody would choose among them.
MOST_BOARDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a place before it is watched.

    ``pattern`` is the source whose way of following and rendering is taken over, ``zone_reason`` and
    ``expect_reason`` say where the guesses come from. The keys ``given`` for all sources of the folder are
    left out where nothing says otherwise.
    """

    title: str
    family: str
    version: str
    start: str
    hosts: tuple[str, ...]
    zone: str
    zone_reason: str
    pace: Pace
    expect: Expectation
    expect_reason: str
    day: str
    notes: str
    pattern: Source | None = None
    boards: tuple[Board, ...] = ()
    purpose: str | None = None
    private: bool = False
    egress: str = DIRECT
    tags: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()


def write_draft(draft: Draft) -> str:
    """The text of the file."""
    return "\n".join(
        (
            f"# Written by `hawkwatch sources new` on {draft.day}; correct what it guessed wrong.",
            f"title: {_quoted(draft.title)}",
            _remarked(f"family: {draft.family}", draft.version),
            *_start(draft),
            f"hosts: {_list(draft.hosts)}",
            _remarked(f"zone: {draft.zone}", draft.zone_reason),
            *_way(draft.pattern),
            *(["private_hosts: true"] if draft.private else []),
            *([f"egress: {draft.egress}"] if draft.egress != DIRECT else []),
            *([] if "pace" in draft.given else [_pace(draft.pace)]),
            _remarked(_expect(draft.expect), draft.expect_reason),
            *_permission(draft),
            *([f"tags: {_list(draft.tags)}"] if draft.tags else []),
            f"notes: {_quoted(draft.notes)}",
            "",
        )
    )


def _start(draft: Draft) -> Iterator[str]:
    """The address; of a front page its boards as well, for somebody who wants some of them only.

    They are no start addresses of their own: a run that cannot read one of those is short, and most forums
    list a board or two that guests may not read.
    """
    yield "start:"
    yield f"  - {_address(draft.start)}"
    if draft.boards:
        yield "  # All boards are reached from here; to read some of them only, put them in its place:"
    for board in draft.boards[:MOST_BOARDS]:
        yield _remarked(f"  # - {_address(board.url)}", board.title)


def _way(pattern: Source | None) -> Iterator[str]:
    """How pages are fetched and which links are walked, as the family's shipped source does it."""
    if pattern is None:
        return
    yield f"follow: {_list(pattern.follow, bare=True)}"
    if pattern.render != "never":
        yield f"render: {pattern.render}"
    if pattern.capture:
        yield f"capture: {_list(pattern.capture)}"
    for key, value in (("wait_for", pattern.wait_for), ("next_button", pattern.next_button)):
        if value:
            yield f"{key}: {_quoted(value)}"
    if pattern.clicks:
        yield f"clicks: {pattern.clicks}"
    if pattern.evidence != "page":
        yield f"evidence: {pattern.evidence}"
    if pattern.select:
        yield f"select: {json.dumps(pattern.select, ensure_ascii=False)}"


def _pace(pace: Pace) -> str:
    budget = f", budget: {pace.budget}" if pace.budget else ""
    hours = f", hours: {_quoted(pace.hours)}" if pace.hours else ""
    gently = f"delay: {pace.delay:g}, concurrency: {pace.concurrency}, pages: {pace.pages}"
    return f"pace: {{{gently}{budget}{hours}}}"


def _expect(expect: Expectation) -> str:
    fields = f", fields: {_list(expect.fields, bare=True)}" if expect.fields else ""
    return f"expect: {{posts: {expect.posts}{fields}}}"


def _permission(draft: Draft) -> Iterator[str]:
    if draft.purpose:
        yield f"purpose: {_quoted(draft.purpose)}"
    elif "purpose" not in draft.given:
        yield "# Why may you collect here? In your own words; without them only a testbed is read."
        yield "purpose:"
    if "approver" not in draft.given:
        yield "# approver:   # who allowed it"
    if "review" not in draft.given:
        yield "# review: 2027-03-01   # the day on which purpose and pace are looked at again"


def _address(url: str) -> str:
    """An address as it stands, in quotes only where YAML would take it for something else."""
    return (
        url
        if all(sign.isascii() and sign.isprintable() for sign in url) and ": " not in url
        else _quoted(url)
    )


def _list(words: Iterable[str], bare: bool = False) -> str:
    return f"[{', '.join(word if bare else _quoted(word) for word in words)}]"


def _quoted(words: str) -> str:
    """Any text as a YAML string on one line (JSON's strings are YAML's)."""
    return json.dumps(shown(words), ensure_ascii=False)


def _remarked(line: str, remark: str) -> str:
    return f"{line}  # {shown(remark)}" if remark.strip() else line


def shown(words: str | Sequence[str]) -> str:
    """Text of a page fit for one line of a file: no line breaks, nothing that does not print."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
