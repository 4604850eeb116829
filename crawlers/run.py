"""The order of a run: read from the file a supervisor wrote, or made up for a plain ``scrapy crawl``."""

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from config.settings import Settings
from records.order import RunOrder
from records.source import Mode, Source
from records.wire import decode

ORDER_VARIABLE = "HAWKWATCH_ORDER"


class OrderError(RuntimeError):
    """The order file cannot be used; the message names it and what is wrong."""


def new_run_id(source: str) -> str:
    """A run id that sorts by time: ``20260314T120000Z-NAME-4f2a``."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{source}-{os.urandom(2).hex()}"


def make_order(
    source: Source, settings: Settings, run: str, memory: Path | None = None, mode: Mode | None = None
) -> RunOrder:
    """The order for one run of ``source`` under the settings' home.

    Without ``memory`` the run knows nothing of earlier ones.
    """
    home = settings.home.resolve()
    return RunOrder(
        run=run,
        source=source.name,
        journal=str(home / "runs" / run / "journal.sqlite"),
        vault=settings.vault_url,
        ledger=str(home / "ledger.jsonl"),
        keys=str(home / "keys"),
        pages=source.pace.pages,
        seconds=settings.run_seconds,
        memory=str(memory or ""),
        mode=mode or source.mode,
        passed_over_days=settings.passed_over_days,
        lexicon=str(settings.lexicon),
        pictures=settings.read_pictures,
    )


def read_order(source: Source, settings: Settings) -> RunOrder:
    """The order named by ``HAWKWATCH_ORDER``, else a new one.

    Raises:
        OrderError: the file is missing, broken or for another source.
    """
    path = os.environ.get(ORDER_VARIABLE)
    if not path:
        return make_order(source, settings, new_run_id(source.name))
    try:
        order = decode(Path(path).read_bytes(), RunOrder)
    except (OSError, msgspec.MsgspecError) as error:
        raise OrderError(f"{path}: the run order cannot be read: {error}") from error
    if order.source != source.name:
        raise OrderError(f"{path}: the order is for source {order.source!r}, not {source.name!r}")
    return order
