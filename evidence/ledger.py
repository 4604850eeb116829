"""The ledger: who did what to which piece of evidence, each entry chained to the one before."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evidence.canonical import canonical
from evidence.chinese import CHINESE
from evidence.disk import make_folder, settle, write_new
from evidence.verifier import chain_problems
from records.complaint import Complaint
from records.order import Exit

START = "0" * 64
_BLOCK = 65_536


class LedgerError(Complaint):
    """The ledger cannot be read or written; the message names file and line."""

    code = Exit.STORE
    chinese = CHINESE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One custody event: ``n`` from 1, ``at`` in ISO 8601 (UTC), ``subject`` a listing, capture or bundle.

    ``previous`` is the digest of entry ``n - 1`` (zeros for the first), ``digest`` the SHA-256 of the
    canonical JSON of all other fields.
    """

    n: int
    at: str
    actor: str
    kind: str
    subject: str
    details: dict[str, Any]
    previous: str
    digest: str


class Ledger:
    """An append-only file of JSON lines, safe between threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            make_folder(path.parent)
            with self._locked():
                settle(path.parent)
        except OSError as error:
            raise LedgerError("ledger {path}: {error}", path=path, error=error.strerror) from error

    def append(self, kind: str, subject: str, actor: str, /, **details: Any) -> Entry:
        """Write one entry; when this returns it is on the disk.

        A last line that a crash cut short is set aside in a file of its own first, and an entry says so.

        Raises:
            LedgerError: the disk refuses, the last entry is damaged, or ``details`` are no JSON.
        """
        try:
            with self._locked() as number:
                end, last = self._last(number)
                last = self._set_torn_aside(number, end, last)
                return self._write(number, _chained(last, kind, subject, actor, details))
        except OSError as error:
            raise LedgerError("ledger {path}: {error}", path=self._path, error=error.strerror) from error
        except (TypeError, ValueError) as error:
            told = "ledger {path}: entry {kind!r} cannot be written: {error}"
            raise LedgerError(told, path=self._path, kind=kind, error=error) from error

    def entries(self, subject: str | None = None) -> Iterator[Entry]:
        """All entries in order, or those about one subject. A line that a crash cut short is left out.

        Raises:
            LedgerError: a line is no entry.
        """
        with self._path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.endswith(b"\n"):
                    entry = self._parse(line, f"line {number}")
                    if subject is None or entry.subject == subject:
                        yield entry

    def check(self) -> list[str]:
        """What is wrong with the chain, by line. A cut tail shows only against a noted head."""
        return list(chain_problems(self._path.read_bytes(), whole=True))

    @contextmanager
    def _locked(self) -> Iterator[int]:
        number = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(number, fcntl.LOCK_EX)
            yield number
        finally:
            os.close(number)

    def _last(self, number: int) -> tuple[int, Entry | None]:
        """Where the last whole line ends, and its entry."""
        start, tail = os.fstat(number).st_size, b""
        # Two line feeds hold the last whole line between them.
        while start and tail.count(b"\n") < 2:
            step = min(_BLOCK, start)
            start -= step
            tail = os.pread(number, step, start) + tail
        end = tail.rfind(b"\n") + 1
        line = tail[:end].rstrip(b"\n").rpartition(b"\n")[2]
        return start + end, self._parse(line, "the last line") if line else None

    def _set_torn_aside(self, number: int, end: int, last: Entry | None) -> Entry | None:
        torn = os.pread(number, os.fstat(number).st_size - end, end)
        os.lseek(number, end, os.SEEK_SET)
        if not torn:
            return last
        digest = hashlib.sha256(torn).hexdigest()
        aside = self._path.with_name(f"{self._path.name}.torn-{digest[:16]}")
        if not aside.exists():
            write_new(aside, torn, 0o600)
            settle(aside.parent)
        found = {"file": aside.name, "size": len(torn), "sha256": digest}
        # Written over the torn bytes before the file is shortened: no moment leaves neither of them.
        return self._write(number, _chained(last, "torn-line-set-aside", self._path.name, "ledger", found))

    def _write(self, number: int, entry: Entry) -> Entry:
        line = memoryview(canonical(asdict(entry)) + b"\n")
        while line:
            line = line[os.write(number, line) :]
        os.ftruncate(number, os.lseek(number, 0, os.SEEK_CUR))
        os.fsync(number)
        return entry

    def _parse(self, line: bytes, where: str) -> Entry:
        try:
            return Entry(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise LedgerError(
                "ledger {path}, {where}: no ledger entry", path=self._path, where=where
            ) from error


def _chained(last: Entry | None, kind: str, subject: str, actor: str, details: dict[str, Any]) -> Entry:
    fields: dict[str, Any] = {
        "n": last.n + 1 if last else 1,
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "kind": kind,
        "subject": subject,
        # What is hashed must be what is read back: tuples become lists, keys strings.
        "details": json.loads(canonical(details)),
        "previous": last.digest if last else START,
    }
    return Entry(**fields, digest=hashlib.sha256(canonical(fields)).hexdigest())


def open_ledger(path: Path) -> Ledger:
    """The ledger kept in the file ``path``, which is made where it is missing.

    Raises:
        LedgerError: the file cannot be opened for reading and writing.
    """
    return Ledger(path)
