"""What the house knows of the sessions that operators supply, and what it does when one has ended.

A session's name stands in its source; several sources may share one. The case room must be open.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from casework import audit
from casework.pauses import pause, pause_of
from config.settings import Settings
from crawlers.readers import read
from crawlers.session.safe import Safe
from crawlers.session.saved import ENDED, Standing, ending
from crawlers.session.state import SessionError
from operations.errand import fetch_pages
from records.page import Page
from records.reading import Reading
from records.source import Source

Seen = dict[str, tuple[Page, Reading]]


def safe_of(settings: Settings) -> Safe:
    """The saved sessions of the house."""
    return Safe(settings.home.resolve())


def standing(source: Source, settings: Settings) -> Standing | None:
    """What may be told of the source's session; None where it has none that opens."""
    with suppress(SessionError):
        return safe_of(settings).open(source.session).standing() if source.session else None
    return None


def look(source: Source, addresses: tuple[str, ...], settings: Settings) -> Seen:
    """One look at each address as a run would have it: what came, of those that answered."""
    asked = replace(source, clicks=0, scrolls=0)
    return {
        reply.address: (page, read(page, source.family, source.zone, source.select))
        for reply in fetch_pages(asked, addresses, settings)
        if not reply.refusal
        for page in reply.pages[-1:]
    }


def bury(source: Source, settings: Settings, url: str, used_since: datetime) -> None:
    """Hold the session that was used from ``used_since`` on for dead, as ``url`` has shown; pause the source
    until there is a new one. One that was given meanwhile is another session.
    """
    assert source.session is not None
    why, now = ending(source.session, url), datetime.now(UTC)
    held = standing(source, settings)
    if held and held.saved_at > used_since:
        return
    with suppress(SessionError):  # removed or damaged meanwhile: the pause says enough
        safe_of(settings).change(source.session, lambda kept: replace(kept, ended=why, checked_at=now))
    audit.record("session ended", f"session:{source.session}", None, source=source.name, why=why)
    pause(source.name, why)


def waits_for(name: str, source: Source) -> bool:
    """Whether the house itself paused the source because the session ``name`` had ended."""
    held = pause_of(source.name)
    return held is not None and held.by is None and held.why.startswith(ENDED.format(name=name))
