"""A supervised run: a child process with an order, a hard deadline and a report at the end."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casework.runs import begin_run, end_run
from config.settings import Settings
from crawlers.completeness.doubts import Doubts
from crawlers.completeness.usual import NO_EXPERIENCE, Experience
from crawlers.journal.account import Account, journals
from crawlers.journal.fault import JournalError
from crawlers.journal.file import hold
from crawlers.journal.journal import Journal
from crawlers.memory.file import memory_path
from crawlers.memory.knowledge import FILLED, beginnings
from crawlers.run import ORDER_VARIABLE, make_order, new_run_id
from crawlers.supervised import SUPERVISED_VARIABLE
from evidence.ledger import open_ledger
from evidence.vault import open_vault
from operations.baselines import experience, learn
from operations.child import end_process, environment
from operations.exits import require_exit, wait_for_exit, waits_for_exit, why_lost
from operations.expiry import expire_doubtful, expire_passed_over, expire_term_lists
from operations.memory import Memory
from operations.readiness import RunRefused, check_ready
from operations.remembered import Remembered, remember
from operations.report import is_resumed, report_run, write_report
from operations.sessions import bury
from records.order import Exit, RunOrder, RunReport
from records.source import Mode, Source
from records.wire import decode, encode

LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: addresses done and known, posts and listings so far."""

    done: int
    known: int
    posts: int
    listings: int


Watcher = Callable[[Progress], None]


def crawl(
    source: Source,
    settings: Settings,
    watch: Watcher = lambda progress: None,
    order_number: int | None = None,
    mode: Mode | None = None,
) -> RunReport:
    """Run one crawl of ``source`` to its end, resuming a run of it that was cut off (which keeps its mode).

    ``mode`` takes the place of the source's own for a new run. The case room (which must be open) gets its
    row when the run begins and the report when it ends; ``order_number`` is the casework order that asked
    for it.

    Raises:
        RunRefused: disabled, paused, no purpose, exit, session, browser or space, outside its hours, its
            budget used, or a store that cannot be opened.
        MemoryFault: source memory cannot be opened.
    """
    if waits_for_exit(source):
        require_exit(source, settings)
    check_ready(source, settings)
    require_exit(source, settings)
    order = next_order(source, settings, mode)
    begin_run(order.run, source.name, order_number)
    folder, begun = Path(order.journal).parent, datetime.now(UTC)
    with folder.joinpath("log.txt").open("ab") as log:
        ended = supervise(order, settings, log.fileno(), watch)
    report = close_run(order, source, settings, ended)
    end_run(report)
    if report.exit_code == Exit.SESSION:
        bury(source, settings, walled_at(order), begun)
    if report.exit_code == Exit.PROXY:
        wait_for_exit(source, why_lost(report, source))
    return report


def walled_at(order: RunOrder) -> str:
    """The address at which a run found its session ended."""
    account = Account(Path(order.journal))
    url = account.fact("walled") or order.source
    account.close()
    return url


def next_order(source: Source, settings: Settings, mode: Mode | None = None) -> RunOrder:
    """The written order of the next run: of the one that was cut off, or of a new one.

    What the last run learned was folded into source memory before it ended.
    """
    Memory(settings.home).close()  # a run reads it and could not make it
    order = unfinished(source, settings)
    if order is None:
        order = make_order(source, settings, new_run_id(source.name), memory_path(settings.home), mode)
    return write_order(order)


def write_order(order: RunOrder) -> RunOrder:
    """Write the order's file; returns what was written."""
    order_path(order).parent.mkdir(parents=True, exist_ok=True)
    order_path(order).write_bytes(encode(order))
    return order


def order_path(order: RunOrder) -> Path:
    """Where a run's order lies: beside its journal."""
    return Path(order.journal).with_name("order.json")


def unfinished(source: Source, settings: Settings) -> RunOrder | None:
    """The order of the newest run of ``source`` that never ended, if its order file is there."""
    for path in reversed(journals(settings.home.resolve())):
        if f"-{source.name}-" not in path.parent.name or not path.with_name("order.json").is_file():
            continue
        account = Account(path)
        open_ended = account.fact("source") == source.name and account.fact("ended_at") is None
        account.close()
        if not open_ended:
            return None
        refuse_if_held(path)
        return decode(path.with_name("order.json").read_bytes(), RunOrder)
    return None


