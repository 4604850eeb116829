"""What in a text names a person: numbers, addresses and handles, number plates, and the names in sample rows.

Everything counts, the author's own contacts as well as victims' values: the text is to be shown elsewhere.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.grammars.contacts import find_contacts
from analysis.privacy.identity import find_identities
from analysis.privacy.kinds import IdentityKind
from analysis.privacy.masking import find_victims
from analysis.privacy.pseudonyms import PersonalKind
from analysis.readings.digits import plain_digits
from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, fold
from analysis.readings.lettering import plain_letters

#: Nothing personal is written with fewer signs than this, and without a letter or digit of these.
_WORTH = re.compile(r"[0-9a-z@*]{2}|[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞拐勾]{5}")
_MASKED = re.compile(r"(?<![0-9a-z])[0-9]{2,6}\*{2,14}[0-9]{2,4}x?(?![0-9a-z*])")
_MOMENT = re.compile(
    r"(?:(?:19|20)[0-9]{2}[-/.年] ?[01]?[0-9][-/.月] ?[0-3]?[0-9](?:日|t)?"
    r"|[0-3]?[0-9][-/.][0-3]?[0-9][-/.](?:19|20)[0-9]{2})(?:,? ?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
)
#: Too long for a count or a price: whoever writes such a number gives somebody's.
_LONG = re.compile(
    r"(?<![0-9a-z.,:/_\-])[0-9]{9,12}(?![0-9a-z_]|[.,:/\-][0-9]|\s?(?:条|个|元|块|人|户|万|亿|张|组|次|字节))"
)
_ANNOUNCED = re.compile(
    r"(?:qq|扣扣?|企鹅|微信?|[vw]x|电话|手机|tel|群主?)[^0-9a-z\n]{0,6}(?P<number>[0-9]{5,12})(?![0-9a-z_])"
)
#: What a victim's value is when a fake takes its place.
_KINDS: dict[IdentityKind, PersonalKind] = {
    "id": "number", "card": "number", "phone": "number", "number": "number",
    "email": "email", "plate": "plate", "paper": "name", "name": "name", "address": "name",
}  # fmt: skip
#: So often the text is read again with what was found blanked: a contact is told once per reading.
ROUNDS = 6
BLANK = "□"


@dataclass(frozen=True, slots=True, order=True)
class Personal:
    """``[start, end)`` of a text names a person; ``value`` is what it says, folded (a number's digits)."""

    start: int
    end: int
    kind: PersonalKind
    value: str


def find_personal(text: str) -> list[Personal]:
    """What names a person in ``text``, in order, never overlapping; dates and clocks never do."""
    found: list[Personal] = []
    rest = text
    for _ in range(ROUNDS):
        folded = fold(rest)
        if not _WORTH.search(folded.text):
            break
        more = _apart(_found(rest, folded), folded)
        if not more:
            break
        found += more
        rest = _blanked(rest, more)
    return sorted(found)


def _blanked(text: str, found: Sequence[Personal]) -> str:
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = BLANK * (one.end - one.start)
    return "".join(letters)


def _apart(found: Iterable[Personal], folded: Folded) -> list[Personal]:
    """Of those that overlap the first that was found; none that touches a date."""
    spans = [folded.span(*match.span()) for match in _MOMENT.finditer(folded.text)]
    taken = {place for start, end in spans for place in range(start, end)}
    kept: list[Personal] = []
    for one in found:
        places = range(one.start, one.end)
        if one.value and taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return kept


def _found(text: str, folded: Folded) -> Iterator[Personal]:
    """The surest first."""
    unmasked = unmask(folded)
    readings = (folded,) if unmasked is folded else (folded, unmasked)
    for reading in readings:
        yield from _identities(reading)
    for reading in readings:
        yield from _contacts(text, reading)
    yield from _marks(folded)
    yield from _victims(folded)


def _identities(reading: Folded) -> Iterator[Personal]:
    for one in find_identities(reading.text):
        kind: PersonalKind = "email" if one.kind == "email" else "number"
        yield Personal(*reading.span(one.start, one.end), kind, one.value)


def _contacts(text: str, reading: Folded) -> Iterator[Personal]:
    """Handles and numbers; links are addresses and are taken apart as such."""
    for one in find_contacts(text, reading):
        shown = reading.text[one.start : one.end]
        span = reading.span(one.start, one.end)
        if one.contact.kind == "email":
            yield Personal(*span, "email", shown.replace(" ", ""))
        elif not re.search(r"[a-z_]", shown):
            yield Personal(*span, "number", plain_digits(shown))
        elif one.contact.kind != "url" and not re.search(r"[./]", shown):
            yield Personal(*span, "name", shown)


def _marks(folded: Folded) -> Iterator[Personal]:
    for announced in _ANNOUNCED.finditer(folded.text):
        yield Personal(*folded.span(*announced.span("number")), "number", announced["number"])
    for long in _LONG.finditer(folded.text):
        yield Personal(*folded.span(*long.span()), "number", long.group())
    for masked in _MASKED.finditer(folded.text):
        yield Personal(*folded.span(*masked.span()), "name", masked.group())


def _victims(folded: Folded) -> Iterator[Personal]:
    """Plates and papers, names, addresses and further numbers of the sample rows."""
    for value in find_victims(folded.text):
        kind = _KINDS[value.kind]
        shown = value.value if kind in ("number", "email") else plain_letters(value.value)
        yield Personal(*folded.span(value.start, value.end), kind, shown)
