"""Does what the console and the schedules asked for: orders, one after the other."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from casework import orders
from casework.cases import find_case, listings_of
from casework.fault import CaseworkError
from config.settings import Settings
from crawlers.declared.catalog import SourceError
from crawlers.journal.file import JournalError
from crawlers.memory.file import MemoryFault
from evidence.bundle import BundleError
from evidence.keys import SigningKeyError
from evidence.vault import VaultError
from operations.crawl import crawl
from operations.declared import declared_sources
from operations.deliver import deliver
from operations.exports import ExportError, archive, export
from operations.readiness import RunRefused
from operations.rebuild import rebuild
from search.fault import IndexFault
from search.index import Index

WORKER = "serve"
# What an order can fail with and the house goes on. Anything else ends the worker, loudly.
KNOWN = (
    BundleError,
    CaseworkError,
    ExportError,
    IndexFault,
    JournalError,
    MemoryFault,
    RunRefused,
    SigningKeyError,
    SourceError,
    VaultError,
    OSError,
    sqlite3.Error,
)

Work = Callable[[int, Mapping[str, Any], str], dict[str, Any]]


class Worker:
    """Carries out orders of the kinds ``crawl bundle deliver rebuild``."""

    def __init__(self, settings: Settings, index: Index) -> None:
        self.settings = settings
        self.index = index
        self.kinds: dict[str, Work] = {
            "crawl": self.crawl,
            "bundle": self.bundle,
            "deliver": self.deliver,
            "rebuild": self.rebuild,
        }

    def work(self) -> bool:
        """Do the oldest queued order; False where there is none."""
        order = orders.claim(WORKER, self.kinds)
        if order is None:
            return False
        actor = order.placed_by.name if order.placed_by else "house"
        try:
            answer = self.kinds[order.kind](order.pk, order.args, actor)
        except KNOWN as error:
            orders.fail(order.pk, str(error))
        else:
            orders.finish(order.pk, answer)
        return True

    def crawl(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """One supervised run, delivered."""
        source = declared_sources(self.settings).load(str(args["source"]))
        report = crawl(source, self.settings, order_number=number)
        deliver(self.settings.home, self.index)
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
        """A path for the bundle of an order; an order that was cut off and is done again gets another."""
        tries = (folder / f"order-{number}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 100))))
        return next(
            path for path in tries if not path.exists() and not path.with_name(f"{path.name}.seal").exists()
        )

    def deliver(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """The outboxes drained."""
        return {"delivered": deliver(self.settings.home, self.index).delivered}

    def rebuild(self, number: int, args: Mapping[str, Any], actor: str) -> dict[str, Any]:
        """The index made anew."""
        return {"documents": rebuild(self.settings.home, self.index)}
