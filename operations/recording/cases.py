"""What recorded pages are called, and where they lie."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from config.settings import Settings
from crawlers.declared.catalog import shipped_folder
from crawlers.expected import pages_folder
from crawlers.recorded import RecordedPageError, find_cases, load_page
from records.complaint import Complaint
from records.page import Page
from records.reading import Reading, State
from records.source import Source

KEY_BYTES = 32


class RecordingRefused(Complaint):
    """Nothing may be recorded so; the message says why."""


def folder_for(source: Source, settings: Settings, out: Path | None, skeleton: bool) -> Path:
    """Where the pages of ``source`` go: ``out``, else beside an operator's own source, else below HOME.

    Raises:
        RecordingRefused: that is among the shipped sources. Only a skeleton may lie there, and only where it
            was sent by name.
    """
    own = Path(source.folder).resolve()
    shipped = shipped_folder().resolve()
    folder = out or (
        settings.home / "recorded" / source.name if _below(own, shipped) else pages_folder(source)
    )
    if _below(folder.resolve(), shipped) and not (skeleton and out):
        raise RecordingRefused(
            f"{folder} is among the sources that are shipped: pages recorded from the world stay in a folder"
            " of your own (only --skeleton with --out may write there)"
        )
    return folder


def _below(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def key_of(settings: Settings) -> bytes:
    """The house's key of fakes, made at the first recording; it never leaves HOME."""
    file = settings.home / "recording.key"
    if not file.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(secrets.token_bytes(KEY_BYTES))
    return file.read_bytes()


def case_name(folder: Path, page: Page, reading: Reading, taken: Collection[str]) -> str:
    """A name for a page after what it is; the one it has where its address was recorded before."""
    word = word_for(reading)
    names = [word, *(f"{word}_{number}" for number in range(2, 1000))]
    there = set(find_cases(folder))
    same = [name for name in names if name in there and _address(folder, name) == page.url]
    return next(name for name in (*same, *names) if name not in taken and (name in same or name not in there))


def word_for(reading: Reading) -> str:
    """``thread`` or ``list`` where there are posts or links, else the state."""
    if reading.state is not State.ITEMS:
        return reading.state.value
    threads = {post.thread for post in reading.posts}
    whole = [post for post in reading.posts if not post.excerpt]
    return "thread" if whole and len(threads) == 1 and None not in threads else "list"


def _address(folder: Path, case: str) -> str | None:
    try:
        return load_page(folder, case).url
    except RecordedPageError:
        return None
