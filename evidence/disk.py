"""Writing so that a crash or a power cut leaves the old state or the new one, never half of one."""

import os
from pathlib import Path


def settle(folder: Path) -> None:
    """Force a folder's list of names to the disk: else a renamed file may be gone after a power cut."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def make_folder(folder: Path) -> None:
    """Create ``folder`` and its parents, each durable."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    settle(folder.parent)


def write_new(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file that must not exist yet, and force it to the disk.

    Raises:
        OSError: it exists (FileExistsError), or the disk refuses.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(number, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
