"""The text of a passed-over post: no identity, no contact, only what kind of value stood there."""

from collections.abc import Iterator

from analysis.grammars.contacts import find_contacts
from analysis.privacy.identity import find_identities
from analysis.privacy.masking import victim_spans
from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, Span, fold

Spot = tuple[int, int, str]


def _contact_spots(text: str, reading: Folded) -> Iterator[Spot]:
    for one in find_contacts(text, reading):
        yield *reading.span(one.start, one.end), one.contact.kind


def _identity_spots(folded: Folded) -> Iterator[Spot]:
    kinds: dict[Span, str] = {(one.start, one.end): one.kind for one in find_identities(folded.text)}
    for start, end, _ in victim_spans(folded):
        yield *folded.span(start, end), kinds.get((start, end), "number")


def placeholder_text(text: str) -> str:
    """``text`` with every identity value and contact as ``[id]``, ``[card]``, ``[phone]``, ``[qq]``…

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
