"""A run's report: expected against collected, every gap with a reason."""

from datetime import UTC, datetime
from pathlib import Path

from crawlers.completeness.doubts import Doubts
from crawlers.completeness.gaps import UNREAD
from crawlers.completeness.ledger import Branch, branches_of, shown_rows
from crawlers.completeness.reader_version import reader_version
from crawlers.completeness.shortfall import shortfalls
from crawlers.completeness.usual import NO_EXPERIENCE, Experience
from crawlers.journal.account import Account
from operations.remembered import NOTHING_REMEMBERED, Remembered
from records.order import Exit, Gap, RunReport
from records.reading import State
from records.source import Source
from records.wire import encode

# How a run that was ended early is called, by the reason its process left in the journal.
STOPPED = {
    "disk": Exit.DISK,
    "store": Exit.STORE,
    "interrupted": Exit.INTERRUPTED,
    "killed": Exit.INTERRUPTED,
    "deadline": Exit.LIMIT,
    "hours": Exit.LIMIT,
    "budget": Exit.LIMIT,
    "rate_limited": Exit.RATE_LIMITED,
    "session": Exit.SESSION,
    "proxy": Exit.PROXY,
    "browser": Exit.BROWSER,
}
RESUMED = ("interrupted", "killed", "hours", "budget", "rate_limited", "session", "proxy", "browser")
# Why a run read no further, by the same reason.
ENDED = {
    "interrupted": "the run was interrupted",
    "killed": "the run's process was killed",
    "deadline": "the time of the run was over",
    "hours": "the source's hours were over",
    "budget": "the day's budget was used",
    "proxy": "the exit was lost",
    "browser": "the browser did not start",
    "session": "the session ended",
    "rate_limited": "the site asked to be left alone",
    "finished": "the pages allowed to the run were used",
}


def is_resumed(account: Account, ended: str) -> bool:
    """Whether the run was cut off to be gone on with."""
    return (account.fact("stopped") or ended) in RESUMED


def report_run(
    account: Account,
    source: Source,
    ended: str,
    remembered: Remembered = NOTHING_REMEMBERED,
    experience: Experience = NO_EXPERIENCE,
) -> RunReport:
    """The report of a run that has ended; ``ended`` is ``finished`` or why the process was stopped.

    What a run need not read again, because source memory says that it stands as it was, counts as read. A run
    that read less than the source's ``expect.posts``, or markedly less than the site says there is, is never
    green; a run that read all that was to be read and found nothing new, or far less than is usual, is
    *quiet*.
    """
    stopped = account.fact("stopped") or ended
    why = account.fact("stopped_why") or ENDED.get(stopped, f"the run ended ({stopped})")
    # What was handed in promises nothing: a page's pager leads to what the archive does not hold.
    branches = () if source.access == "provided" else branches_of(account.database, source, why)
    short = (
        *_below_expectation(account, source, remembered),
        *shortfalls(branches, experience.usual),
        *_nothing_behind_what_was_left(account),
        *Doubts(account.database).drifts(),
    )
    outcome, code = judge(account, source, short, stopped)
    nothing = experience.is_known() and not account.count("listing")
    if outcome == "full" and (nothing or experience.is_quiet()) and not _unread(branches):
        outcome = "quiet"
    changes = account.changes()
    return RunReport(
        run=account.fact("run") or "",
        source=source.name,
        started_at=datetime.fromisoformat(account.fact("started_at") or datetime.now(UTC).isoformat()),
        ended_at=datetime.now(UTC),
        outcome=outcome,
        exit_code=code,
        pages=account.pages_by_state(),
        posts=account.count("post"),
        listings=account.count("listing"),
        sightings=sum(changes.values()) - changes.get("gone", 0),
        changes=changes,
        remembered=remembered.posts,
        backfill=remembered.backfill,
        captures=account.count("capture"),
        expected_posts=source.expect.posts,
        robots=overruled(account, source),
        gaps=all_gaps(account, branches),
        faults=(*account.faults(), *account.unfilled(source.expect.fields)),
        ledger=shown_rows(branches),
        short=short if outcome == "short" else (),
        reader=reader_version(source),
    )


def _unread(branches: tuple[Branch, ...]) -> bool:
    """Whether pages of lists were left that may hold what is new."""
    return any(gap.state == UNREAD for branch in branches for row in branch.lists for gap in row.gaps)


def walled(account: Account) -> tuple[Gap, ...]:
    """The page at which the run found that its source's session had ended; it waits for a new one."""
    url = account.fact("walled") if account.fact("stopped") == "session" else None
    return (Gap(url=url, state=State.LOGIN_WALL.value, why="the session has ended"),) if url else ()


def _below_expectation(account: Account, source: Source, remembered: Remembered) -> tuple[str, ...]:
    """What the source's ``expect`` asks for and the run did not read."""
    posts = account.count("post") + remembered.posts
    few = (f"{posts} posts read, a healthy run reads {source.expect.posts}",)
    return (*(few if posts < source.expect.posts else ()), *account.unfilled(source.expect.fields))


def _nothing_behind_what_was_left(account: Account) -> tuple[str, ...]:
    """Nobody may take it that nothing is sold where a run gave up: it found no listing, and left links."""
    left = account.links_left()
    if not left or account.count("listing") or account.count("sighting"):
        return ()
    return (f"no listing was found, and {left} links were left that may lead to some",)


def all_gaps(account: Account, branches: tuple[Branch, ...]) -> tuple[Gap, ...]:
    """Every page that failed, what the run left waiting, and what only the ledger knows to be missing."""
    gaps = (*walled(account), *account.gaps())
    told = {(gap.url, gap.state) for gap in gaps}
    more = (gap for branch in branches for gap in branch.sum.gaps)
    return (*gaps, *(gap for gap in more if gap.state != UNREAD and (gap.url, gap.state) not in told))


def judge(account: Account, source: Source, short: tuple[str, ...], stopped: str) -> tuple[str, int]:
    """The outcome in a word and the exit code that goes with it."""
    if stopped in STOPPED:
        return ("interrupted" if stopped in RESUMED else "failed"), STOPPED[stopped]
    if stopped != "finished":
        return "failed", Exit.STORE
    if short:
        starved = account.count("post") < source.expect.posts and account.pages_by_state().get("rate_limited")
        return "short", Exit.RATE_LIMITED if starved else Exit.SHORT
    return ("full" if account.count("listing") or not account.count("sighting") else "quiet"), Exit.OK


def overruled(account: Account, source: Source) -> str:
    """By whose leave robots.txt was not obeyed and how often; empty where it was."""
    if source.robots == "obey" or not (pages := account.fact("overruled")):
        return ""
    return (
        f"{pages} pages were read that robots.txt forbids, until {source.robots_until} by leave of"
        f" {source.approver}: {source.robots_reason}"
    )


def write_report(report: RunReport, folder: Path) -> Path:
    """Write ``report.json`` into the run's folder."""
    path = folder / "report.json"
    path.write_bytes(encode(report) + b"\n")
    return path
