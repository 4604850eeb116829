"""Signs, letters and characters strewn through a text: 股Q民K料, 银=行=卡, 鱼股鱼民鱼."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

from analysis.readings.han import HAN, is_han

#: Letters strewn between single characters: 股 Q 民 K 料, 银x行x卡; and the least there must be of it.
STREWN = re.compile(rf"{HAN}(?: ?[a-z] ?{HAN}){{2,400}}(?: [a-z](?![a-z]))?")
STREWN_HINT = re.compile(rf"[a-z] ?{HAN} ?[a-z] ?{HAN}")
STREWN_LETTER = re.compile(rf" ?([a-z]) ?(?={HAN})")
#: A letter that stands for a number to be filled in: x月x日.
BLANK_DATE = re.compile(r"[a-z] ?[年月日号时元]")
#: A character, one sign or the same twice, the character behind; and signs that also part words or sentences.
BETWEEN = re.compile(rf"({HAN})(([^{HAN[1:-1]}])\3?)(?=({HAN}))")
PARTING = frozenset(" ,;:。、\n\t!?+=>()|/-“”‘’《》【】「」『』[]#*.~_·\"'")
#: A sign that is at least every fourth character stands for nothing anywhere in the text.
SPRINKLED = 4
#: So many signs of a text may be strewn; nobody uses more.
MOST = 8
BLANKS = re.compile(r"[ \t]{1,2}")
#: One character behind every other one: 鱼股鱼民鱼新鱼.
ALTERNATE = re.compile(rf"({HAN})(?=.\1.\1)(?:(?!\1){HAN}\1){{4,400}}(?:(?!\1){HAN})?")


def find_strewn(text: str, words: Container[str]) -> list[tuple[int, int]]:
    """Where signs stand that split ``words`` or part single characters."""
    found: list[tuple[int, int]] = []
    for run in ALTERNATE.finditer(text):
        found += ((place, place + 1) for place in range(*run.span(), 2))
    if STREWN_HINT.search(text):
        found += _letters(text, words)
    if signs := _splitters(text, words):
        found += _sprinkled(text, signs)
    return found


def _letters(text: str, words: Container[str]) -> Iterator[tuple[int, int]]:
    """Letters between characters; only the blanks where the letters are initials: 开 f 记 l."""
    for run in STREWN.finditer(text):
        found = list(STREWN_LETTER.finditer(text, *run.span()))
        spaced = sum(letter.group().count(" ") for letter in found) > len(found)
        usual = Counter(letter.group(1) for letter in found).most_common(1)[0][1]
        if spaced and _holds_initials(run.group().replace(" ", ""), words):
            yield from (gap.span() for gap in BLANKS.finditer(text, *run.span()))
        elif spaced or (usual == len(found) and not BLANK_DATE.search(run.group())):
            yield from (letter.span() for letter in found)


def _holds_initials(shown: str, words: Container[str]) -> bool:
    pieces = (shown[place : place + 4] for place in range(len(shown) - 3))
    return any(piece in words for piece in pieces)


def _splitters(text: str, words: Container[str]) -> list[str]:
    """Signs that stand inside words of two characters: once is enough for a mark that has no other use.

    A sign that makes a word with the character before it splits none: 微❤号.
    """
    found = [
        sign
        for first, sign, _, second in BETWEEN.findall(text)
        if first + second in words and first + sign not in words
    ]
    return [
        sign
        for sign, times in (Counter(found).most_common(MOST) if found else ())
        if times > 1 or (sign[0] not in PARTING and not sign.isalnum())
    ]


def _sprinkled(text: str, signs: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The places of ``signs`` that split words; where such a sign is doubled one of the two stays."""
    for sign in signs:
        everywhere = text.count(sign) * SPRINKLED > len(text)
        for run in re.finditer(f"(?:{re.escape(sign)})+", text):
            start, end = run.start(), run.start() + len(sign)
            sides = is_han(text, start - 1), is_han(text, end)
            if everywhere or all(sides) or (any(sides) and not sign.isalnum()):
                yield start, end
