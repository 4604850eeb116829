"""Identity values in a text: citizen ID numbers, bank cards, mobile numbers, e-mail addresses.

ID numbers follow GB 11643 (18 digits with a date of birth at digits 7 to 14) and its 15-digit forerunner;
cards begin as some issuer's do and pass the check of ISO/IEC 7812. A wrong check digit does not save an ID
number of an area that exists (GB/T 2260): a masked list must not show a mistyped number either.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from stdnum.cn import ric

from analysis.readings.digits import CHINESE

IdentityKind = Literal["id", "card", "phone", "email", "number", "plate", "paper", "name", "address"]
#: What stands between the digits of one number.
GAP = r"[ \t.\-_·•*/~—–'|+＿:()\u2600-\u27bf\U0001f300-\U0001faff]"
#: Every way to write a digit as one character; only inside long numbers is 参 a three, × a check digit.
DIGITS = str.maketrans(CHINESE | {"参": "3", "两": "2", "×": "x"})
#: Letters that look like a digit.
LOOKALIKES = str.maketrans("oil", "011")
#: A number in which some digits are such letters.
LETTERED = re.compile(rf"(?<![a-z0-9_@])[0-9oil](?:{GAP}{{0,1}}[0-9oil]){{10,30}}x?(?![a-z0-9_@])")
#: Digit groups of eleven digits and more in all, with at most three marks between them.
SEQUENCE = re.compile(
    rf"[0-9](?:{GAP}{{0,3}}[0-9]){{10}}(?:{GAP}{{0,3}}[0-9]{{1,40}}){{0,4000}}(?:{GAP}{{0,3}}x(?![a-z]))?"
)
GROUP = re.compile(r"[0-9]+x?|x")
#: Signs of one kind inside a run of digits.
KIND = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
#: Two dashes stand between the cells of a row, one inside an address.
EMAIL = re.compile(
    r"(?<![a-z0-9._%+])(?<![a-z0-9._%+]-)[a-z0-9_%+](?:[a-z0-9._%+]|-(?!-)){0,63}\s{0,1}@\s{0,1}"
    r"[a-z0-9](?:-?[a-z0-9]){0,62}(?:\.[a-z0-9](?:-?[a-z0-9]){1,23}){1,4}"
)
PHONE = re.compile(r"(?:0{0,2}86)?1[3-9][0-9]{9}")
#: Provinces (GB/T 2260) and the areas 00 and 99 that nobody was given.
AREA = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|00|99")
#: Issuers by first digits and length: UnionPay and what Chinese banks gave out before it, Visa, Mastercard,
#: JCB, American Express.
CARD = re.compile(
    r"62[0-9]{14,17}|9[59][0-9]{14,17}|4[0-9]{15}|(?:436742|601382|603[0-9]{3})[0-9]{10,13}|6[05][0-9]{14}"
    r"|(?:5[1-5]|2[2-7])[0-9]{14}|35[0-9]{14}|3[47][0-9]{13}"
)
#: Before a long number: it names an order, a parcel, an article.
ORDER = re.compile(
    r"(?:订单|单号|运单|编号|流水|快递|物流|包裹|货号|型号|批次|批号|序列号|条码|发票|案号|文号"
    r"|(?<![a-z])(?:sf|yt|jd[a-z]?|jt|zto|sto|ems|yd|order|id|no|sn))[号码是为:#.\s]{0,6}$"
)
#: How people cut a mobile number.
MOBILE_GROUPS = {
    (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5),
    (2, 9), (1, 10), (3, 5, 3), (3, 2, 2, 2, 2), (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (3, 3, 3, 2),
    (4, 7), (3, 2, 3, 3), (3, 4, 2, 2), (1, 3, 3, 4), (8, 3), (9, 2),
}  # fmt: skip
#: How people cut an ID number: area, date of birth and rest, or by threes and fours.
ID_GROUPS = {
    (6, 8, 4), (6, 4, 4, 4), (6, 8, 3, 1), (6, 4, 2, 2, 4), (6, 4, 2, 2, 3, 1), (2, 4, 8, 4), (2, 2, 2, 8, 4),
    (3, 3, 4, 4, 4), (3, 3, 8, 4), (4, 4, 4, 4, 2), (3, 3, 3, 3, 3, 3), (6, 6, 6), (6, 12), (14, 4),
    (10, 8), (17, 1), (6, 6, 3), (6, 2, 2, 2, 3), (5, 5, 5), (3, 3, 3, 3, 3), (6, 9), (12, 3), (4, 4, 4, 3),
}  # fmt: skip
#: No value with a name before and behind it is longer.
LONGEST_RUN = 26
#: Lengths of what a row of single digits may hold, the likeliest first.
LENGTHS = (18, 19, 16, 17, 15, 11)


@dataclass(frozen=True, slots=True)
class Identity:
    """A value at ``[start, end)`` of the folded text; ``value`` is plain digits, or letters as folded."""

    kind: IdentityKind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without a gap between them; ``gap`` is what stands before them, empty where only the kind of
    digit changes: 李四|138.
    """

    digits: str
    start: int
    end: int
    gap: str


