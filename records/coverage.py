"""What an answer covers: which sources were searched, read up to when, and where nobody looked.

It stands beside every answer, alert, digest and export, so that "0 hits" is not taken for "there is none".
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

READ = ("full", "quiet")
# Why a source is not run; an example is one that came with the product and nobody has taken up.
Off = Literal["disabled", "no purpose", "example", ""]
# Under the home folder: KeptCoverage as it was last made out.
FILE = "coverage.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """One source as far as an answer reaches into it.

    ``outcome`` is that of its last ``run``, which ``begun_at``: as in RunReport, ``running`` where it has
    left no report (it is under way, was cut off, or nobody supervised it), empty where there was none.
    ``read_until`` is when the newest run that read it completely began: what was posted later may not have
    been seen (None: never read completely). ``short`` says why the last run is short, ``gaps`` counts by
    State what it did not get.
    ``paused`` says why it is left alone (up to ``paused_until``), ``session`` names the session it lacks to
    be let in, ``fault`` says what is wrong with its declaration; empty where nothing is. A source that is not
    ``declared`` was handed in, or was declared once.

    ``listings`` counts what the index holds of it (None: not counted), ``waiting`` the documents on their way
    there, ``dead`` those that it refused for good.
    """

    name: str
    title: str = ""
    family: str = ""
    declared: bool = True
    run: str = ""
    outcome: str = ""
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    read_until: datetime | None = None
    short: tuple[str, ...] = ()
    gaps: dict[str, int] = field(default_factory=dict)
    off: Off = ""
    paused: str = ""
    paused_until: datetime | None = None
    session: str = ""
    fault: str = ""
    listings: int | None = None
    waiting: int = 0
    dead: int = 0

    @property
    def incomplete(self) -> bool:
        """Whether its last run did not get all that was to be read."""
        return bool(self.outcome) and self.outcome not in READ

    @property
    def never(self) -> bool:
        """Whether it is meant to be read, nobody has begun to, and the index holds nothing of it."""
        return not self.off and not self.outcome and not self.listings


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The sources behind an answer as of ``at``, by name.

    ``narrowed`` where the question itself leaves sources out: these are then not among ``sources``.
    ``unknown`` are sources it asks for that are neither declared nor were ever read. ``faults`` says what
    could not be found out.
    """

    at: datetime
    sources: tuple[SourceCoverage, ...] = ()
    narrowed: bool = False
    unknown: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def searched(self) -> tuple[SourceCoverage, ...]:
        """Those of which there is something to be searched: they were read, or the index holds some."""
        return tuple(source for source in self.sources if source.outcome or source.listings)

    @property
    def left_out(self) -> tuple[SourceCoverage, ...]:
        """Those that are declared, but not to be run, and of which there is nothing."""
        return tuple(
            source for source in self.sources if source.off and not (source.outcome or source.listings)
        )

    @property
    def never(self) -> tuple[SourceCoverage, ...]:
        """Those that are meant to be read and that nobody has read yet."""
        return tuple(source for source in self.sources if source.never)

    @property
    def incomplete(self) -> tuple[SourceCoverage, ...]:
        """Those whose last run read less than it should, or has not ended."""
        return tuple(source for source in self.sources if source.incomplete)

    @property
    def newest(self) -> datetime | None:
        """The newest time up to which one of them was read completely."""
        return max(self._read, default=None)

    @property
    def oldest(self) -> datetime | None:
        """The time up to which all those that were ever read completely are."""
        return min(self._read, default=None)

    @property
    def waiting(self) -> int:
        """Documents on their way to the index: the answer is behind by so many."""
        return sum(source.waiting for source in self.sources)

    @property
    def dead(self) -> int:
        """Documents that the index refused for good."""
        return sum(source.dead for source in self.sources)

    @property
    def _read(self) -> tuple[datetime, ...]:
        return tuple(source.read_until for source in self.sources if source.read_until)


@dataclass(frozen=True, slots=True)
class KeptCoverage:
    """What the file FILE holds, among what only its writer needs: the coverage of every source, but for what
    the index holds.
    """

    coverage: Coverage
