"""Identity values in a text: citizen ID numbers, bank cards, mobile numbers, e-mail addresses.

ID numbers follow GB 11643 (18 digits with a date of birth at digits 7 to 14) and its 15-digit forerunner;
check digits are not required, because a masked list must not show a mistyped number either. Cards have 15 to
19 digits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analysis.readings.digits import CHINESE, DIGIT, plain_digits

IdentityKind = Literal["id", "card", "phone", "email"]
GAP = r"[ \t.\-_·•*/~—–'|+＿:]"
#: Digit groups with at most three marks between them; a lone group is one as well.
SEQUENCE = re.compile(
    rf"(?<![{DIGIT}])[{DIGIT}]{{1,40}}(?:{GAP}{{1,3}}[{DIGIT}]{{1,40}}){{0,200}}(?:{GAP}{{0,3}}x(?![a-z]))?"
)
GROUP = re.compile(rf"[0-9]+x?|[{''.join(CHINESE)}]+|[{DIGIT}]+|x")
EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9_%+\-][a-z0-9._%+\-]{0,63}\s{0,1}@\s{0,1}[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{2,24}){1,4}"
)
MOBILE_GROUPS = {
    (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5),
    (2, 9), (1, 10), (3, 5, 3), (3, 2, 2, 2, 2), (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (3, 3, 3, 2),
    (4, 7), (3, 2, 3, 3), (3, 4, 2, 2), (1, 3, 3, 4), (8, 3), (9, 2),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity value at ``[start, end)`` of the folded text; ``value`` is plain digits or the address."""

    kind: IdentityKind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without a gap between them."""

    digits: str
    start: int
    end: int


def holds_date(digits: str) -> bool:
    """Whether an 18- or 15-digit number has a date of birth where GB 11643 puts it."""
    birth = digits[6:14] if len(digits) == 18 else "19" + digits[6:12]
    return birth[:2] in ("18", "19", "20") and "01" <= birth[4:6] <= "12" and "01" <= birth[6:8] <= "31"


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812 check of a card number."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _kind_alone(digits: str) -> IdentityKind | None:
    """What one unbroken number is."""
    if len(digits) == 18 and (holds_date(digits) or digits[-1] == "x"):
        return "id"
    if len(digits) == 15 and holds_date(digits):
        return "id"
    if not digits.isdigit():
        return None
    if 15 <= len(digits) <= 19:
        return "card"
    return "phone" if re.fullmatch(r"(?:0{0,2}86)?1[3-9][0-9]{9}", digits) else None


def _is_card(groups: list[Group], sizes: tuple[int, ...]) -> bool:
    """Groups of four and more, or single digits; round numbers side by side are prices, not a card."""
    if set(sizes) == {1}:
        return True
    round_numbers = all(group.digits.endswith("0") for group in groups)
    return min(sizes[:-1]) > 3 and (
        not round_numbers or passes_luhn("".join(group.digits for group in groups))
    )


def _kind_grouped(groups: list[Group]) -> IdentityKind | None:
    """What several groups are together: a number written with gaps, or nothing (a row of prices)."""
    digits = "".join(group.digits for group in groups)
    sizes = tuple(len(group.digits) for group in groups)
    if len(digits) in (15, 18) and holds_date(digits):
        return "id"
    if digits.isdigit() and 16 <= len(digits) <= 19 and _is_card(groups, sizes):
        return "card"
    if re.fullmatch(r"1[3-9][0-9]{9}", digits) and (sizes in MOBILE_GROUPS or set(sizes) == {1}):
        return "phone"
    return None


def _joined(groups: list[Group], first: int) -> tuple[int, IdentityKind] | None:
    """The longest identity value that starts with group ``first``: index after it, and its kind."""
    best, length = None, 0
    for last in range(first, min(first + 19, len(groups))):
        length += len(groups[last].digits)
        if length > 19:
            break
        kind = _kind_alone(groups[first].digits) if last == first else _kind_grouped(groups[first : last + 1])
        if kind:
            best = (last + 1, kind)
            if last == first:
                return best
    return best


def _singles(groups: list[Group], first: int) -> int:
    """Index after the run of single digits that starts at ``first``."""
    last = first
    while last < len(groups) and len(groups[last].digits) == 1:
        last += 1
    return last


def _in_sequence(groups: list[Group]) -> Iterator[Identity]:
    place = 0
    while place < len(groups):
        after = _singles(groups, place)
        found = (after, "phone") if after - place > 11 else _joined(groups, place)
        if found:
            after, kind = found
            value = "".join(group.digits for group in groups[place:after])
            yield Identity(kind, value, groups[place].start, groups[after - 1].end)  # type: ignore[arg-type]
        place = after if found else place + 1


def _groups(text: str, start: int, end: int) -> list[Group]:
    return [Group(plain_digits(found.group()), *found.span()) for found in GROUP.finditer(text, start, end)]


def find_identities(text: str) -> list[Identity]:
    """Identity values in folded ``text``, in order, never overlapping."""
    found = [
        Identity("email", match.group().replace(" ", ""), *match.span()) for match in EMAIL.finditer(text)
    ]
    taken = {place for value in found for place in range(value.start, value.end)}
    for sequence in SEQUENCE.finditer(text):
        groups = _groups(text, *sequence.span())
        found += _in_sequence([group for group in groups if group.start not in taken])
    return sorted(found, key=lambda value: value.start)
