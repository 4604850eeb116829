"""Numbers written with gaps: groups of digits, and what they are together.

Whoever spells a number out cuts it as people do (138 0000 0123) or digit by digit; prices, counts and times
side by side are as long, and are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.privacy.kinds import Identity, IdentityKind, kind_of, passes_check

GROUP = re.compile(r"[0-9]+x?|x")
#: Signs of one kind inside a run of digits.
KIND = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
#: How people cut a mobile number.
MOBILE_GROUPS = {
    (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5),
    (2, 9), (1, 10), (3, 5, 3), (3, 2, 2, 2, 2), (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (3, 3, 3, 2),
    (5, 5, 1), (2, 3, 3, 3), (4, 7), (3, 2, 3, 3), (3, 4, 2, 2), (1, 3, 3, 4), (8, 3), (9, 2),
}  # fmt: skip
#: How people cut an ID number: area, date of birth and rest, or by threes and fours.
ID_GROUPS = {
    (6, 8, 4), (6, 4, 4, 4), (6, 8, 3, 1), (6, 4, 2, 2, 4), (6, 4, 2, 2, 3, 1), (2, 4, 8, 4), (2, 2, 2, 8, 4),
    (3, 3, 4, 4, 4), (3, 3, 8, 4), (4, 4, 4, 4, 2), (3, 3, 3, 3, 3, 3), (6, 6, 6), (6, 12), (14, 4),
    (10, 8), (17, 1), (6, 6, 3), (6, 2, 2, 2, 3), (5, 5, 5), (3, 3, 3, 3, 3), (6, 9), (12, 3), (4, 4, 4, 3),
}  # fmt: skip
#: Marks between numbers of their own; between single digits they may be a disguise.
APART = frozenset("/|:+")
#: Marks between the members of a list.
LISTED = frozenset(",;、。#=|")
#: No value with a name before and behind it is longer.
LONGEST_RUN = 26
#: Lengths of what a row of single digits may hold, the likeliest first.
LENGTHS = (18, 19, 16, 17, 15, 11)


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without a gap between them; ``gap`` is what stands before them, empty where only the kind of
    digit changes: 李四|138.
    """

    digits: str
    start: int
    end: int
    gap: str


def values_in(groups: Sequence[Group]) -> Iterator[Identity]:
    """The values in the groups of one sequence, in order."""
    place = 0
    while place < len(groups):
        after = _singles(groups, place)
        if after - place > 11:
            yield from _spaced_out(groups[place:after])
            place = after
        elif found := _joined(groups, place):
            after, kind = found
            value = "".join(group.digits for group in groups[place:after])
            yield Identity(kind, value, groups[place].start, groups[after - 1].end)
            place = after
        else:
            place += 1


def groups_of(text: str, plain: str, start: int, end: int) -> list[Group]:
    """The groups of a sequence; ASCII digits and Chinese ones are groups apart, unless the run is too long to
    be a name's last sign and a number: 李四138….
    """
    groups: list[Group] = []
    before = start
    for run in GROUP.finditer(plain, start, end):
        gap, (first, before) = plain[before : run.start()], run.span()
        kinds = KIND.finditer(text, first, before) if before - first < LONGEST_RUN else (run,)
        for kind in kinds:
            groups.append(Group(plain[slice(*kind.span())], *kind.span(), gap))
            gap = ""
    return groups


def _are_one(kind: IdentityKind, groups: Sequence[Group], first: int, after: int) -> bool:
    """Whether ``groups[first:after]``, whose digits make a value, are one number and no row of prices, counts
    or times.
    """
    inner = groups[first:after]
    sizes, gaps = _sizes(inner), {group.gap for group in inner[1:]} - {""}
    if not gaps or (set(sizes) == {1} and len(gaps) == 1):
        return True
    if not APART.isdisjoint("".join(gaps)) or _are_prices(inner):
        return False
    if kind == "id":
        right = len(gaps) == 1 and passes_check("".join(group.digits for group in inner))
        return sizes in ID_GROUPS or right
    if kind == "card":
        return min(sizes[:-1]) > 3 or (len(gaps) == 1 and sizes[0] > 2 and len(set(sizes[:-1])) == 1)
    address = len(sizes) == 4 and gaps == {"."}
    return sizes == (3, 4, 4) or (
        sizes in MOBILE_GROUPS and not address and gaps.isdisjoint(_outer(groups, first, after))
    )


def _are_prices(groups: Sequence[Group]) -> bool:
    """Whether all are round numbers."""
    return all(group.digits.endswith("0") for group in groups) and not any(
        group.digits.startswith("0") for group in groups
    )


def _outer(groups: Sequence[Group], first: int, after: int) -> set[str]:
    """What stands before and behind ``groups[first:after]``: the marks between them, where they are part of a
    longer list.
    """
    return {group.gap for group in (*groups[first : first + (first > 0)], *groups[after : after + 1])}


def _sizes(groups: Sequence[Group]) -> tuple[int, ...]:
    """Lengths of the digit runs between gaps."""
    sizes: list[int] = []
    for group in groups:
        if group.gap or not sizes:
            sizes.append(0)
        sizes[-1] += len(group.digits)
    return tuple(sizes)


def _joined(groups: Sequence[Group], first: int) -> tuple[int, IdentityKind] | None:
    """The longest value that starts with group ``first``: index after it, and its kind. An unbroken one is
    not joined with what follows.
    """
    best, digits = None, ""
    for last in range(first, min(first + 19, len(groups))):
        digits += groups[last].digits
        if len(digits) > 19:
            break
        kind = kind_of(digits)
        if kind and _are_one(kind, groups, first, last + 1):
            best = (last + 1, kind)
        whole = last + 1 == len(groups) or groups[last + 1].gap
        if best and whole and not any(group.gap for group in groups[first + 1 : last + 1]):
            return best
    return best


def _singles(groups: Sequence[Group], first: int) -> int:
    """Index after the run of single digits that starts at ``first``, all kept apart by the same mark."""
    gap = groups[first + 1].gap if first + 1 < len(groups) else ""
    last = first
    while (
        gap
        and last < len(groups)
        and len(groups[last].digits) == 1
        and (last == first or groups[last].gap == gap)
    ):
        last += 1
    return last


def _spaced_out(groups: Sequence[Group]) -> Iterator[Identity]:
    """The values in a run of single digits. Nobody spaces out a price, so a run without any is a number,
    unless its marks are those of a list: 1,2,3.
    """
    digits = "".join(group.digits for group in groups)
    place = 0
    while len(digits) - place > 10:
        left = len(digits) - place
        fitting = (one for one in (left, *LENGTHS) if one <= left)
        length = next((one for one in fitting if kind_of(digits[place : place + one])), 0)
        kind = kind_of(digits[place : place + length]) if length else "number"
        if not length and not LISTED.isdisjoint(groups[1].gap):
            break
        after = place + length if length else len(digits)
        yield Identity(kind or "number", digits[place:after], groups[place].start, groups[after - 1].end)
        place = after
