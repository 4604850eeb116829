"""The text of a passed-over post: no identity, no contact, only what kind of value stood there."""

from collections.abc import Iterator

from analysis.grammars.contacts import find_contacts
from analysis.privacy.masking import find_victims
from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, fold

Spot = tuple[int, int, str]


def _contact_spots(text: str, reading: Folded) -> Iterator[Spot]:
    for one in find_contacts(text, reading):
        yield *reading.span(one.start, one.end), one.contact.kind


def _identity_spots(folded: Folded) -> Iterator[Spot]:
    for value in find_victims(folded.text):
        yield *folded.span(value.start, value.end), value.kind


def placeholder_text(text: str) -> str:
    """``text`` with every victim's value and contact as ``[id]``, ``[card]``, ``[name]``, ``[qq]``…

    ``[number]`` stands for another number of a sample row, ``[contact]`` for handles of other messengers.
    """
    folded = fold(text)
    spots = sorted(
        [*_identity_spots(folded), *_contact_spots(text, folded), *_contact_spots(text, unmask(folded))],
        key=_order,
    )
    parts, place = [], 0
    for start, end, kind in spots:
        if start >= place:
            parts += [text[place:start], f"[{'contact' if kind == 'other' else kind}]"]
        place = max(place, end)
    return "".join([*parts, text[place:]])


def _order(spot: Spot) -> tuple[int, int, bool]:
    return spot[0], -spot[1], spot[2] == "number"
