"""Documents that the index does not take, with the reason: a line of JSON each in a file under the home."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from records.document import Document
from records.wire import decode, encode

FILE = Path("dead-letters") / "index.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A document as it was to be stored, and why and when the index refused it."""

    id: str
    version: int
    reason: str
    at: datetime
    document: Document


def bury(home: Path, documents: Iterable[Document], reasons: dict[str, str]) -> None:
    """Write down the documents that were refused, for the reasons given by id. They are on the disk when this
    returns, and so before any outbox gives them up.
    """
    now = datetime.now(UTC)
    letters = [
        DeadLetter(id=one.id, version=one.version, reason=reasons[one.id], at=now, document=one)
        for one in documents
        if one.id in reasons
    ]
    if letters:
        _write(home, letters, "ab")


def dead_letters(home: Path) -> dict[str, DeadLetter]:
    """The last letter of each listing by id."""
    path = home / FILE
    if not path.is_file():
        return {}
    return {letter.id: letter for line in path.read_bytes().splitlines() for letter in _letters_in(line)}


def _letters_in(line: bytes) -> list[DeadLetter]:
    try:
        return [decode(line, DeadLetter)]
    except msgspec.DecodeError:  # whoever wrote it died of it, and has not given the document up
        return []


def take_back(home: Path, ids: Collection[str]) -> None:
    """Forget the letters of these listings."""
    left = [letter for id_, letter in dead_letters(home).items() if id_ not in ids]
    _write(home, left, "wb")


def _write(home: Path, letters: Iterable[DeadLetter], mode: str) -> None:
    path = home / FILE
    path.parent.mkdir(exist_ok=True)
    # What was there is whole at every moment.
    place = path if mode == "ab" else path.with_suffix(".part")
    with place.open(mode) as file:
        if _cut_off(path, file.tell()):
            file.write(b"\n")
        file.writelines(encode(letter) + b"\n" for letter in letters)
        file.flush()
        os.fsync(file.fileno())
    place.replace(path)


def _cut_off(path: Path, size: int) -> bool:
    """Whether the last line was never written to its end."""
    if not size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"
