"""Sessions on disk: one encrypted file each under ``HOME/sessions``, the key is ``HOME/session.key``.

AES-256-GCM (NIST SP 800-38D), a fresh nonce for every writing, the session's name as associated data: a file
that was changed, or put under another name, does not open. Nothing of a session is ever written in the clear.
"""

import fcntl
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crawlers.session.saved import SavedSession
from crawlers.session.state import SessionError
from records.wire import decode, encode

MAGIC = b"hawkwatch-session/1\n"
NONCE_BYTES = 12
KEY_BYTES = 32


class Safe:
    """The saved sessions of a home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "sessions"
        self.key_file = home / "session.key"

    def file(self, name: str) -> Path:
        """Where the session ``name`` lies, whether it is there or not."""
        return self.folder / f"{name}.session"

    def holds(self, name: str) -> bool:
        """Whether there is a session ``name``."""
        return self.file(name).exists()

    def open(self, name: str) -> SavedSession:
        """The session ``name``.

        Raises:
            SessionError: it is not there, was changed, or belongs to another key.
        """
        file = self.file(name)
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            raise SessionError(f"there is no session {name!r}") from None
        except OSError as error:
            raise SessionError(f"{file}: cannot be read: {error.strerror}") from error
        if not content.startswith(MAGIC):
            raise SessionError(f"{file} is no saved session")
        sealed = content.removeprefix(MAGIC)
        try:
            plain = AESGCM(self._key()).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name.encode())
            return decode(plain, SavedSession)
        except (InvalidTag, ValueError, msgspec.MsgspecError):
            raise SessionError(
                f"{file} was changed, or {self.key_file} is not the key it was saved with"
            ) from None

    def open_usable(self, name: str, now: datetime) -> SavedSession:
        """The session ``name``, as far as can be told without asking anybody.

        Raises:
            SessionError: as :meth:`open`; or it has ended, or its cookies have expired.
        """
        session = self.open(name)
        if session.ended:
            raise SessionError(session.ended)
        if session.expired(now):
            raise SessionError(f"the cookies of the session {name!r} have expired")
        return session

    def save(self, session: SavedSession) -> None:
        """Keep a session, over what was kept under its name.

        Raises:
            SessionError: the disk refuses, or the key may be read by others.
        """
        with self._alone():
            self._write(session)

    def change(self, name: str, change: Callable[[SavedSession], SavedSession]) -> None:
        """Keep what ``change`` makes of the session as it stands; one that is no longer there stays away.

        Raises:
            SessionError: as :meth:`open` and :meth:`save`.
        """
        with self._alone():
            if self.holds(name):
                self._write(change(self.open(name)))

    def remove(self, name: str) -> bool:
        """Remove the session ``name``; whether there was one."""
        with self._alone():
            there = self.holds(name)
            self.file(name).unlink(missing_ok=True)
        return there

    def _write(self, session: SavedSession) -> None:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self._key(make=True)).encrypt(nonce, encode(session), session.name.encode())
        draft = self.folder / f".{session.name}.{os.getpid()}"
        _write_durably(draft, MAGIC + nonce + sealed)
        draft.rename(self.file(session.name))

    def _key(self, make: bool = False) -> bytes:
        if make and not self.key_file.exists():
            _write_once(self.key_file, secrets.token_bytes(KEY_BYTES))
        try:
            key, mode = self.key_file.read_bytes(), self.key_file.stat().st_mode
        except OSError as error:
            raise SessionError(
                f"{self.key_file}: the key of the sessions cannot be read: {error.strerror}"
            ) from error
        if stat.S_IMODE(mode) & 0o077:
            raise SessionError(f"{self.key_file} can be read by others: chmod 600 it, and log in anew")
        return key

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the sessions: two runs may share one, and its cookies change under both."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (self.folder / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise SessionError(f"{error.filename or self.folder}: {error.strerror}") from error


def _write_durably(path: Path, content: bytes) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_once(path: Path, content: bytes) -> None:
    """Write a file that appears whole, or not at all where another process was first."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    _write_durably(draft, content)
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
