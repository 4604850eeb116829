"""The judgement of a post with its pictures: what was read in them counts as if it stood behind the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.judgement.assessor import assess
from records.assessment import Assessment, Reason
from records.picture import Picture


@dataclass(frozen=True, slots=True)
class Pictured:
    """A post's ``text`` and its ``pictures``, counted from 1."""

    text: str
    pictures: Sequence[Picture]

    @property
    def whole(self) -> str:
        """The text, then that of each picture, on lines of their own."""
        return "\n".join(part for part in (self.text, *(one.text for one in self.pictures)) if part)

    def place(self, reason: Reason) -> Reason:
        """A reason found in the ``whole``, as one of the text or of a picture; cut where that ends."""
        if reason.field != "text":
            return reason
        number, begin, end = next(part for part in self._parts() if reason.start < part[2])
        first, last = max(reason.start, begin), min(reason.end, end)
        return replace(
            reason,
            start=first - begin,
            end=last - begin,
            text=self.whole[first:last],
            field="image" if number else "text",
            image=number,
        )

    def _parts(self) -> Iterator[tuple[int, int, int]]:
        """The number of every part that says something (the text is 0) and its span in the ``whole``."""
        begin = 0
        for number, text in enumerate((self.text, *(one.text for one in self.pictures))):
            if text:
                yield number, begin, begin + len(text)
                begin += len(text) + 1


def assess_pictured(
    text: str,
    pictures: Sequence[Picture],
    title: str | None = None,
    author: str | None = None,
    source: str | None = None,
) -> Assessment:
    """Judge a post by its text and its pictures; a picture never makes a listing of the text less of one.

    A reason in a picture has the field ``image`` and its number; ``Picture.boxes`` leads on to the place.
    """
    pictured = Pictured(text, pictures)
    plain = assess(text, title, author, source)
    whole = assess(pictured.whole, title, author, source)
    if plain.score > whole.score:
        return replace(plain, contacts=tuple(dict.fromkeys((*plain.contacts, *whole.contacts))))
    return replace(whole, reasons=tuple(map(pictured.place, whole.reasons)))
