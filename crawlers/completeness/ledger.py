"""The completeness ledger: per start address, and per list and thread below it, what the site says there is
against what was read, and why the rest was not.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawlers.completeness.asked import asked_pages, passed_threads, promised_posts
from crawlers.completeness.gaps import UNREAD, Why, gaps_of, passed_of
from crawlers.completeness.series import Series, group
from crawlers.declared.search_terms import term_in
from records.order import Gap, LedgerRow
from records.source import Source


@dataclass(frozen=True, slots=True)
class Passed:
    """Known threads that were not asked again, and how many of their posts are known."""

    threads: int = 0
    posts: int = 0


NONE_PASSED = Passed()


@dataclass(frozen=True, slots=True)
class Branch:
    """What lies behind one start address: a row per list and thread, the row that sums them up, and what was
    known and not asked again.
    """

    sum: LedgerRow
    parts: tuple[LedgerRow, ...]
    passed: Passed

    @property
    def lists(self) -> tuple[LedgerRow, ...]:
        """The lists."""
        return tuple(row for row in self.parts if row.part == "list")

    @property
    def threads(self) -> tuple[LedgerRow, ...]:
        """The threads."""
        return tuple(row for row in self.parts if row.part == "thread")


def branches_of(database: sqlite3.Connection, source: Source, ended: str) -> tuple[Branch, ...]:
    """The branches of the run whose journal ``database`` is; ``ended`` says why it read no further."""
    why = Why("next" in source.follow, ended)
    terms = {url: term for url in source.start if (term := term_in(url, source.terms))}
    pages = asked_pages(database)
    passed: dict[str, Passed] = {}
    branch_of = {page.row: page.branch for page in pages}
    for row, (threads, posts) in passed_threads(database).items():
        before = passed.get(branch_of[row], NONE_PASSED)
        passed[branch_of[row]] = Passed(before.threads + threads, before.posts + posts)
    return read_branches(group(pages, source.family), promised_posts(database), why, terms, passed)


def read_branches(
    series: Iterable[Series],
    promised: Mapping[str, int],
    why: Why,
    terms: Mapping[str, str],
    passed: Mapping[str, Passed],
) -> tuple[Branch, ...]:
    """The branches in the order of their start addresses.

    ``promised`` has the number of posts that lists say a thread's address has, ``terms`` the search word of a
    start address, ``passed`` what of a branch was known and not asked again.
    """
    parts: dict[str, list[LedgerRow]] = {}
    for one in series:
        parts.setdefault(one.first.branch, []).append(_part(one, promised, why, terms))
    return tuple(
        _branch(url, tuple(rows), terms, passed.get(url, NONE_PASSED)) for url, rows in parts.items()
    )


def _branch(url: str, rows: tuple[LedgerRow, ...], terms: Mapping[str, str], passed: Passed) -> Branch:
    return Branch(_sum(url, rows, terms, passed), rows, passed)


def _part(series: Series, promised: Mapping[str, int], why: Why, terms: Mapping[str, str]) -> LedgerRow:
    passed = passed_of(series, why)
    told = [count for page in series.pages if (count := promised.get(page.url))]
    total = series.total if series.total is not None else max(told, default=None)
    unread = total is not None and (passed or not why.follows)
    return LedgerRow(
        part="thread" if series.thread else "list",
        branch=series.first.branch,
        url=series.first.url,
        term=terms.get(series.first.branch),
        pages_expected=series.said,
        pages_seen=series.seen,
        pages_passed=passed,
        posts_expected=total,
        posts_seen=series.posts,
        posts_passed=max(0, total - series.posts) if total is not None and unread else 0,
        capped=series.capped,
        stopped=series.stopped,
        gaps=gaps_of(series, why),
    )


def _sum(branch: str, rows: tuple[LedgerRow, ...], terms: Mapping[str, str], passed: Passed) -> LedgerRow:
    """All of a branch: rows of lists and posts of threads are counted alike, as the site counts them. A
    thread passed over counts as a page.
    """
    told = [row for row in rows if row.posts_expected is not None]
    return LedgerRow(
        part="branch",
        branch=branch,
        url=branch,
        term=terms.get(branch),
        pages_expected=sum(row.pages_expected for row in rows) + passed.threads,
        pages_seen=sum(row.pages_seen for row in rows),
        pages_passed=sum(row.pages_passed for row in rows) + passed.threads,
        posts_expected=sum(row.posts_expected or 0 for row in told) + passed.posts if told else None,
        posts_seen=sum(row.posts_seen for row in told or rows),
        posts_passed=sum(row.posts_passed for row in told) + passed.posts if told else 0,
        capped=any(row.capped for row in rows),
        stopped=any(row.stopped for row in rows),
        gaps=_together([gap for row in rows for gap in row.gaps]),
    )


def _together(gaps: list[Gap]) -> tuple[Gap, ...]:
    """The gaps of a branch; all that the run left waiting is one."""
    waiting = [gap for gap in gaps if gap.state == UNREAD]
    others = [gap for gap in gaps if gap.state != UNREAD]
    if len(waiting) > 1:
        first = waiting[0]
        others.append(Gap(url=first.url, state=UNREAD, why=f"{first.why} (and {len(waiting) - 1} like it)"))
        return tuple(others)
    return (*others, *waiting)


def shown_rows(branches: Iterable[Branch]) -> tuple[LedgerRow, ...]:
    """The rows of a report: each branch, then its lists, then those threads that lack something."""
    return tuple(
        row
        for branch in branches
        for row in (branch.sum, *branch.lists, *(row for row in branch.threads if _lacks(row)))
    )


def _lacks(row: LedgerRow) -> bool:
    """Whether a thread lacks something of its own; one that waits with many others does not."""
    return any(gap.state != UNREAD or row.pages_seen for gap in row.gaps)
