"""Invented posts, written down once: making them is no part of what is measured, and all get the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.progress import counted
from benchmarks.search_posts import make_posts
from records.document import Document
from records.wire import decode, encode

#: Questions are drawn from so many posts.
SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class KeptPosts:
    """``number`` posts, one a line of the file at ``path``."""

    path: Path
    number: int

    def read(self, side: str) -> Iterator[Document]:
        """All of them, for a side."""
        with self.path.open("rb") as lines:
            for line in counted(lines, side):
                yield decode(line, Document)

    def sample(self) -> list[Document]:
        """Some, from all over the file."""
        every = max(self.number // SAMPLE, 1)
        with self.path.open("rb") as lines:
            return [decode(line, Document) for place, line in enumerate(lines) if place % every == 0]


def keep_posts(path: Path, number: int) -> KeptPosts:
    """Make posts and write them down."""
    with path.open("wb") as lines:
        lines.writelines(encode(post) + b"\n" for post in counted(make_posts(number), "posts made"))
    return KeptPosts(path, number)
