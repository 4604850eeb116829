"""A run that fetches nothing: files that were handed in, carried the way of every visit."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.images.extra import ExtraMissing
from casework.runs import begin_run, end_run
from config.settings import Settings
from crawlers.exports import read_part
from crawlers.journal.account import Account, journals
from crawlers.journal.journal import Journal
from evidence.ledger import open_ledger
from evidence.vault import VaultError
from operations.crawl import close_run, next_order
from operations.importing.examined import Examined, Wanted, examine
from operations.importing.found import FoundPage
from operations.importing.hints import Hints
from operations.importing.report import FileReport, ImportReport
from operations.importing.source import handed_in
from operations.importing.unit import Fault, Skipped, Unreadable
from operations.readiness import check_space
from operations.report import write_report
from records.handover import SOURCE_MARK, HandedFile, Handover
from records.order import RunOrder, RunReport
from records.source import Source
from records.visit import KeptVisit, Visit

Carry = Callable[[Visit], KeptVisit]
Watch = Callable[[FileReport], None]
OpenChain = Callable[[RunOrder, Journal], Carry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What is to be taken in: who handed it over and how, what they say of it, under which name it goes."""

    handover: Handover
    hints: Hints
    wanted: str | None = None
    name: str = "handed-in"

    def source(self, family: str) -> Source:
        """The source that posts of a form, or of a family of sites, are from: declared by nobody."""
        title = f"handed in by {self.handover.by}"
        return handed_in(f"{SOURCE_MARK}{self.name}", family, self.hints.zone, title, self.handover.purpose)


def import_files(
    files: Iterator[Wanted],
    asked: Import,
    settings: Settings,
    chain: OpenChain,
    watch: Watch = lambda report: None,
) -> ImportReport:
    """Take in every file that is one of posts, in one run; a cut-off run of the same name is gone on with.

    ``watch`` hears of each file's report as it grows. Nothing is kept of a file before all of it was weighed
    and found to be no list of people; where no file is, there is no run.

    Raises:
        RunRefused: the disk is full, or another import under the same name is under way.
    """
    check_space(settings)
    reports: list[FileReport] = []
    taking: Taking | None = None
    try:
        for wanted in files:
            report = FileReport(wanted.name)
            reports.append(report)
            watch(report)
            try:
                examined = examine(wanted, asked.wanted, asked.hints, report)
            except (Unreadable, ExtraMissing) as error:
                report.refused, report.unequipped = str(error), isinstance(error, ExtraMissing)
                continue
            taking = taking or Taking(asked, settings, chain)
            taking.take(examined, report, watch)
            examined.file.close()
    except KeyboardInterrupt:
        ended = "interrupted"
    except (VaultError, sqlite3.OperationalError) as error:
        ended = "store"
        reports[-1].note_fault("", str(error))
    else:
        ended = "finished"
    return ImportReport(tuple(reports), taking.end(reports, ended) if taking else None)


class Taking:
    """One run of an import, from its first file to its last."""

    def __init__(self, asked: Import, settings: Settings, chain: OpenChain) -> None:
        self.asked = asked
        self.settings = settings
        self.chain = chain
        self.source = asked.source("")
        self.order = next_order(self.source, settings)
        self.journal = Journal(Path(self.order.journal))
        self.journal.begin(self.order)
        begin_run(self.order.run, self.source.name)

    def take(self, examined: Examined, report: FileReport, watch: Watch) -> None:
        """Carry every page of a file; those that a cut-off run has carried already are passed by."""
        file = examined.file.file
        report.before = taken_before(self.settings.home, file.sha256, self.order.run)
        self._enter(file)
        carry = self._carry(report)
        for one in examined.pages(self.asked.handover):
            if isinstance(one, Skipped):
                report.skipped[one.what] += 1
            elif isinstance(one, Fault):
                report.note_fault(one.place, one.why)
            else:
                self._take_page(one, carry, report)
            watch(report)
        self.journal.note(f"file {file.sha256}", file.name)
        if not (report.posts or report.faults or report.done_before):
            report.note_fault("the file", "holds no post")

    def _take_page(self, found: FoundPage, carry: Carry, report: FileReport) -> None:
        row = self.journal.queue.enter(found.address, "part")
        if row is None:
            report.done_before += 1
            return
        source = self.asked.source(found.family)
        reading = read_part(found.page, source)
        visit = Visit(source=source, run=self.order.run, row=row, page=found.page, reading=reading)
        report.count(carry(visit))

    def _carry(self, report: FileReport) -> Carry:
        """Of a file that was taken in before not even the masked text of what was passed over is new."""
        order = replace(self.order, passed_over_days=0) if report.before else self.order
        return self.chain(order, self.journal)

    def _enter(self, file: HandedFile) -> None:
        """The ledger hears of the file before anything made of it."""
        handover = self.asked.handover
        open_ledger(Path(self.order.ledger)).append(
            "import",
            file.sha256,
            "import",
            run=self.order.run,
            file=file.name,
            size=file.size,
            sha512=file.sha512,
            handed_in_by=handover.by,
            how=handover.how,
            purpose=handover.purpose,
        )

    def end(self, reports: Sequence[FileReport], ended: str) -> RunReport:
        """Close the journal and report: what was left out of each file stands there with its reason."""
        for report in reports:
            for fault in report.faults:
                self.journal.note_fault(f"{report.file}: {fault}")
        self.journal.close()
        closed = close_run(self.order, self.source, self.settings, ended)
        whole = replace(closed, gaps=(*closed.gaps, *(gap for one in reports for gap in one.gaps())))
        write_report(whole, Path(self.order.journal).parent)
        end_run(whole)
        return whole


def taken_before(home: Path, sha256: str, run: str) -> str | None:
    """The latest run but ``run`` that took in a file with this digest to its end, or None."""
    for path in reversed(journals(home.resolve())):
        if f"-{SOURCE_MARK}" in path.parent.name and path.parent.name != run:
            account = Account(path)
            known = account.fact(f"file {sha256}")
            account.close()
            if known is not None:
                return path.parent.name
    return None
