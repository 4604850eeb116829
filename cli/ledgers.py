"""The completeness ledger of a run, as a table: the worst gaps first."""

from collections import Counter

from cli.language import say
from cli.output import err, table
from records.order import Gap, LedgerRow, RunReport

MOST_ROWS = 12


def show_ledger(report: RunReport) -> None:
    """What each start address, list and thread was to give and gave; then why the run is short, if it is."""
    rows = worst_first(report.ledger)
    columns = say("part"), say("address"), say("pages"), say("posts"), say("missing")
    if rows:
        table(report.source, columns, [_cells(row) for row in rows[:MOST_ROWS]])
    if len(rows) > MOST_ROWS:
        err.print(say("{more} more rows in report.json", more=len(rows) - MOST_ROWS), markup=False)
    for why in report.short:
        err.print(f"{report.source}: {say('short')}: {why}", markup=False)


def worst_first(rows: tuple[LedgerRow, ...]) -> list[LedgerRow]:
    """Every start address and what lacks something, by the number of pages missing, then of posts."""
    shown = [row for row in rows if row.part == "branch" or row.gaps or row.capped]
    return sorted(shown, key=lambda row: (-_pages_missing(row), -_posts_missing(row), -len(row.gaps)))


def _pages_missing(row: LedgerRow) -> int:
    return max(0, row.pages_expected - row.pages_seen - row.pages_passed)


def _posts_missing(row: LedgerRow) -> int:
    return max(0, (row.posts_expected or 0) - row.posts_seen - row.posts_passed)


def _cells(row: LedgerRow) -> tuple[object, ...]:
    capped = say("the site shows no more") if row.capped else ""
    return (
        say(row.part),
        row.term or row.url,
        _of(row.pages_seen, row.pages_passed, row.pages_expected),
        _of(row.posts_seen, row.posts_passed, row.posts_expected),
        "; ".join(filter(None, (_told(row.gaps), capped))),
    )


def _told(gaps: tuple[Gap, ...]) -> str:
    """The gaps by their states; of one alone also why."""
    if len(gaps) == 1:
        return f"{gaps[0].state}: {gaps[0].why}" if gaps[0].why else gaps[0].state
    return ", ".join(f"{number} × {state}" for state, number in Counter(gap.state for gap in gaps).items())


def _of(seen: int, passed: int, expected: int | None) -> str:
    """``12 + 30 / 45``: read, known before, said to be there."""
    read = f"{seen} + {passed}" if passed else str(seen)
    return read if expected is None else f"{read} / {expected}"
