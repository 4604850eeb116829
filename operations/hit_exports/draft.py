"""A folder beside the file that is to be: what is made in it comes out whole, or not at all."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evidence.disk import settle
from operations.exports import ExportError


@contextmanager
def drafted(to: Path) -> Iterator[Path]:
    """An empty folder that is gone afterwards; one that a killed process left is emptied first.

    Raises:
        ExportError: the folder cannot be made, or somebody is writing the same file.
    """
    folder = to.with_name(f".{to.name}.part")
    try:
        folder.mkdir(exist_ok=True)
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise ExportError(f"{to}: cannot be written: {error.strerror}") from error
    try:
        _hold(number, to)
        try:
            for left in folder.iterdir():
                left.unlink()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(number)


def _hold(number: int, to: Path) -> None:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ExportError(f"{to}: another export is writing it") from error


def publish(draft: Path, to: Path) -> None:
    """Move a finished file out of its draft, durably."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(to)
    settle(to.parent)
