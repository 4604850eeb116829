"""What is known of a capture without opening its original."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from console import stores
from evidence.ledger import Entry
from evidence.vault import VaultError


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One custody event as a page shows it."""

    number: int
    at: datetime
    actor: str
    kind: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A capture's digest, time, size and custody; ``problem`` is a sentence where it cannot be read."""

    digest: str
    captured_at: datetime | None = None
    size: int | None = None
    screenshot: bool = False
    problem: str = ""
    custody: tuple[Event, ...] = ()


def read_evidence(digest: str) -> Evidence:
    """The evidence behind a listing.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    custody = tuple(_event(entry) for entry in stores.ledger().entries(digest))
    try:
        vault = stores.vault()
        page = vault.read(digest)
        size = vault.path(digest).stat().st_size
    except VaultError as error:
        return Evidence(digest=digest, problem=error.said(get_language() or "en"), custody=custody)
    shot = page.rendering is not None and page.rendering.screenshot is not None
    return Evidence(digest=digest, captured_at=page.fetched_at, size=size, screenshot=shot, custody=custody)


def _event(entry: Entry) -> Event:
    at = datetime.fromisoformat(entry.at)
    return Event(number=entry.n, at=at, actor=entry.actor, kind=entry.kind, digest=entry.digest)
