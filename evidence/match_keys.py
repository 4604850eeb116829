"""The house's keys of match tokens: ``match-N.key`` in its folder of keys, the highest N in use."""

import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from evidence.chinese import CHINESE
from evidence.disk import make_folder, settle, write_new
from records.complaint import Complaint
from records.match_key import MatchKey

SECRET_BYTES = 32
_NAME = re.compile(r"match-([1-9][0-9]{0,5})\.key")


class MatchKeyError(Complaint):
    """A match key cannot be made or used; the message names the file."""

    chinese = CHINESE


def match_keys(folder: Path) -> tuple[MatchKey, ...]:
    """The match keys in ``folder``, the one in use first; the first of all is made where there is none.

    Raises:
        MatchKeyError: a file holds no key or may be read by other accounts, or the disk refuses.
    """
    try:
        versions = _versions(folder)
        if not versions:
            _make(folder, 1)
            versions = [1]
        return tuple(_load(folder, version) for version in sorted(versions, reverse=True))
    except OSError as error:
        raise MatchKeyError("{path}: {error}", path=folder, error=error.strerror) from error


def rotate_match_key(folder: Path) -> MatchKey:
    """A new match key, in use from now on. Older ones stay: what they made is still asked for.

    Raises:
        MatchKeyError: as :func:`match_keys`.
    """
    newest = match_keys(folder)[0].version + 1
    try:
        _make(folder, newest)
    except OSError as error:
        raise MatchKeyError("{path}: {error}", path=folder, error=error.strerror) from error
    return _load(folder, newest)


def _versions(folder: Path) -> list[int]:
    names = (_NAME.fullmatch(path.name) for path in folder.glob("match-*.key"))
    return [int(name[1]) for name in names if name]


def _file(folder: Path, version: int) -> Path:
    return folder / f"match-{version}.key"


def _make(folder: Path, version: int) -> None:
    """A new key, linked from a draft: of two processes one makes it, and none reads half of it."""
    make_folder(folder)
    draft = folder / f".match-{version}.{os.getpid()}.{secrets.token_hex(4)}"
    write_new(draft, secrets.token_hex(SECRET_BYTES).encode() + b"\n", 0o600)
    with suppress(FileExistsError):
        _file(folder, version).hardlink_to(draft)
    draft.unlink()
    settle(folder)


def _load(folder: Path, version: int) -> MatchKey:
    path = _file(folder, version)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        told = "match key {path} can be read by others: chmod 600 it, or make a new one"
        raise MatchKeyError(told, path=path)
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError as error:
        raise MatchKeyError("match key {path} holds no key", path=path) from error
    if len(secret) != SECRET_BYTES:
        told = "match key {path} holds no key of {number} bytes"
        raise MatchKeyError(told, path=path, number=SECRET_BYTES)
    return MatchKey(version, secret)
