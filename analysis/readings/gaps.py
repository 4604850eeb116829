"""Noise between characters: marks, blanks and line breaks, so that no word stands together."""

import re
from collections import Counter
from collections.abc import Container, Iterator

from analysis.readings.edits import Edit, compatible
from analysis.readings.han import HAN, is_han
from analysis.readings.strewn import find_strewn
from analysis.readings.tables import pictures

#: Marks that hardly ever stand between two characters of one sentence: they are noise wherever they do.
#: Sentence marks are none: 客户，信息 are two words.
STRONG = (
    r"•∙*丨▏×^`ˇィ※§¤°©®‥‖†‡"
    "\u2194-\u21d1\u21d5-\u21ff\u2201-\u22ff\u2300-\u23ff\u2500-\u2570\u2573-\u2793\u27b0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
)
#: Marks that also part words (姓名/手机) or sentences: noise beside a single character, in a row of such, or
#: inside a word.
WEAK = r"/╱╲⁄|\-·⋅\\—–.~_\"'"
WEAK_SIGNS = frozenset("/╱╲⁄|-·⋅\\—–.~_\"'")
MARKS = re.compile(
    rf"[{STRONG}{WEAK}](?:(?<=[{STRONG}])[{STRONG}]{{0,3}}(?={HAN})|(?<=[{WEAK}])[{WEAK}]?(?={HAN})"
    r"|(?<=\*)(?=[a-z]))"
)
#: Where no such mark stands, pictures adorn nothing either: an arrow (➔) points at what is meant.
HINT = re.compile(rf"[{STRONG}{WEAK}]")
#: What noise by marks needs at least, but for stars.
MARKS_HINT = re.compile(rf"[{STRONG}{WEAK}](?<={HAN}.)[{STRONG}{WEAK}]{{0,3}}{HAN}")
#: Single characters in a row, kept apart by the same sign: 银,行,卡 or one under the other.
ROW = re.compile(rf"(?<!{HAN}){HAN}(?:[|,/\-·\\.…\n\t:;。]{{1,3}}{HAN}){{2,400}}(?!{HAN})")
#: A single character between signs or blanks, as rows and spaced lines have.
SINGLE = re.compile(rf"[ |,/\-·\\.…\n\t:;。]{HAN}[ |,/\-·\\.…\n\t:;。]")
SIGNS = re.compile(r"[^\u2e80-\u2fdf\u3105-\u312f\u3400-\u9fff]+")
#: Three single characters between blanks: then blanks are noise in the whole line.
SPACED = re.compile(rf"(?:^|\s){HAN}[ \t]{{1,2}}{HAN}[ \t]{{1,2}}{HAN}(?:\s|$)", re.MULTILINE)
BLANKS = re.compile(r"[ \t]{1,2}")
SINGLE_SHARE = 0.5
#: Letters O and l in a number: 5OO, 43O万, 49OOOO7l23; but not in a handle.
LETTER_ZERO = re.compile(r"(?<![a-z0-9_@])[0-9][0-9oil]{1,20}(?![a-z0-9_@])|(?<=[0-9])o{1,6}(?=[万元一人条])")
ZERO_HINT = re.compile(r"[0-9][oil]")
#: The blank between two single characters.
PAIR = re.compile(rf"[ \t](?<={HAN}.)(?<!{HAN}{HAN}.)[ \t]?(?={HAN}(?!{HAN}))")
#: Pictures that only adorn a sentence: behind or before its marks, at the ends of its lines.
EMOJI_HINT = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
EMOJI = f"{EMOJI_HINT.pattern}{{1,4}}"
ADORNING = re.compile(rf"{EMOJI}(?=[,;。!?:、\n]|$)|(?<=[,;。!?:、\n]){EMOJI}|^{EMOJI}")
#: Units beside a slash: 元/条, 500行/份 and 左右/人 are no words in disguise.
UNITS = frozenset("元块毛分厘角行条个位张套人份次天年户组")


