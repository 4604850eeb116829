"""Which files a path means."""

import os
from collections.abc import Iterator
from pathlib import Path

from operations.importing.examined import Wanted

# What Telegram Desktop lays beside the messages: what was sent with them is not read, nor how they look.
_BESIDE = frozenset(
    [
        "photos",
        "files",
        "video_files",
        "voice_messages",
        "round_video_messages",
        "stickers",
        "css",
        "js",
        "images",
        "contacts",
        "lists",
        "profile_pictures",
        "stories",
    ]
)
_EXPORT = ("result.json", "messages.html", "export_results.html")


def files_of(path: Path) -> Iterator[Wanted]:
    """The file itself, or the files below a folder in their order; hidden ones and links are left alone."""
    if not path.is_dir() or path.is_symlink():
        yield Wanted(name=path.name or str(path), path=path)
        return
    for place, folders, names in os.walk(path):
        exported = any(name in names for name in _EXPORT)
        folders[:] = sorted(
            one for one in folders if not (one.startswith(".") or (exported and one in _BESIDE))
        )
        for name in sorted(names, key=_number):
            file = Path(place, name)
            if _is_wanted(file, names):
                yield Wanted(name=str(file.relative_to(path)), path=file)


def _is_wanted(file: Path, names: list[str]) -> bool:
    """No link and nothing hidden; of an export in both forms the one that is meant for machines."""
    twice = "result.json" in names and file.name.startswith("messages") and file.suffix == ".html"
    return not (file.name.startswith(".") or file.is_symlink() or twice or file.name == "export_results.html")


def _number(name: str) -> tuple[str, int, str]:
    """``messages2.html`` before ``messages10.html``."""
    stem = name.rstrip("0123456789") if "." not in name else name.partition(".")[0].rstrip("0123456789")
    digits = name.partition(".")[0][len(stem) :]
    return stem, int(digits or 0), name
