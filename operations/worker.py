"""Does what the console and the schedules asked for: orders, one after the other."""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from casework import orders
from casework.accounts import find_account
from casework.cases import find_case, listings_of
from casework.fault import CaseworkError
from casework.saved_searches import find_search
from casework.term_lists import find_list
from config.settings import Settings
from crawlers.declared.catalog import SourceError
from crawlers.journal.fault import JournalError
from crawlers.memory.file import MemoryFault
from evidence.bundle import BundleError
from evidence.keys import SigningKeyError
from evidence.list_keys import KeyringError
from evidence.match_keys import MatchKeyError
from evidence.vault import VaultError
from operations.alerts import Watch
from operations.batch.desk import work_on
from operations.batch.upload import UploadError
from operations.crawl import crawl
from operations.declared import declared_sources
from operations.deliver import Alert, Delivery, deliver
from operations.exports import ExportError, archive, export
from operations.hit_exports.order import carry_out
from operations.readiness import RunRefused
from operations.rebuild import rebuild
from operations.retro_run import run_over_everything
from records.complaint import Complaint
from search.fault import IndexFault, QueryError
from search.index import Index
from search.patience import long_patience, outlast

logger = logging.getLogger(__name__)
WORKER = "serve"
# What an order can fail with and the house goes on. Anything else ends the worker, loudly.
KNOWN = (
    BundleError,
    CaseworkError,
    ExportError,
    IndexFault,
    JournalError,
    KeyringError,
    MatchKeyError,
    MemoryFault,
    QueryError,
    RunRefused,
    SigningKeyError,
    SourceError,
    UploadError,
    VaultError,
    DatabaseError,
    OSError,
    sqlite3.Error,
)

Work = Callable[[int, Mapping[str, Any], str], dict[str, Any]]


class Worker:
    """Carries out orders of the kinds ``crawl bundle hits batch deliver rebuild retro``."""

    def __init__(self, settings: Settings, open_index: Callable[[], Index]) -> None:
        self.settings = settings
        self.opened = cache(open_index)
        self.kinds: dict[str, Work] = {
            "crawl": self.crawl,
            "bundle": self.bundle,
            "hits": self.hits,
            "batch": self.batch,
            "deliver": self.deliver,
            "rebuild": self.rebuild,
            "retro": self.retro,
        }

    @property
    def index(self) -> Index:
        """The index, opened by the first order that needs it: a crawl does without."""
        return self.opened()

    def close(self) -> None:
        """Let go of the index."""
        if self.opened.cache_info().currsize:
            self.index.close()

    def work(self) -> bool:
        """Do the oldest queued order; False where there is none."""
        order = orders.claim(WORKER, self.kinds)
        if order is None:
            return False
        actor = order.placed_by.name if order.placed_by else "house"
        try:
            answer = self.kinds[order.kind](order.pk, order.args, actor)
        except KNOWN as error:
            orders.fail(order.pk, error if isinstance(error, Complaint) else str(error))
        else:
            orders.finish(order.pk, answer)
        return True

    def crawl(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """One supervised run, delivered."""
        source = declared_sources(self.settings).load(str(args["source"]))
        report = crawl(source, self.settings, order_number=number)
        try:
            self._deliver()
        except IndexFault as error:
            logger.warning("run %s is not delivered yet: %s", report.run, error)
        return {"run": report.run, "outcome": report.outcome, "listings": report.listings}

    def bundle(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """One bundle with its zip under ``HOME/exports``."""
        case = find_case(int(args["case"])) if args.get("case") else None
        ids = list(args.get("listings") or (listings_of(case) if case else ()))
        folder = self.settings.home.resolve() / "exports"
        folder.mkdir(parents=True, exist_ok=True)
        out = self.unused(folder, number)
        made = export(
            ids,
            out,
            self.settings,
            actor,
            str(case.pk) if case else None,
            str(args.get("profile", "evidence")),
        )
        return {"path": str(out), "zip": str(archive(made)), "verdict": made.verdict.state}

    def unused(self, folder: Path, number: int) -> Path:
        """A path for what an order makes; an order that was cut off and is done again gets another."""
        tries = (folder / f"order-{number}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 100))))
        return next(
            path for path in tries if not path.exists() and not path.with_name(f"{path.name}.seal").exists()
        )

    def hits(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """Every hit of a question in one archive under ``HOME/exports``."""
        folder = self.unused(self.settings.home.resolve() / "exports", number)
        return carry_out(args, folder, actor, self.settings, self.index)

    def batch(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """Every term of a list asked; one that was cut off goes on where it was."""
        row, index = find_list(int(args["list"])), self._awaited()
        done = work_on(row, find_account(actor), self.settings, index)
        return {"list": row.pk, "asked": done.asked, "found": done.found}

    def deliver(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """The outboxes drained."""
        return {"delivered": self._deliver().delivered}

    def rebuild(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """The index made anew."""
        made = rebuild(self.settings.home, self.index, alert=self._alert())
        refused = {refusal.id: refusal.reason for refusal in made.refused}
        return {"documents": made.documents, "refused": refused, "switched": made.switched}

    def retro(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """A saved search run over everything that is kept; one that was cut off goes on where it was."""
        search, index = find_search(int(args["search"])), self._awaited()
        done = outlast(lambda: run_over_everything(search, index), long_patience())
        return {"listings": done.listings, "alerts": done.alerts}

    def _awaited(self) -> Index:
        """The index, waited for where it is away: what takes long is asked for when nobody sits beside it."""
        return outlast(lambda: self.index, long_patience())

    def _deliver(self) -> Delivery:
        return deliver(self.settings.home, self.index, self._alert())

    def _alert(self) -> Alert:
        return Watch(self.settings.index_dictionary).over(self.index)
