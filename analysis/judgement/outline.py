"""The outline of a post: what is traded, how much, for how much and where stands as one capital each.

``出车主名单3万条 5毛一条`` and ``出股民料10w 0.3/条`` have one outline, ``出PN R``: what is said *about* the
goods is weighed whatever they are. Readings are lower case: capitals are free.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from analysis.grammars.post_reading import PostReading
from analysis.judgement.goods import TRADED
from analysis.readings.folding import Folded, Span

PRICES = {"record": "R", "query": "Q", "month": "M", "total": "T", None: "Y"}
FOREIGN, COUNT, CONTACT, IDENTITY, ROW, GOODS, PERSONS, COLUMN = "U", "N", "C", "I", "W", "G", "P", "F"
#: Begin and end of what is written, so that an opening 出 differs from one in the middle.
EDGE = "\n"
NUMBER = re.compile(r"[0-9]+")
DIGIT = re.compile(r"[1-9]")

Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """``text``, and where what stands between its capitals starts in it (``starts``) and in the reading
    (``places``), which has ``length`` characters.
    """

    text: str
    starts: Sequence[int]
    places: Sequence[int]
    length: int

    def span(self, start: int, end: int) -> Span:
        """The ``[start, end)`` of the reading that the outline's ``[start, end)`` stands for."""
        first, last = self._place(start), self._place(end)
        if first < last <= self.length:
            return first, last
        # The edges stand for the first and the last character.
        first = min(first, self.length - 1)
        return first, max(first + 1, min(last, self.length))

    def _place(self, at: int) -> int:
        """Where in the reading what stands at ``at`` begins: a capital where the words before it end."""
        piece = bisect_right(self.starts, at) - 1
        return self.places[piece] + at - self.starts[piece]


def _replace(text: str, marks: list[Mark]) -> Outline:
    """``text`` between two edges with each mark's ``[start, end)`` replaced; of overlapping ones the first,
    and of those the longest.

    Nothing stays nothing: where no text is, there are no edges.
    """
    if not text:
        return Outline("", (0,), (0,), 1)
    # Sorted twice, for each sort keeps the order of equals, and needs no function of ours.
    marks.sort(key=itemgetter(1), reverse=True)
    marks.sort(key=itemgetter(0))
    pieces, starts, places = [EDGE], [0, 1], [0, 0]
    place, length = 0, 1
    for start, end, mark in marks:
        if start >= place:
            pieces += (text[place:start], mark)
            length += start - place + 1
            place = end
            starts.append(length)
            places.append(place)
    pieces += (text[place:], EDGE)
    return Outline("".join(pieces), starts, places, len(text))


def _personal(reading: PostReading) -> list[Mark]:
    marks = [(one.start, one.end, CONTACT) for one in reading.contacts]
    marks += [(one.start, one.end, IDENTITY) for one in reading.identities]
    return marks + [(start, end, ROW) for start, end in reading.rows]


def wording(reading: PostReading) -> Outline:
    """The reading itself, nobody's handle or number in it and every digit a nought."""
    return _replace(DIGIT.sub("0", reading.text), _personal(reading))


def plain_name(author: Folded) -> Outline:
    """An author's name, every digit a nought."""
    return _replace(DIGIT.sub("0", author.text), [])


def _values(reading: PostReading) -> list[Mark]:
    marks = [(one.start, one.end, COUNT) for one in reading.quantities]
    return marks + [(one.start, one.end, FOREIGN if one.raw else PRICES[one.unit]) for one in reading.prices]


def _words(reading: PostReading) -> Iterable[Mark]:
    for match in reading.words:
        entry = match.entry
        if entry.topic == "fields":
            yield match.start, match.end, COLUMN
        elif entry.topic in TRADED and len(entry.word) > 1:
            yield match.start, match.end, GOODS if entry.group == "goods" else PERSONS


def outline(reading: PostReading) -> Outline:
    """The reading with goods, persons, columns, counts, prices and contacts as one capital each."""
    marks = [*_values(reading), *_personal(reading), *_words(reading)]
    marks += [(*found.span(), "0") for found in NUMBER.finditer(reading.text)]
    return _replace(reading.text, marks)
