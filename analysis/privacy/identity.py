"""Identity values in a text: citizen ID numbers, bank cards, mobile numbers, e-mail addresses."""

import re

from analysis.privacy.digit_groups import groups_of, values_in
from analysis.privacy.kinds import Identity, passes_check
from analysis.readings.digits import CHINESE
from analysis.readings.tables import Exchange

#: What stands between the digits of one number.
GAP = r"[ \t.\-_·•*/~—–'|+＿:()\u2600-\u27bf\U0001f300-\U0001faff]"
#: Every way to write a digit as one character; only inside long numbers is 参 a three, × a check digit.
_WRITTEN = CHINESE | {"参": "3", "两": "2", "×": "x"}
DIGITS = Exchange({ord(shown): digit for shown, digit in _WRITTEN.items()})
#: Letters that look like a digit.
LOOKALIKES = str.maketrans("oilzsb", "011258")
#: A number in which some digits are such letters.
LETTERED = re.compile(rf"(?<![a-z0-9_@])[0-9oilzsb](?:{GAP}{{0,1}}[0-9oilzsb]){{10,30}}x?(?![a-z0-9_@])")
#: What any number of eleven digits needs at least, before they are written alike.
HINT = re.compile("[{0}](?:[^{0}]{{0,3}}[{0}]){{10}}".format(f"0-9oilzsb{''.join(_WRITTEN)}"))
#: Digit groups of eleven digits and more in all, with at most three marks between them; or single digits kept
#: apart by whatever else, always the same: 1、3、8, [1][3][8].
SEQUENCE = re.compile(
    rf"[0-9](?:{GAP}{{0,3}}[0-9]){{10}}(?:{GAP}{{0,3}}[0-9]{{1,40}}){{0,4000}}(?:{GAP}{{0,3}}x(?![a-z]))?"
    r"|[0-9](?P<mark>[^0-9a-z\n]{1,3})[0-9](?:(?P=mark)[0-9](?![0-9])){9,4000}(?:(?P=mark)x(?![a-z]))?"
)
#: Two dashes stand between the cells of a row, one inside an address.
EMAIL = re.compile(
    r"(?<![a-z0-9._%+])(?<![a-z0-9._%+]-)[a-z0-9_%+](?:[a-z0-9._%+]|-(?!-)){0,63}\s{0,1}@\s{0,1}"
    r"[a-z0-9](?:-?[a-z0-9]){0,62}(?:\.[a-z0-9](?:-?[a-z0-9]){1,23}){1,4}"
)
#: Before a long number: it is an order's, a parcel's, an article's; or part of a web address or a fraction.
ORDER = re.compile(
    r"(?:(?:订单|单号|运单|编号|流水|快递|物流|包裹|货号|型号|批次|批号|序列号|条码|发票|案号|文号"
    r"|(?<![a-z])(?:sf|yt|jd[a-z]?|jt|zto|sto|ems|yd|order|id|no|sn))[号码是为:#.\s]{0,6}(?:[0-9]{1,8}-)?"
    r"|://[^\s\u3400-\u9fff]{0,80}|(?<![0-9])0\.)$"
)


def find_identities(text: str) -> list[Identity]:
    """Identity values in folded ``text``, in order, never overlapping."""
    found = _emails(text)
    rest = EMAIL.sub(lambda email: "@" * len(email.group()), text) if found else text
    if not HINT.search(rest):
        return found
    plain = plain_text(rest)
    for sequence in SEQUENCE.finditer(plain):
        groups = groups_of(rest, plain, *sequence.span())
        found += [value for value in values_in(groups) if not _is_order(rest, value)]
    return sorted(found, key=lambda value: value.start)


def _is_order(text: str, value: Identity) -> bool:
    """Whether a word before a number makes it an order's; a right ID number of 18 digits is none."""
    if value.kind not in ("card", "id") or not ORDER.search(text, max(0, value.start - 90), value.start):
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
