"""What came of an import, file by file."""

from collections import Counter
from dataclasses import dataclass, field

from records.handover import SOURCE_MARK
from records.order import Exit, Gap, RunReport
from records.visit import KeptVisit

MOST_FAULTS = 50


@dataclass(slots=True)
class FileReport:
    """One file: what it is, what was read in it, what was left out and why.

    ``done_before`` counts pages that the same run had carried before it was cut off; ``refused`` says why
    nothing at all was taken from the file (``unequipped``: for want of an extra); ``before`` names the run
    that took it in already.
    """

    file: str
    form: str = ""
    size: int = 0
    sha256: str = ""
    posts: int = 0
    listings: int = 0
    sightings: int = 0
    done_before: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    refused: str | None = None
    unequipped: bool = False
    before: str | None = None

    def note_fault(self, place: str, why: str) -> None:
        """Remember something that could not be read; beyond some they are only counted."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"{place} {why}")
        else:
            self.skipped["further fault"] += 1

    def count(self, kept: KeptVisit) -> None:
        """Count what one page of the file came to."""
        self.posts += len(kept.judged.posts)
        self.listings += len(kept.listings)
        self.sightings += len(kept.sightings)

    def gaps(self) -> tuple[Gap, ...]:
        """What was left out on purpose, as the run's report tells it."""
        address = f"{SOURCE_MARK}{self.sha256}"
        left_out = (f"{self.file}: {number} × {what}" for what, number in sorted(self.skipped.items()))
        return tuple(Gap(url=address, state="skipped", why=why) for why in left_out)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The files and the run that took them in; no run where nothing was taken."""

    files: tuple[FileReport, ...]
    run: RunReport | None

    @property
    def exit_code(self) -> int:
        """The run's own trouble first; else whether every file was read without a fault."""
        if self.run and self.run.exit_code:
            return self.run.exit_code
        if any(one.unequipped for one in self.files):
            return Exit.USAGE
        return Exit.NEGATIVE if any(one.refused or one.faults for one in self.files) else Exit.OK
