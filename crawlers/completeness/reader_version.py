"""Which version of its reader a source is read with: a digest of the code and the selectors that make it."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from records.source import Source

READERS = Path(__file__).parent.parent / "readers"


def reader_version(source: Source) -> str:
    """``discuz-1a2b3c4d``: the family, and a digest of its code, its profile and the source's ``select``."""
    digest = hashlib.sha256(_family_digest(source.family))
    if source.select:
        digest.update(json.dumps(source.select, sort_keys=True, default=str).encode())
    return f"{source.family}-{digest.hexdigest()[:8]}"


@cache
def _family_digest(family: str) -> bytes:
    digest = hashlib.sha256()
    for path in _files(family):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.digest()


def _files(family: str) -> Iterator[Path]:
    """A family that is a profile is read by the code of all forums."""
    profile = READERS / "profiles" / f"{family}.yml"
    yield from sorted((READERS / ("forum" if profile.is_file() else family)).glob("*.py"))
    if profile.is_file():
        yield profile
