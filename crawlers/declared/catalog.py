"""The catalog: every source that is declared, by name."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawlers.declared.search_terms import Lexicon, no_lexicon
from crawlers.declared.source_block import SourceError, closest
from crawlers.declared.source_file import FILE, load_source
from crawlers.egress.hosts import inside, is_loopback
from records.source import Source

__all__ = ["Catalog", "SourceError", "inside", "load_source", "runnable", "shipped_folder"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is declared: its own ``folder``, found ``within`` a folder of sources."""

    folder: Path
    within: Path


class Catalog:
    """The sources under some folders, at any depth; of two with one name that of the later folder counts.

    Opening it reads no declaration: a mistake in one does not stand in the way of the others.

    Raises:
        SourceError: one of ``folders`` is no folder, or holds a name twice.
    """

    def __init__(self, folders: Iterable[Path], lexicon: Lexicon = no_lexicon) -> None:
        self.lexicon = lexicon
        self.places: dict[str, Place] = {}
        for folder in folders:
            self.places |= _find(folder)

    def __contains__(self, name: object) -> bool:
        return name in self.places

    def names(self) -> list[str]:
        """Every name, sorted."""
        return sorted(self.places)

    def load(self, name: str) -> Source:
        """The source called ``name``.

        Raises:
            SourceError: there is none (the message has the nearest), or it is declared wrongly.
        """
        if name not in self.places:
            if near := closest(name, self.places):
                raise SourceError("there is no source {name!r} (did you mean {near}?)", name=name, near=near)
            raise SourceError(
                "there is no source {name!r}; known are {known}", name=name, known=_list(self.places)
            )
        place = self.places[name]
        return load_source(place.folder, place.within, self.lexicon)

    def __iter__(self) -> Iterator[Source]:
        """Every source in the order of names; raises SourceError at the first that is declared wrongly."""
        return map(self.load, self.names())

    def choose(self, names: Collection[str], tags: Collection[str] = ()) -> list[Source]:
        """The sources called ``names``, then those with one of ``tags``; all where neither is given.

        Raises:
            SourceError: a name or a tag that no source has, or a source declared wrongly.
        """
        if not names and not tags:
            return list(self)
        chosen = {name: self.load(name) for name in names}
        for tag in tags:
            chosen |= {source.name: source for source in self._tagged(tag)}
        return list(chosen.values())

    def _tagged(self, tag: str) -> list[Source]:
        everything = list(self)
        found = [source for source in everything if tag in source.tags]
        if not found:
            known = {tag for source in everything for tag in source.tags}
            if near := closest(tag, known):
                raise SourceError("no source has the tag {tag!r} (did you mean {near}?)", tag=tag, near=near)
            raise SourceError("no source has the tag {tag!r}; known are {known}", tag=tag, known=_list(known))
        return found


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _find(folder: Path) -> dict[str, Place]:
    if not folder.is_dir():
        raise SourceError("{folder}: there is no such folder of sources", folder=folder)
    found: dict[str, Place] = {}
    for file in sorted(folder.glob(f"**/{FILE}")):
        name = file.parent.name
        if name in found:
            told = "{file}: there is a source {name} in {folder} already"
            raise SourceError(told, file=file, name=name, folder=found[name].folder)
        found[name] = Place(file.parent, folder)
    return found


def shipped_folder() -> Path:
    """The folder of the sources that come with the product (beside the packages, in checkout and wheel)."""
    return Path(__file__).resolve().parents[2] / "sources"


def runnable(source: Source) -> str | None:
    """Why ``source`` may not be run, or None.

    A run processes personal data, so it needs a stated purpose (个人信息保护法 art. 6). Only the testbed does
    without: private hosts, every one of them on loopback.
    """
    if not source.enabled:
        return f"source {source.name} is disabled (enabled: false in its source.yml)"
    if source.purpose or (source.private_hosts and all(is_loopback(host) for host in source.hosts)):
        return None
    return f"source {source.name} states no purpose; write why it is watched under purpose: in its source.yml"
