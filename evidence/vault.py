"""The vault: one WARC file per capture, named by its SHA-256, written once and never changed."""

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from evidence.capture_reader import CaptureError, CaptureFile
from evidence.capture_writer import write_capture
from evidence.chinese import CHINESE
from evidence.disk import make_folder, settle
from evidence.verifier import inspect_capture
from records.complaint import Complaint
from records.manner import UNSAID, Manner
from records.order import Exit
from records.page import Page
from records.reading import Attached
from records.visit import Capture

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".warc.gz"


class VaultError(Complaint):
    """The vault cannot do what was asked; the message is one sentence naming the file."""

    code = Exit.STORE
    chinese = CHINESE


class Vault:
    """Captures under ``root``: ``ab/abcd….warc.gz``; beside them ``incoming/`` (unfinished), ``swept/``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        with _named_faults(root):
            for folder in (root, root / "incoming", root / "swept"):
                make_folder(folder)

    def path(self, digest: str) -> Path:
        """Where the capture lies, whether it is there or not."""
        if not _DIGEST.fullmatch(digest):
            raise VaultError("{digest!r} is no capture digest (64 hexadecimal digits)", digest=digest)
        return self._root / digest[:2] / f"{digest}{_SUFFIX}"

    def keep(
        self,
        page: Page,
        *,
        source: str,
        family: str,
        zone: str,
        run: str,
        manner: Manner = UNSAID,
        attachments: Attached = (),
    ) -> Capture:
        """Keep a page; when this returns it is on the disk. Keeping the same page again changes nothing.

        ``attachments`` are what its posts offer, each with the id of its post.

        Raises:
            VaultError: the disk is full or refuses; nothing is left but a stray file that a sweep removes.
        """
        stray = self._root / "incoming" / f"{uuid4().hex}.part"
        with _named_faults(self._root):
            try:
                with stray.open("xb") as out:
                    count = write_capture(
                        out,
                        page,
                        source=source,
                        family=family,
                        zone=zone,
                        run=run,
                        manner=manner,
                        attachments=attachments,
                    )
                    size = out.tell()
                    out.flush()
                    os.fsync(out.fileno())
                digest = _sha256(stray)
                self._publish(stray, digest)
            finally:
                stray.unlink(missing_ok=True)
        return Capture(
            digest=digest,
            url=page.url,
            source=source,
            run=run,
            captured_at=page.fetched_at,
            size=size,
            records=count,
            grade="rendered" if page.rendering else "page",
        )

    def read(self, digest: str) -> Page:
        """The page of a capture, as it was handed to :meth:`keep` (secrets in request headers stay withheld).

        Raises:
            VaultError: no such capture, or its content no longer fits its name.
        """
        with _named_faults(self.path(digest)):
            return self.open(digest).page()

    def screenshot(self, digest: str) -> bytes | None:
        """The PNG of a capture; None where no browser made one. Raises VaultError as :meth:`read`."""
        return self.open(digest).screenshot()

    def open(self, digest: str) -> CaptureFile:
        """The records of a capture, once its name has been checked. Raises VaultError as :meth:`read`."""
        path = self.path(digest)
        with _named_faults(path), path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
                raise VaultError("capture {path} is damaged: its content does not fit its name", path=path)
            stream.seek(0)
            return CaptureFile(stream)

    def digests(self) -> Iterator[str]:
        """The names of all captures, in order."""
        for folder in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.glob(f"*{_SUFFIX}")):
                digest = path.name.removesuffix(_SUFFIX)
                if _DIGEST.fullmatch(digest):
                    yield digest

    def check(self, digest: str) -> list[str]:
        """What is wrong with a capture: missing, renamed, cut members, record digests, record count."""
        path = self.path(digest)
        if not path.is_file():
            return [f"{path.name}: missing"]
        with _named_faults(path):
            named = [] if _sha256(path) == digest else [f"{path.name}: content does not fit its name"]
            return [*named, *(f"{path.name}: {problem}" for problem in inspect_capture(path)[0])]

    def discard(self, digest: str) -> bool:
        """Destroy a capture that was kept for some days only; False where it is not there. The caller has
        made sure that nothing names it, and tells the ledger.
        """
        with _named_faults(self._root), self._lock(fcntl.LOCK_EX):
            try:
                self.path(digest).unlink()
            except FileNotFoundError:
                return False
        return True

    def sweep(self, named: Container[str], older_than_seconds: float = 0) -> list[str]:
        """Move captures that no commit names, and files whose writing was cut short, to ``swept/``.

        Nothing is destroyed: the operator empties ``swept/``. Files younger than ``older_than_seconds`` stay,
        a run may be about to name them. Returns one line per file moved.
        """
        limit = time.time() - older_than_seconds
        unnamed = [self.path(digest) for digest in self.digests() if digest not in named]
        strays = sorted((self._root / "incoming").iterdir())
        with _named_faults(self._root), self._lock(fcntl.LOCK_EX):
            moved = [path for path in (*unnamed, *strays) if self._set_aside(path, limit)]
        return [f"{path.relative_to(self._root)}: named by no commit, moved to swept/" for path in moved]

    def _set_aside(self, path: Path, limit: float) -> bool:
        try:
            if path.stat().st_mtime > limit:
                return False
            path.rename(self._root / "swept" / f"{uuid4().hex[:8]}-{path.name}")
        except FileNotFoundError:  # a running crawl has finished it meanwhile
            return False
        return True

    def _publish(self, stray: Path, digest: str) -> None:
        path = self.path(digest)
        make_folder(path.parent)
        # The lock keeps a sweep from taking an old twin that this call is about to rely on.
        with self._lock(fcntl.LOCK_SH):
            kept = path.is_file()
            if not kept:
                stray.rename(path)  # over an equal twin, if another writer was faster
            elif _sha256(path) == digest:
                os.utime(path)
                return
        if kept:
            self._replace_damaged(digest, stray)
        settle(path.parent)

    def _replace_damaged(self, digest: str, stray: Path) -> None:
        path = self.path(digest)
        # Alone: of two writers that found the damage, the second would set aside what the first put there.
        with self._lock(fcntl.LOCK_EX):
            if path.is_file() and _sha256(path) != digest:
                self._set_aside(path, float("inf"))
            stray.rename(path)

    @contextmanager
    def _lock(self, kind: int) -> Iterator[None]:
        with (self._root / "lock").open("ab") as stream:
            fcntl.flock(stream, kind)
            yield


@contextmanager
def _named_faults(path: Path) -> Iterator[None]:
    """Turns what the disk or a WARC file may do wrong into one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise VaultError("{path} is not in the vault", path=error.filename or path) from error
    except OSError as error:
        why = error.strerror or error
        raise VaultError("vault: {error} ({path})", error=why, path=error.filename or path) from error
    except CaptureError as error:
        raise VaultError("capture {path} cannot be read: {error}", path=path, error=error) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def open_vault(url: str) -> Vault:
    """The vault at ``url``; ``file:///PATH`` is the one kind there is. The path is taken as written.

    Raises:
        VaultError: another scheme, no absolute path, or a folder that cannot be made.
    """
    scheme, _, path = url.partition("://")
    if scheme != "file":
        raise VaultError("vault address {url!r}: only file:///PATH is known", url=url)
    if not path.startswith("/"):
        raise VaultError("vault address {url!r}: the path must be absolute, as in file:///PATH", url=url)
    return Vault(Path(path))
