"""Copies of the shipped source declarations that point at the ports really in use."""

import re
from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "sources"
DEFAULT_PORTS = {8711: "board", 8712: "channels", 8713: "bar", 8714: "weibo", 8715: "market"}
_ADDRESS = re.compile(r"127\.0\.0\.1:(871[1-5])\b")


class DeclaredSourceError(ValueError):
    """A shipped source declaration is missing; the message names the file."""


def write_sources(folder: Path, sites: dict[str, str], shipped: Path = SHIPPED) -> list[Path]:
    """Write ``folder/testbed_NAME/source.yml`` for every site, with its real host and port.

    Raises:
        DeclaredSourceError: a declaration does not exist.
    """
    return [_write(folder / f"testbed_{name}", shipped / f"testbed_{name}", sites) for name in sites]


def _write(target: Path, origin: Path, sites: dict[str, str]) -> Path:
    declared = origin / "source.yml"
    if not declared.is_file():
        raise DeclaredSourceError(f"{declared} does not exist: cannot write the sources of the testbed")
    target.mkdir(parents=True, exist_ok=True)
    copy = target / "source.yml"
    copy.write_text(point_at(declared.read_text(encoding="utf-8"), sites), encoding="utf-8")
    return copy


def point_at(text: str, sites: dict[str, str]) -> str:
    """``text`` with every default host and port replaced by the real one."""
    return _ADDRESS.sub(lambda found: sites[DEFAULT_PORTS[int(found[1])]].removeprefix("http://"), text)
