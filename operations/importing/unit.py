"""The smallest pieces of a handed-in file: what reads as one message, and what does not read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One message, row or paragraph: the file's bytes from ``start`` on, at ``place`` (its line, its number).

    ``words`` is what it says, one row per line. ``context`` is what a reader must know who begins here.
    ``silent`` says why it is no post (a member came, a picture was sent): it stays where it stands between
    others. ``reading`` is what a machine read where the bytes themselves are no text.
    """

    start: int
    raw: bytes
    place: int
    words: str
    context: dict[str, str] = field(default_factory=dict)
    silent: str = ""
    reading: str | None = None

    @property
    def end(self) -> int:
        """Where the next one may begin."""
        return self.start + len(self.raw)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, and where; what it says itself is never repeated."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left out on purpose: ``what`` is counted."""

    what: str


class Unreadable(RuntimeError):
    """A file is not what it is taken for, or cannot be opened; the message says what it is instead."""