def _is_noise(text: str, start: int, end: int, words: Container[str]) -> bool:
    """Whether marks between two characters only keep them apart."""
    if text[start] == "*" and text[start - 1 : start].isalpha():
        return True
    if not is_han(text, start - 1):
        return False
    if text[start] not in WEAK_SIGNS:
        return text[start - 1 : start + 1] not in words
    alone_before = not is_han(text, start - 2) and not text[start - 2 : start - 1].isdigit()
    alone_behind = not is_han(text, end + 1) and UNITS.isdisjoint((text[start - 1], text[end]))
    return alone_before or alone_behind or _joins(text, start, end, words)


def _joins(text: str, start: int, end: int, words: Container[str]) -> bool:
    """Whether the characters on both sides make one of ``words``, at most three from each side."""
    before = [text[max(0, start - reach) : start] for reach in (1, 2, 3)]
    behind = [text[end : end + reach] for reach in (1, 2, 3)]
    return any(first + last in words for first in before for last in behind)


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """The signs of a row that occur in it again."""
    for run in ROW.finditer(text):
        found = [sign.span() for sign in SIGNS.finditer(text, *run.span())]
        times = Counter(text[start:end] for start, end in found)
        yield from ((start, end) for start, end in found if times[text[start:end]] > 1)


def _adorning(text: str) -> Iterator[tuple[int, int]]:
    yield from (one.span() for one in ADORNING.finditer(text) if pictures().keys().isdisjoint(one.group()))


def _pairs(text: str, words: Container[str]) -> Iterator[tuple[int, int]]:
    """The blank between two single characters that are a word: 病 例."""
    for start, end in (gap.span() for gap in PAIR.finditer(text)):
        if text[start - 1] + text[end] in words:
            yield start, end


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Blanks beside single characters, in lines where such are the most."""
    for start, end in ((line.start(), line.end()) for line in re.finditer(r"[^\n]+", text)):
        words = text[start:end].split()
        singles = sum(len(word) == 1 for word in words)
        if singles > 2 and singles >= SINGLE_SHARE * len(words):
            for gap in BLANKS.finditer(text, start, end):
                if _beside_single(text, *gap.span()):
                    yield gap.span()


def _beside_single(text: str, start: int, end: int) -> bool:
    before = start - 2 < 0 or text[start - 2].isspace()
    behind = end + 1 >= len(text) or text[end + 1].isspace()
    return start > 0 and end < len(text) and (before or behind)


def _gaps(text: str, words: Container[str]) -> list[tuple[int, int]]:
    """The places of noise, in any order and some more than once; few texts hold what each kind needs."""
    found = find_strewn(text, words)
    if EMOJI_HINT.search(text) and HINT.search(text):
        found += _adorning(text)
    if "*" in text or MARKS_HINT.search(text):
        found += (mark.span() for mark in MARKS.finditer(text) if _is_noise(text, *mark.span(), words))
    if SINGLE.search(text):
        found += _rows(text)
        if SPACED.search(text):
            found += _blanks(text)
    if PAIR.search(text):
        found += _pairs(text, words)
    return found


def _zeros(text: str) -> Iterator[Edit]:
    for match in LETTER_ZERO.finditer(text):
        shown = match.group()
        plain = shown.replace("o", "0")
        if len(shown) > 4 and shown[-1].isdigit():
            plain = plain.replace("l", "1").replace("i", "1")
        if plain != shown and plain.isdigit():
            yield Edit(*match.span(), plain, "zero")


def close_gaps(text: str, words: Container[str]) -> list[Edit]:
    """Edits that close the gaps of noise, and write digits for letters among digits.

    ``words`` are those that tell noise from a sign that parts words: the lexicon's, and spellings of them.
    """
    edits = [Edit(start, end, "", "noise") for start, end in sorted(set(_gaps(text, words)))]
    if ZERO_HINT.search(text):
        edits += _zeros(text)
    return compatible(edits) if edits else edits
