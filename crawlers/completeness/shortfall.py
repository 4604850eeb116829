"""Whether a run is short, by what its sites say of their own length."""

from collections.abc import Iterable, Iterator, Mapping

from crawlers.completeness.gaps import CLOSED, FAILED, UNLINKED, UNREAD
from crawlers.completeness.ledger import Branch
from crawlers.completeness.usual import Usual, found_in
from records.order import Gap, LedgerRow

# Of what a site counts so much must have been read: the rest it hides, has deleted or counts otherwise.
ENOUGH = 0.8
# Where a site counts fewer posts than this a share of them says nothing.
FEW = 20
# Of what is usual so little that it is no chance.
FAR_BELOW = 0.5
_LOST = (*FAILED, "gone", "empty", UNLINKED)


def shortfalls(branches: Iterable[Branch], usual: Mapping[str, Usual]) -> tuple[str, ...]:
    """Why the run is short, a sentence each; none where all was read that was to be read.

    What the page budget left, what the clicks allowed did not show and what a trap's rest holds is told by
    the ledger and makes no run short: the operator set these bounds. ``usual`` is what earlier runs found
    behind each start address.
    """
    return tuple(why for branch in branches for why in _of_branch(branch, usual.get(branch.sum.url)))


def _of_branch(branch: Branch, usual: Usual | None) -> Iterator[str]:
    start = [gap for gap in branch.sum.gaps if gap.url == branch.sum.url and gap.state in (*CLOSED, *_LOST)]
    if start and not any(row.posts_seen for row in branch.parts):
        yield f"{branch.sum.url}: {start[0].state}, and with it all that lies behind"
        return
    enough = ENOUGH * (usual.share if usual and usual.share is not None else 1.0)
    for row in branch.lists:
        # Where a list ends for everybody a wall is no news.
        yield from _lost(row, _LOST if row.capped else (*CLOSED, *_LOST))
        yield from _too_few(row, enough)
    for row in branch.threads:
        yield from _lost(row, _LOST)
    yield from _closed(branch)
    yield from _too_few_in_threads(branch, enough)
    if usual:
        yield from _below_usual(branch, usual)


def _below_usual(branch: Branch, usual: Usual) -> Iterator[str]:
    """Lists that show markedly less than they did in most earlier runs, though no counter says why."""
    now, url = found_in(branch.sum, branch.lists), branch.sum.url
    if usual.density * usual.pages < FEW or any(
        gap.state == UNREAD for row in branch.lists for gap in row.gaps
    ):
        return
    if now.density < FAR_BELOW * usual.density:
        yield f"{url}: {now.listed} rows on {now.pages} pages of lists, usually {usual.density:.0f} on a page"
    elif now.pages < FAR_BELOW * usual.pages and not any(
        row.pages_passed or row.stopped for row in branch.lists
    ):
        yield f"{url}: {now.pages} pages of lists, usually {usual.pages:.0f}"


def _lost(row: LedgerRow, states: Iterable[str]) -> Iterator[str]:
    lost: list[Gap] = [gap for gap in row.gaps if gap.state in states]
    if lost:
        read = f"{row.pages_seen + row.pages_passed} of {row.pages_expected} pages"
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        yield f"{row.part} {row.url}: {read} read; {lost[0].url} {lost[0].state}{more}"


def _too_few(row: LedgerRow, enough: float) -> Iterator[str]:
    """A list read to its end that showed markedly less than it counts."""
    if row.posts_expected is None or row.gaps or row.capped or row.posts_passed:
        return
    if row.posts_expected >= FEW and row.posts_seen < enough * row.posts_expected:
        yield f"{row.part} {row.url}: {row.posts_seen} read of {row.posts_expected} that the site counts"


def _closed(branch: Branch) -> Iterator[str]:
    """Single threads that are not for us are told and no more; most of them are a branch that is closed."""
    closed = [
        row for row in branch.threads if not row.pages_seen and any(g.state in CLOSED for g in row.gaps)
    ]
    threads = len(branch.threads) + branch.passed.threads
    if len(closed) * 2 > threads > 2:
        yield f"{branch.sum.url}: {len(closed)} of {threads} threads are closed to us"


def _too_few_in_threads(branch: Branch, enough: float) -> Iterator[str]:
    """Threads read whole, taken together: one alone may have lost some posts to its moderators."""
    whole = [
        row
        for row in branch.threads
        if row.posts_expected is not None and row.pages_seen and not row.gaps and not row.posts_passed
    ]
    expected, seen = sum(row.posts_expected or 0 for row in whole), sum(row.posts_seen for row in whole)
    if expected >= FEW and seen < enough * expected:
        yield f"{branch.sum.url}: {seen} posts read of {expected} that its {len(whole)} threads count"
