"""A run's report: expected against collected, every gap with a reason."""

from datetime import UTC, datetime
from pathlib import Path

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
    "deadline": Exit.LIMIT,
    "hours": Exit.LIMIT,
    "budget": Exit.LIMIT,
    "rate_limited": Exit.RATE_LIMITED,
    "session": Exit.SESSION,
    "proxy": Exit.PROXY,
}
RESUMED = ("interrupted", "hours", "budget", "rate_limited", "session", "proxy")


def is_resumed(account: Account, ended: str) -> bool:
    """Whether the run was cut off to be gone on with."""
    return (account.fact("stopped") or ended) in RESUMED


def report_run(
    account: Account, source: Source, ended: str, remembered: Remembered = NOTHING_REMEMBERED
) -> RunReport:
    """The report of a run that has ended; ``ended`` is ``finished`` or why the process was stopped.

    What a run need not read again, because source memory says that it stands as it was, counts as read.

    A run short of the source's ``expect.posts`` is never green; a run whose every address was read and that
    found nothing new is *quiet*.
    """
    posts = account.count("post")
    gaps = (*walled(account), *account.gaps())
    outcome, code = judge(account, source, posts + remembered.posts, bool(gaps), ended)
    changes = account.changes()
    return RunReport(
        run=account.fact("run") or "",
        source=source.name,
        started_at=datetime.fromisoformat(account.fact("started_at") or datetime.now(UTC).isoformat()),
        ended_at=datetime.now(UTC),
        outcome=outcome,
        exit_code=code,
        pages=account.pages_by_state(),
        posts=posts,
        listings=account.count("listing"),
        sightings=sum(changes.values()) - changes.get("gone", 0),
        changes=changes,
        remembered=remembered.posts,
        backfill=remembered.backfill,
        captures=account.count("capture"),
        expected_posts=source.expect.posts,
        robots=overruled(account, source),
        gaps=gaps,
        faults=(*account.faults(), *account.unfilled(source.expect.fields)),
    )


def walled(account: Account) -> tuple[Gap, ...]:
    """The page at which the run found that its source's session had ended; it waits for a new one."""
    url = account.fact("walled") if account.fact("stopped") == "session" else None
    return (Gap(url=url, state=State.LOGIN_WALL.value, why="the session has ended"),) if url else ()


def judge(account: Account, source: Source, posts: int, gaps: bool, ended: str) -> tuple[str, int]:
    """The outcome in a word and the exit code that goes with it."""
    stopped = account.fact("stopped") or ended
    if stopped in STOPPED:
        return ("interrupted" if stopped in RESUMED else "failed"), STOPPED[stopped]
    if stopped != "finished":
        return "failed", _failure(stopped)
    pages = account.pages_by_state()
    if posts < source.expect.posts:
        return "short", Exit.RATE_LIMITED if pages.get("rate_limited") else Exit.SHORT
    if (gaps and _start_unread(account, source)) or account.unfilled(source.expect.fields):
        return "short", Exit.SHORT
    return ("full" if account.count("listing") or not account.count("sighting") else "quiet"), Exit.OK


def overruled(account: Account, source: Source) -> str:
    """By whose leave robots.txt was not obeyed and how often; empty where it was."""
    if source.robots == "obey" or not (pages := account.fact("overruled")):
        return ""
    return (
        f"{pages} pages were read that robots.txt forbids, until {source.robots_until} by leave of"
        f" {source.approver}: {source.robots_reason}"
    )


def _failure(stopped: str) -> int:
    return Exit.BROWSER if stopped == "browser" else Exit.STORE


def _start_unread(account: Account, source: Source) -> bool:
    """Whether a declared start address itself was not read: a whole branch may be missing behind it."""
    return any(gap.url in source.start for gap in account.gaps())


def write_report(report: RunReport, folder: Path) -> Path:
    """Write ``report.json`` into the run's folder."""
    path = folder / "report.json"
    path.write_bytes(encode(report) + b"\n")
    return path
