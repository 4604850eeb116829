"""A handed-in file that was looked at before anything of it is kept: opened, recognised, weighed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.images.extra import ExtraMissing
from operations.importing.archive_pages import pages_of
from operations.importing.forms import Form, form_of
from operations.importing.found import FoundPage
from operations.importing.hints import Hints
from operations.importing.leak import Weighing
from operations.importing.opened import Opened, open_file, open_pasted
from operations.importing.parts import pages
from operations.importing.report import FileReport
from operations.importing.unit import Fault, Skipped, Unit, Unreadable
from records.handover import Handover
from records.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to be taken in, or text that was pasted (``content``)."""

    name: str
    path: Path | None = None
    content: bytes = b""

    def open(self) -> Opened:
        """Open it; raises Unreadable."""
        return open_file(self.path) if self.path else open_pasted(self.content)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file of posts in a form we know."""

    file: Opened
    form: Form
    hints: Hints

    def pages(self, handover: Handover) -> Iterator[FoundPage | Fault | Skipped]:
        """Its pages, in order; what is none comes through between them."""
        if self.form.cut is None:
            yield from pages_of(self.file, handover, self.hints.family)
            return
        units = self.form.cut(self.file, self.hints)
        for one in pages(units, self.file, handover, self.form.noun, self.hints.platform):
            yield FoundPage(one, self.form.name) if isinstance(one, Page) else one


def examine(wanted: Wanted, format: str | None, hints: Hints, report: FileReport) -> Examined:
    """Look through the whole of a file and note in ``report`` what it is.

    Raises:
        Unreadable: no file of a form we know, or a list of people. Nothing of it was kept anywhere.
        ExtraMissing: a picture, and nothing here can read one.
    """
    file = wanted.open()
    try:
        report.size, report.sha256 = file.file.size, file.file.sha256
        form = form_of(file, wanted.name, format)
        report.form = form.name
        refuse_a_leak(form, file, hints)
    except (Unreadable, ExtraMissing):
        file.close()
        raise
    return Examined(file, form, hints)


def refuse_a_leak(form: Form, file: Opened, hints: Hints) -> None:
    """Refuse a file whose rows are mostly people's records; the sentence tells the share and why."""
    weighing = Weighing()
    if form.cut is None:  # pages of sites, not somebody's rows
        return
    for unit in form.cut(file, hints):
        if isinstance(unit, Unit):
            weighing.add(unit.words)
        if weighing.is_enough:
            break
    if weighing.is_leak:
        raise Unreadable(
            f"is a list of people and not of posts: {weighing.people} of the {weighing.rows} rows looked at"
            f" ({weighing.share:.0%}) are somebody's name, number or address without an offer beside them."
            " To take it in would itself be to obtain personal data unlawfully (Criminal Law art. 253-1,"
            " PIPL art. 10); nothing of it was kept"
        )
