"""What is declared: a source is read again only where its files have changed."""

from dataclasses import dataclass, field

from config.settings import Settings
from operations.covered.stamp import Stamp, stamp_of
from records.coverage import SourceCoverage

Told = dict[str, SourceCoverage]


@dataclass(frozen=True, slots=True)
class Declared:
    """What was read: the files of each declared source, the folders in which one more would lie, with their
    stamps; the source folders that were asked for; the session that a source needs.
    """

    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    sessions: dict[str, str] = field(default_factory=dict)


def declare(settings: Settings, known: Declared, told: Told) -> tuple[Declared, Told]:
    """What is declared now, and what is ``told`` of each source with it; both as they were where nothing has
    changed.

    Raises:
        SourceError: a folder of sources is missing, or holds a name twice.
    """
    asked = tuple(str(folder) for folder in settings.source_folders)
    if asked == known.asked and all(stamp_of(path) == stamp for path, stamp in known.stamps.items()):
        return known, told
    from operations.covered.declarations import read_declarations  # who reads none need not wait for readers

    return read_declarations(settings, known, told)
