"""The catalog: every source that is declared, by name."""

from collections.abc import Iterable
from ipaddress import ip_address
from pathlib import Path

from crawlers.hosts import inside
from crawlers.source_block import SourceError
from crawlers.source_file import load_source
from records.source import Source

__all__ = [
    "SourceError",
    "find_sources",
    "inside",
    "load_source",
    "runnable",
    "shipped_folder",
    "source_folders",
]


def shipped_folder() -> Path:
    """The folder of the sources that come with the product (beside the packages, in checkout and wheel)."""
    return Path(__file__).resolve().parent.parent / "sources"


def source_folders(folders: Iterable[Path]) -> dict[str, Path]:
    """The folder of every source by name, sorted; a later folder wins. Nothing is read yet.

    Raises:
        SourceError: one of ``folders`` is no folder.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(f"{folder}: there is no such folder of sources")
        found |= {file.parent.name: file.parent for file in folder.glob("*/source.yml")}
    return dict(sorted(found.items()))


def find_sources(folders: Iterable[Path]) -> dict[str, Source]:
    """Every source under ``folders`` by name, sorted; a later folder wins.

    Raises:
        SourceError: a folder is missing, or one source is declared wrongly.
    """
    return {name: load_source(folder) for name, folder in source_folders(folders).items()}


def runnable(source: Source) -> str | None:
    """Why ``source`` may not be run, or None.

    A run processes personal data, so it needs a stated purpose (个人信息保护法 art. 6). Only the testbed does
    without: private hosts, every one of them on loopback.
    """
    if source.purpose:
        return None
    if source.private_hosts and all(_loopback(host) for host in source.hosts):
        return None
    return f"source {source.name} states no purpose; write why it is watched under purpose: in its source.yml"


def _loopback(host: str) -> bool:
    name = host.rsplit(":", 1)[0]
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
