"""Whether a source may be run, here and now."""

import shutil
import time
from datetime import UTC, datetime

from analysis.images.extra import ExtraMissing, require_extra
from analysis.words.entries import LexiconError
from analysis.words.overlay import look_in
from analysis.words.vocabulary import house_entries
from casework.pauses import pause_of
from config.settings import Settings
from crawlers.declared.catalog import runnable
from crawlers.egress.hosts import host_of
from crawlers.fetching.chromium import find_chromium
from crawlers.manners.hours import are_open
from crawlers.manners.leave import day_around, refusal
from crawlers.manners.turns import Turns, TurnsError
from crawlers.session.safe import Safe
from crawlers.session.state import SessionError
from operations.exits import check_exit
from operations.refused import RunRefused
from operations.report import STOPPED
from records.order import Exit
from records.source import Source

__all__ = ["RunRefused", "check_ready"]


def check_ready(source: Source, settings: Settings) -> None:
    """Refuse a run that could not do its work, or may not do it now."""
    if reason := runnable(source):
        raise RunRefused(f"{source.name}: {reason}", Exit.USAGE)
    check_words(settings)
    check_pictures(settings)
    check_exit(source, settings)
    check_session(source, settings)
    if held := pause_of(source.name):
        until = f" until {held.until.isoformat()}" if held.until else ""
        raise RunRefused(f"{source.name} is paused{until}: {held.why}", Exit.LIMIT)
    if not are_open(source.pace.hours, source.zone, datetime.now(UTC)):
        raise RunRefused(
            f"{source.name} is read in its hours only: {source.pace.hours} {source.zone}", Exit.LIMIT
        )
    check_hosts(source, settings)
    if source.rendered and find_chromium(settings.chromium) is None:
        raise RunRefused(
            f"{source.name} needs a browser and no Chromium was found: run `hawkwatch doctor`", Exit.BROWSER
        )
    check_space(settings)


def check_words(settings: Settings) -> None:
    """Refuse a run while the house's own words cannot be read: nothing would be judged by them."""
    look_in(settings.lexicon)
    try:
        house_entries()
    except LexiconError as error:
        raise RunRefused(str(error), Exit.USAGE) from error


def check_pictures(settings: Settings) -> None:
    """Refuse a run that is to read pictures where nothing can."""
    if settings.read_pictures:
        try:
            require_extra()
        except ExtraMissing as error:
            raise RunRefused(f"setting read_pictures: {error}", Exit.USAGE) from error


def check_session(source: Source, settings: Settings) -> None:
    """Refuse a source whose session is not there, does not open, has expired or has ended."""
    if source.session is None:
        return
    try:
        Safe(settings.home.resolve()).open_usable(source.session, datetime.now(UTC))
    except SessionError as error:
        raise RunRefused(
            f"{source.name}: {error}; `hawkwatch sources login {source.name}` gives it a new one",
            Exit.SESSION,
        ) from error


def check_hosts(source: Source, settings: Settings) -> None:
    """Refuse a run whose every start address lies on a host that may not be asked now: it wants to be left
    alone for long, or the requests of the day are used.
    """
    turns, now = open_turns(settings), time.time()
    reasons = [refusal(source, host, turns, now) for host in start_hosts(source)]
    turns.close()
    if all(reasons) and (why := reasons[0]):
        raise RunRefused(str(why), STOPPED[why.kind])


def requests_today(source: Source, settings: Settings) -> int:
    """How many requests went to the host of ``source`` that was asked most, since midnight in its zone."""
    turns = open_turns(settings)
    begins, _ = day_around(time.time(), source.zone)
    asked = max(turns.requests_since(source.egress, host, begins) for host in start_hosts(source))
    turns.close()
    return asked


def start_hosts(source: Source) -> tuple[str, ...]:
    """The hosts at which a run begins."""
    return tuple(dict.fromkeys(host_of(url) for url in source.start))


def open_turns(settings: Settings) -> Turns:
    """The machine's table of turns."""
    try:
        return Turns(settings.home / "turns.sqlite")
    except TurnsError as error:
        raise RunRefused(str(error), Exit.STORE) from error


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
