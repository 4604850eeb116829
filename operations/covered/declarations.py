"""The declarations, read: those whose files have changed, and what they say of their sources."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from config.settings import Settings
from crawlers.declared.catalog import Catalog, Place, SourceError, runnable, shipped_folder
from crawlers.declared.source_file import DEFAULTS, FILE
from crawlers.egress.hosts import is_loopback
from operations.covered.declared import Declared, Told
from operations.covered.stamp import UNSURE, Stamp, stamp_to_keep
from operations.declared import declared_sources
from records.coverage import Off, SourceCoverage
from records.source import Source


def read_declarations(settings: Settings, known: Declared, told: Told) -> tuple[Declared, Told]:
    """What is declared now, and what is ``told`` of each source with it; read is only what changed since it
    was ``known``.

    Raises:
        SourceError: a folder of sources is missing, or holds a name twice.
    """
    catalog = declared_sources(settings)
    folders = (shipped_folder(), *settings.source_folders)
    stamps = {path: stamp_to_keep(path) for top in folders for path in _folders(top)}
    files = {name: _files(place) for name, place in catalog.places.items()}
    stamps |= {path: stamp_to_keep(path) for paths in files.values() for path in paths}
    fresh = {name for name, paths in files.items() if _moved(name, paths, stamps, known)}
    sessions = {name: session for name, session in known.sessions.items() if name in files.keys() - fresh}
    asked = tuple(str(folder) for folder in settings.source_folders)
    return _read(catalog, Declared(files, stamps, asked, sessions), fresh, told)


def _moved(name: str, paths: tuple[str, ...], stamps: Mapping[str, Stamp], known: Declared) -> bool:
    if known.files.get(name) != paths:
        return True
    return any(stamps[path] == UNSURE or known.stamps.get(path) != stamps[path] for path in paths)


def _read(catalog: Catalog, declared: Declared, fresh: set[str], told: Told) -> tuple[Declared, Told]:
    """What the ``fresh`` sources say; what is declared no longer is told of only where something was read."""
    now = {name: one for name, one in told.items() if name in declared.files}
    now |= {
        name: replace(one, declared=False, off="", fault="")
        for name, one in told.items()
        if name not in declared.files and one.run
    }
    sessions = dict(declared.sessions)
    for name in fresh:
        before = now.get(name, SourceCoverage(name=name))
        try:
            source = catalog.load(name)
        except SourceError as error:
            now[name] = replace(before, declared=True, off="", fault=str(error))
            continue
        off = _off(source, catalog.places[name].within)
        now[name] = replace(
            before, declared=True, title=source.title, family=source.family, off=off, fault=""
        )
        if source.session:
            sessions[name] = source.session
    return replace(declared, sessions=sessions), now


def _off(source: Source, within: Path) -> Off:
    shipped = within == shipped_folder()
    if runnable(source):
        return "example" if shipped else "no purpose" if source.enabled else "disabled"
    # A shipped source that may run reads the testbed, which in a house is not there.
    return "example" if shipped and all(map(is_loopback, source.hosts)) else ""


def _folders(top: Path) -> Iterator[str]:
    """The folder and those below it, up to the sources' own: in each of them one more may appear."""
    yield str(top)
    for place in top.iterdir():
        if place.is_dir() and not (place / FILE).exists():
            yield from _folders(place)


def _files(place: Place) -> tuple[str, ...]:
    """Its own file, and those that it takes defaults from."""
    above = takewhile(lambda folder: folder != place.within, place.folder.parents)
    defaults = (str(folder / DEFAULTS) for folder in (*above, place.within))
    return (str(place.folder / FILE), *defaults)
