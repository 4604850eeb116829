"""Units that stand side by side in a file, put together as the pages that are read, judged and kept.

What is kept of a file are the pages with a listing in them: enough to see what was said before and after, not
the whole of other people's talk.
"""

from collections.abc import Iterator

from operations.importing.leak import is_list
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Skipped, Unit
from records.handover import Handover, Part
from records.page import Page

MOST_UNITS = 50
MOST_BYTES = 2**20
# Between two messages there are blanks and a comma; anything longer is something that was left out.
_GAP = 64
_BLANK = b" \t\r\n,\xef\xbb\xbf"

Cut = Unit | Fault | Skipped


def pages(
    units: Iterator[Cut], file: Opened, handover: Handover, noun: str, platform: str | None
) -> Iterator[Page | Fault | Skipped]:
    """Pages of up to ``MOST_UNITS`` units; what is no unit comes through between them."""
    held = list[Unit]()
    for unit in _without_lists(units):
        if held and not (isinstance(unit, Unit) and _goes_on(held, unit, file)):
            yield page_of(held, file, handover, noun, platform)
            held = []
        if isinstance(unit, Unit):
            held += [unit] if held or not unit.silent else []
        else:
            yield unit
        if isinstance(unit, Unit) and unit.silent:
            yield Skipped(unit.silent)
    if held:
        yield page_of(held, file, handover, noun, platform)


def _without_lists(units: Iterator[Cut]) -> Iterator[Cut]:
    """A message that is itself a list of people is left out, whatever the rest of the file is."""
    for unit in units:
        if isinstance(unit, Unit) and is_list(unit.words):
            yield Skipped("message that is a list of people")
        else:
            yield unit


def _goes_on(held: list[Unit], unit: Unit, file: Opened) -> bool:
    last = held[-1]
    return (
        len(held) < MOST_UNITS
        and unit.end - held[0].start <= MOST_BYTES
        and unit.start - last.end <= _GAP
        and not file.at(last.end, unit.start).strip(_BLANK)
    )


def page_of(units: list[Unit], file: Opened, handover: Handover, noun: str, platform: str | None) -> Page:
    """The page that some units side by side are; readers see it in UTF-8."""
    first, last = units[0], units[-1]
    raw = file.at(first.start, last.end)
    span = f"{noun} {first.place}" if first is last else f"{noun}s {first.place} to {last.place}"
    part = Part(
        handover=handover,
        file=file.file,
        start=first.start,
        content=raw,
        place=f"{span} (bytes {first.start} to {last.end - 1})",
        context=first.context | ({"platform": platform} if platform else {}) | _charset(first, file),
    )
    return Page(url=part.own_address, fetched_at=handover.at, content=_text(first, raw, file), part=part)


def _charset(unit: Unit, file: Opened) -> dict[str, str]:
    return {"charset": file.charset} if unit.reading is None else {}


def _text(unit: Unit, raw: bytes, file: Opened) -> bytes:
    """What readers see: the part in UTF-8, or what was read in it."""
    if unit.reading is not None:
        return unit.reading.encode("utf-8", "replace")
    return raw if file.charset == "utf-8" else file.text(raw).encode("utf-8", "replace")
