"""Number plates and papers: passports, permits for Hong Kong, Macau and Taiwan, identity cards from there.

A plate is somebody's wherever it stands. A paper's number looks like many a handle: it counts behind its own
name, or inside a sample row.
"""

import re
from collections.abc import Iterator, Sequence

from analysis.privacy.identity import DIGITS
from analysis.privacy.kinds import Identity, IdentityKind
from analysis.privacy.pseudonyms import PROVINCES
from analysis.readings.folding import Span

#: GA 36: province, area letter, five signs (six of a new-energy car), or four and a word: 挂 学 警 港 澳.
PLATE = re.compile(
    rf"(?<![全最更崭a-z0-9])[{PROVINCES}藏][·•.\- ]?[a-z][·•.\- ]?(?=[a-z]{{0,3}}[0-9])"
    r"(?:[0-9a-hj-np-z]{5,6}|[0-9a-hj-np-z]{4}[挂学警港澳领])(?![0-9a-z])"
)
_PAPER = (
    r"(?:e[a-hj-np-z0-9][0-9]{7}|[gdspk]e?[0-9]{7,8}"  # passports of China, ordinary and official
    r"|c[a-hj-np-z0-9][0-9]{7}|w[0-9]{8}|[lt][a-z0-9][0-9]{7}"  # permits to Hong Kong and Macau, to Taiwan
    r"|[hm][0-9]{8}(?:[0-9]{2})?"  # permits from Hong Kong and Macau to the mainland
    r"|[a-z]{1,2}[0-9]{6}\([0-9a]\)|[a-z][1289a-d][0-9]{8})(?![a-z0-9])"  # ID cards of Hong Kong, of Taiwan
)
PAPER = re.compile(rf"(?<![a-z0-9]){_PAPER}")
#: A number called by what it is. Then it may be of any country, or mistyped.
NAMED = re.compile(
    r"(?:护照|通行证|回乡证|返乡证|台胞证|台湾证|passport)[^0-9a-z\n]{0,8}(?P<paper>[a-z]{0,3}[0-9]{6,10})(?![0-9a-z])"
    r"|(?:身份证|证件)[^0-9a-z\n]{0,8}(?P<id>[0-9]{15}(?:[0-9]{2}[0-9x])?)(?![0-9a-z])"
    r"|(?:卡号|银行卡|储蓄卡|借记卡|信用卡)[^0-9a-z\n]{0,8}"
    r"(?P<card>[0-9]{4}(?:[ \-]?[0-9]{4}){2}(?:[ \-]?[0-9]{1,4}){1,2})(?![0-9a-z])"
)
_BETWEEN = re.compile(r"[^0-9a-z\u4e00-\u9fff]")


def find_papers(text: str) -> list[Identity]:
    """Plates, and papers and cards called by their name, in folded ``text``, in order."""
    plain = text.translate(DIGITS)
    found = [_as("plate", plain, match.span()) for match in PLATE.finditer(plain)]
    for match in NAMED.finditer(plain):
        kind: IdentityKind = match.lastgroup  # type: ignore[assignment]
        found.append(_as(kind, plain, match.span(kind)))
    return sorted(found, key=lambda value: value.start)


def papers_in_rows(text: str, rows: Sequence[Span]) -> Iterator[Identity]:
    """Whatever in sample rows has the form of a paper's number."""
    plain = text.translate(DIGITS) if rows else text
    for start, end in rows:
        for match in PAPER.finditer(plain, start, end):
            yield _as("paper", plain, match.span())


def _as(kind: IdentityKind, plain: str, span: Span) -> Identity:
    return Identity(kind, _BETWEEN.sub("", plain[slice(*span)]), *span)
