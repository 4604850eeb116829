"""What the posts of a page say, and where else on the page it is said again."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.rewriting import Leaf
from records.reading import Reading

Span = tuple[int, int]
# Fewer signs than these may stand in a post's text by accident.
TELLING = 4
_SHOWN = ("text", "value", "attribute")


@dataclass(frozen=True, slots=True)
class Said:
    """All the words of posts, ``text`` without white space, and their ``titles``, the longest first."""

    text: str = ""
    titles: tuple[str, ...] = ()

    def spans(self, leaf: Leaf) -> list[Span]:
        """Where ``leaf`` says what a post says: all of it, or where it has a post's title."""
        if leaf.place not in _SHOWN:
            return []
        squeezed = _squeezed(leaf.text)
        if len(squeezed) >= TELLING and squeezed in self.text:
            return [(0, len(leaf.text))]
        return list(self._titles(leaf.text))

    def _titles(self, text: str) -> Iterator[Span]:
        """``Re: TITLE``, ``TITLE - board``: each place once, for the longest title there."""
        taken: set[int] = set()
        for title in self.titles:
            start = text.find(title)
            if start >= 0 and taken.isdisjoint(range(start, start + len(title))):
                taken.update(range(start, start + len(title)))
                yield start, start + len(title)


def said_by(reading: Reading) -> Said:
    """What the posts of ``reading`` say."""
    said = [text for post in reading.posts for text in (post.title, post.text) if text]
    titles = {post.title for post in reading.posts if post.title and len(_squeezed(post.title)) >= TELLING}
    longest_first = sorted(titles, key=lambda title: (-len(title), title))
    return Said("\0".join(map(_squeezed, said)), tuple(longest_first))


def _squeezed(text: str) -> str:
    return "".join(text.split())
