"""Whether a source may be run, here and now."""

import shutil
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from casework.pauses import pause_of
from config.settings import Settings
from crawlers.declared.catalog import runnable
from crawlers.fetching.chromium import find_chromium
from crawlers.journal.account import Account, journals
from crawlers.manners.hours import are_open
from records.order import Exit
from records.source import DIRECT, Source


class RunRefused(RuntimeError):
    """A run cannot start; ``code`` is the exit code, the message one sentence."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def check_ready(source: Source, settings: Settings) -> None:
    """Refuse a run that could not do its work, or may not do it now."""
    if reason := runnable(source):
        raise RunRefused(f"{source.name}: {reason}", Exit.USAGE)
    check_exit(source)
    if held := pause_of(source.name):
        until = f" until {held.until.isoformat()}" if held.until else ""
        raise RunRefused(f"{source.name} is paused{until}: {held.why}", Exit.LIMIT)
    if not are_open(source.pace.hours, source.zone, datetime.now(UTC)):
        raise RunRefused(
            f"{source.name} is read in its hours only: {source.pace.hours} {source.zone}", Exit.LIMIT
        )
    if source.rendered and find_chromium(settings.chromium) is None:
        raise RunRefused(
            f"{source.name} needs a browser and no Chromium was found: run `hawkwatch doctor`", Exit.BROWSER
        )
    check_space(settings)


def check_exit(source: Source) -> None:
    """Refuse a source that wants another way out than there is: it is never read directly instead."""
    if source.egress != DIRECT:
        raise RunRefused(
            f"{source.name} wants the exit {source.egress!r}, which is not set up here", Exit.PROXY
        )
    if source.session:
        raise RunRefused(f"{source.name} wants a session, and sessions cannot be used yet", Exit.SESSION)


def check_space(settings: Settings) -> None:
    """Refuse a home folder that cannot be used or is nearly full."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(settings.home).free
    except OSError as error:
        raise RunRefused(
            f"{settings.home}: the home folder cannot be used: {error.strerror}", Exit.STORE
        ) from error
    if free < settings.disk_bytes:
        raise RunRefused(
            f"{settings.home}: {free / 1e6:.0f} MB free, a run needs {settings.disk_bytes / 1e6:.0f} MB",
            Exit.DISK,
        )


def left_today(source: Source, settings: Settings) -> int | None:
    """How many pages of the day's budget are left; None where there is no budget.

    Raises:
        RunRefused: none are left.
    """
    if source.pace.budget is None:
        return None
    left = source.pace.budget - pages_today(source, settings)
    if left <= 0:
        raise RunRefused(f"{source.name} has used its {source.pace.budget} pages of today", Exit.LIMIT)
    return left


def pages_today(source: Source, settings: Settings) -> int:
    """How many pages of ``source`` were fetched since midnight in its zone, over all runs."""
    midnight = datetime.now(ZoneInfo(source.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    pages = 0
    for path in journals(settings.home.resolve()):
        if f"-{source.name}-" in path.parent.name:
            account = Account(path)
            if account.fact("source") == source.name:
                pages += account.pages_since(midnight)
            account.close()
    return pages
