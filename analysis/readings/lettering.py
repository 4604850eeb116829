"""How something is written: full width, capitals, digits as Chinese numerals, marks strewn in between."""

import unicodedata
from itertools import islice

from analysis.readings.digits import CHINESE
from analysis.readings.folding import fold_character

_PLAIN, _FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"


def written_like(shown: str, plain: str) -> str:
    """``plain`` (lower case, half width) with the marks, gaps, capitals and kinds of digits of ``shown``.

    Letter stands for letter in order; what ``plain`` has more comes behind the last one, what it has less is
    left out. Marks before, between and behind the letters stay where they are.
    """
    left = iter(plain)
    pieces: list[str] = []
    last = max((place for place, sign in enumerate(shown) if _is_letter(sign)), default=-1)
    for place, sign in enumerate(shown):
        if not _is_letter(sign):
            pieces.append(sign)
            continue
        letters = "".join(left) if place == last else "".join(islice(left, 1))
        pieces += [_styled(sign, letter) for letter in letters]
    return "".join(pieces)


def plain_letters(shown: str) -> str:
    """The letters and digits of ``shown`` alone, folded; what :func:`written_like` writes anew."""
    return "".join(fold_character(sign) for sign in shown if _is_letter(sign))


def _is_letter(sign: str) -> bool:
    folded = fold_character(sign)
    return len(folded) == 1 and folded.isalnum()


def _styled(sign: str, letter: str) -> str:
    """``letter`` in the manner of ``sign``."""
    if letter.isascii() and letter.isdigit():
        return _digit(sign, int(letter))
    wide = "\uff00" < sign < "\uff5f"
    cased = letter.upper() if unicodedata.normalize("NFKC", sign).isupper() else letter
    return chr(ord(cased) + 0xFEE0) if wide and cased.isascii() else cased


def _digit(sign: str, value: int) -> str:
    if sign in CHINESE:
        return (_FORMAL if sign in _FORMAL[1:] else _PLAIN)[value]
    shown = unicodedata.digit(sign, None)
    if shown is None or sign.isascii():
        return str(value)
    sibling = chr(ord(sign) - shown + value)
    return sibling if unicodedata.digit(sibling, None) == value else str(value)
