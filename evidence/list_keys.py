"""The keys of term lists: one file each under ``HOME/keys/lists``, so that a list ends with its key.

AES-256-GCM (NIST SP 800-38D), a fresh nonce for every sealing; what is sealed, and as what, is associated
data: an answer put in another's place does not open.
"""

import fcntl
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from evidence.chinese import CHINESE
from evidence.disk import make_folder, settle, write_new
from records.complaint import Complaint
from records.order import Exit

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyringError(Complaint):
    """The key of a term list cannot be made or used; the message names the file."""

    code = Exit.STORE
    chinese = CHINESE


class ListKeys:
    """Keys as files of a folder that nobody else may read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> str:
        """A new key; returns its name.

        Raises:
            KeyringError: the disk refuses.
        """
        name = secrets.token_hex(16)
        try:
            make_folder(self.folder)
            write_new(self._file(name), AESGCM.generate_key(KEY_BYTES * 8), 0o600)
            settle(self.folder)
        except OSError as error:
            raise KeyringError("{path}: {error}", path=self._file(name), error=error.strerror) from error
        return name

    def seal(self, name: str, plain: bytes, about: str) -> bytes:
        """``plain``, sealed.

        Raises:
            KeyringError: the key is not there, or others may read it.
        """
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._key(name).encrypt(nonce, plain, _context(name, about))

    def unseal(self, name: str, sealed: bytes, about: str) -> bytes:
        """What was sealed.

        Raises:
            KeyringError: as :meth:`seal`, or what was sealed was changed.
        """
        try:
            return self._key(name).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _context(name, about))
        except (InvalidTag, ValueError) as error:
            told = "{path} does not open what the case room keeps"
            raise KeyringError(told, path=self._file(name)) from error

    def destroy(self, name: str) -> None:
        """Remove a key for ever.

        Raises:
            KeyringError: the disk refuses.
        """
        try:
            self._file(name).unlink(missing_ok=True)
            if self.folder.is_dir():
                settle(self.folder)
        except OSError as error:
            raise KeyringError("{path}: {error}", path=self._file(name), error=error.strerror) from error

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        """Hold a key: two processes do not ask one list at once. One that dies lets go of it.

        Raises:
            KeyringError: another process holds it, or the key is not there.
        """
        try:
            with self._file(name).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield
        except BlockingIOError as error:
            raise KeyringError("the term list is being asked already, by another process") from error
        except FileNotFoundError as error:
            raise KeyringError("{path}: the key of a term list is gone", path=self._file(name)) from error

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _key(self, name: str) -> AESGCM:
        file = self._file(name)
        try:
            key, mode = file.read_bytes(), file.stat().st_mode
        except OSError as error:
            told = "{path}: the key of a term list cannot be read: {error}"
            raise KeyringError(told, path=file, error=error.strerror) from error
        if stat.S_IMODE(mode) & 0o077:
            raise KeyringError("{path} can be read by others: chmod 600 it", path=file)
        if len(key) != KEY_BYTES:
            raise KeyringError("{path} holds no key of {number} bytes", path=file, number=KEY_BYTES)
        return AESGCM(key)


def list_keys(home: Path) -> ListKeys:
    """The keys of the term lists of a home."""
    return ListKeys(home / "keys" / "lists")


def _context(name: str, about: str) -> bytes:
    return f"hawkwatch term list/1 {name} {about}".encode()