def refuse_if_held(path: Path) -> None:
    """Refuse a second run beside one that is under way."""
    try:
        hold(path).close()
    except JournalError as error:
        raise RunRefused(str(error), Exit.LIMIT) from error


def supervise(order: RunOrder, settings: Settings, log: int, watch: Watcher) -> str:
    """Start the crawl's process and wait; returns ``finished`` or why it was ended, ``killed`` where another
    process did it (the system, where memory is short).
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", order.source],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        env=environment(settings) | {ORDER_VARIABLE: str(order_path(order)), SUPERVISED_VARIABLE: "1"},
        start_new_session=True,
    )
    assert process.stdin is not None  # never written to: its end tells the run that we are gone
    deadline = time.monotonic() + order.seconds
    try:
        while process.poll() is None:
            if time.monotonic() > deadline:
                return "deadline"
            _look(order, watch)
            time.sleep(LOOK_SECONDS)
    except KeyboardInterrupt:
        return "interrupted"
    finally:
        end_process(process)
        process.stdin.close()
    _look(order, watch)
    if process.returncode < 0:
        return "killed"
    return "finished" if process.returncode == 0 else f"exit {process.returncode}"


def _look(order: RunOrder, watch: Watcher) -> None:
    try:
        account = Account(Path(order.journal))
    except JournalError:  # not written yet
        return
    watch(
        Progress(
            account.count("request", "state='done'"),
            account.count("request"),
            account.count("post"),
            account.count("listing"),
        )
    )
    account.close()


def close_run(order: RunOrder, source: Source, settings: Settings, ended: str) -> RunReport:
    """Settle the journal, fold what was learned into source memory, write the report."""
    journal = Journal(Path(order.journal))
    journal.begin(order)
    account = Account(Path(order.journal))
    remembered, seen = Remembered(), NO_EXPERIENCE
    if not is_resumed(account, ended):
        remembered, seen = take_over(account, journal, order, source, settings)
    report = report_run(account, source, ended, remembered, seen)
    if not is_resumed(account, ended):
        remember_run(account, order, report, seen, settings)
    write_report(report, Path(order.journal).parent)
    if report.outcome != "interrupted":
        journal.note("ended_at", report.ended_at.isoformat())
    journal.note("outcome", report.outcome)
    account.close()
    journal.close()
    expire(settings)
    sweep(settings)
    return report


def take_over(
    account: Account, journal: Journal, order: RunOrder, source: Source, settings: Settings
) -> tuple[Remembered, Experience]:
    """Fold the run into source memory, and tell the index which listings are gone or back."""
    memory = Memory(settings.home)
    memory.fold(account)
    for listing in memory.gone_or_back(order.run):
        journal.announce(listing)
    remembered = remember(account, memory, order)
    if remembered.backfill == "complete":
        memory.note(source.name, FILLED, beginnings(source))
    seen = experience(memory.database, account, order)
    memory.close()
    return remembered, seen


def remember_run(
    account: Account, order: RunOrder, report: RunReport, seen: Experience, settings: Settings
) -> None:
    """Let the run teach what is usual for its source."""
    memory = Memory(settings.home)
    learn(memory.database, account, order, report, seen)
    memory.close()


def expire(settings: Settings) -> None:
    """Take away what was kept for some days only."""
    days = settings.passed_over_days
    expire_passed_over(settings.home, days)
    expire_term_lists(settings.home)
    ledger = open_ledger(settings.home.resolve() / "ledger.jsonl")
    expire_doubtful(settings.home, open_vault(settings.vault_url), ledger, days)


def sweep(settings: Settings) -> list[str]:
    """Remove vault objects that no journal names (a process died between keeping and committing)."""
    named: set[str] = set()
    for path in journals(settings.home.resolve()):
        account = Account(path)
        named |= {capture.digest for capture in account.captures()}
        named |= {page.capture.digest for page in Doubts(account.database).pages()}
        account.close()
    return list(open_vault(settings.vault_url).sweep(named, older_than_seconds=3600))
