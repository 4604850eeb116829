"""Invisible characters in a post: never weighed, always reported, for nobody types them by chance."""

from collections.abc import Iterator
from typing import Literal

from analysis.grammars.post_reading import PostReading
from records.assessment import Reason

RULE = "disguise.invisible"


def report_invisible(reading: PostReading) -> Iterator[Reason]:
    """For title and text that hold any: how many there are, and the first between its neighbours."""
    if not reading.folded.invisible:
        return
    title = [place for place in reading.folded.invisible if place < reading.offset]
    text = [place - reading.offset for place in reading.folded.invisible if place >= reading.offset]
    parts = reading.original[: max(0, reading.offset - 1)], reading.original[reading.offset :]
    if title:
        yield _reason(title, parts[0], "title")
    if text:
        yield _reason(text, parts[1], "text")


def _reason(places: list[int], field: str, name: Literal["title", "text"]) -> Reason:
    start, end = max(0, places[0] - 1), min(len(field), places[0] + 2)
    return Reason(RULE, start, end, field[start:end], name, len(places))