def holds_date(digits: str) -> bool:
    """Whether an 18- or 15-digit number has a date of birth where GB 11643 puts it."""
    birth = digits[6:14] if len(digits) == 18 else "19" + digits[6:12]
    return birth[:2] in ("18", "19", "20") and "01" <= birth[4:6] <= "12" and "01" <= birth[6:8] <= "31"


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812 check of a card number."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def passes_check(digits: str) -> bool:
    """GB 11643 check digit of an 18-digit ID number, ``x`` for ten."""
    return str(ric.calc_check_digit(digits.upper())).lower() == digits[-1]


def _is_id(digits: str) -> bool:
    """Whether a number of 15 or 18 signs is an ID number."""
    if not (digits[:-1].isdigit() and holds_date(digits)):
        return False
    return AREA.match(digits) is not None or (len(digits) == 18 and passes_check(digits))


def kind_of(digits: str) -> IdentityKind | None:
    """What a number is by its digits alone."""
    length = len(digits)
    if length in (15, 18) and _is_id(digits):
        return "id"
    if 14 < length < 20 and CARD.fullmatch(digits) and passes_luhn(digits):
        return "card"
    return "phone" if length in (11, 13, 15) and PHONE.fullmatch(digits) else None


def _are_one(kind: IdentityKind, digits: str, groups: Sequence[Group]) -> bool:
    """Whether groups whose digits make a value are one number, and no row of prices, counts or times."""
    sizes, gaps = _sizes(groups), {group.gap for group in groups[1:]} - {""}
    if not gaps or (set(sizes) == {1} and len(gaps) == 1) or sizes == (3, 4, 4):
        return True
    if kind == "id":
        return sizes in ID_GROUPS or (len(gaps) == 1 and len(digits) == 18 and passes_check(digits))
    round_numbers = all(group.digits.endswith("0") for group in groups)
    return not round_numbers and (min(sizes[:-1]) > 3 if kind == "card" else sizes in MOBILE_GROUPS)


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
        if kind and _are_one(kind, digits, groups[first : last + 1]):
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
    """The values in a run of single digits; nobody spaces out a price, so a run without any is a number."""
    digits = "".join(group.digits for group in groups)
    place = 0
    while len(digits) - place > 10:
        left = len(digits) - place
        fitting = (one for one in (left, *LENGTHS) if one <= left)
        length = next((one for one in fitting if kind_of(digits[place : place + one])), 0)
        kind = kind_of(digits[place : place + length]) if length else "number"
        after = place + length if length else len(digits)
        yield Identity(kind or "number", digits[place:after], groups[place].start, groups[after - 1].end)
        place = after


def _in_sequence(groups: Sequence[Group]) -> Iterator[Identity]:
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


def _groups(text: str, plain: str, start: int, end: int) -> list[Group]:
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


def _is_order(text: str, value: Identity) -> bool:
    """Whether a word before a number makes it an order's; a right ID number of 18 digits is none."""
    if value.kind not in ("card", "id") or not ORDER.search(text, max(0, value.start - 12), value.start):
        return False
    return len(value.value) != 18 or value.kind == "card" or not passes_check(value.value)


def _unlettered(found: re.Match[str]) -> str:
    """The digits that letters stand for, where enough others are digits."""
    shown = found.group()
    return shown.translate(LOOKALIKES) if sum(sign.isdigit() for sign in shown) > 2 else shown


def plain_text(text: str) -> str:
    """Folded ``text`` with every digit, however it is written, in ASCII; its length does not change."""
    return LETTERED.sub(_unlettered, text.translate(DIGITS))


def _emails(text: str) -> list[Identity]:
    if "@" not in text:
        return []
    return [
        Identity("email", found.group().replace(" ", ""), *found.span()) for found in EMAIL.finditer(text)
    ]


def find_identities(text: str) -> list[Identity]:
    """Identity values in folded ``text``, in order, never overlapping."""
    found = _emails(text)
    rest = EMAIL.sub(lambda email: "@" * len(email.group()), text) if found else text
    plain = plain_text(rest)
    for sequence in SEQUENCE.finditer(plain):
        groups = _groups(rest, plain, *sequence.span())
        found += [value for value in _in_sequence(groups) if not _is_order(rest, value)]
    return sorted(found, key=lambda value: value.start)
