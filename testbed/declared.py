"""Copies of the shipped source declarations that point at the ports really in use."""

import re
from pathlib import Path

from testbed.sites import PORTS

SHIPPED = Path(__file__).parent.parent / "sources"
_ADDRESS = re.compile(r"127\.0\.0\.1:(\d{4,5})\b")


class DeclaredSourceError(ValueError):
    """A shipped source declaration is missing; the message names the file."""


def write_sources(folder: Path, sites: dict[str, str], shipped: Path = SHIPPED) -> list[Path]:
    """Write ``folder/testbed_NAME/source.yml`` for every site, with its real host and port.

    A site may have several declarations, ``testbed_NAME`` and ``testbed_NAME_MORE``.

    Raises:
        DeclaredSourceError: a site has none.
    """
    return [
        _write(folder / origin.name, origin, sites)
        for name in sites
        for origin in (shipped / f"testbed_{name}", *sorted(shipped.glob(f"testbed_{name}_*")))
    ]


def _write(target: Path, origin: Path, sites: dict[str, str]) -> Path:
    declared = origin / "source.yml"
    if not declared.is_file():
        raise DeclaredSourceError(f"{declared} does not exist: cannot write the sources of the testbed")
    target.mkdir(parents=True, exist_ok=True)
    copy = target / "source.yml"
    copy.write_text(point_at(declared.read_text(encoding="utf-8"), sites), encoding="utf-8")
    return copy


def point_at(text: str, sites: dict[str, str]) -> str:
    """``text`` with the usual host and port of every site replaced by the real one."""
    real = {str(port): sites[name].removeprefix("http://") for name, port in PORTS.items() if name in sites}
    return _ADDRESS.sub(lambda found: real.get(found[1], found[0]), text)
