"""Noise between characters: marks, blanks, line breaks, letters strewn in so that no word stands together."""

import re
from collections import Counter
from collections.abc import Container, Iterator

from analysis.readings.edits import Edit, compatible
from analysis.readings.tables import pictures

HAN = r"[\u2e80-\u2fdf\u3105-\u312f\u3400-\u9fff]"
#: Marks that hardly ever stand between two characters of one sentence: they are noise wherever they do.
#: Sentence marks are none: 客户，信息 are two words.
STRONG = (
    r"•∙*丨▏×^`ˇィ#※§¤°©®‥‖†‡"
    "\u2194-\u21d1\u21d5-\u21ff\u2201-\u22ff\u2300-\u23ff\u2500-\u2793\u27b0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
)
#: Marks that also part words (姓名/手机) or sentences: noise beside a single character, in a row of such, or
#: inside a word.
WEAK = r"/|\-·⋅\\—–.~_\"'"
WEAK_SIGNS = frozenset("/|-·⋅\\—–.~_\"'")
MARKS = re.compile(rf"[{STRONG}]{{1,4}}(?={HAN})|[{WEAK}]{{1,2}}(?={HAN})|[★☆◆]|\*(?=[a-z])")
HINT = re.compile(rf"[{STRONG}{WEAK}]")
#: Single characters in a row, kept apart by the same sign: 银,行,卡 or one under the other.
ROW = re.compile(rf"(?<!{HAN}){HAN}(?:[|,/\-·\\.…\n\t:;。]{{1,3}}{HAN}){{2,400}}(?!{HAN})")
ROW_HINT = re.compile(rf"{HAN}[|,/\-·\\.…\n\t:;。]{{1,3}}{HAN}[|,/\-·\\.…\n\t:;。]")
SIGNS = re.compile(r"[^\u2e80-\u2fdf\u3105-\u312f\u3400-\u9fff]+")
#: One sign, or the same twice, between two characters; and signs that also part words or sentences.
BETWEEN = re.compile(rf"(?<={HAN})(([^{HAN[1:-1]}])\2?)(?={HAN})")
PARTING = frozenset(" ,;:。、\n\t!?+=>()|/-“”‘’《》【】「」『』[]#*.~_·\"'")
#: A sign that is at least every fourth character stands for nothing anywhere in the text.
SPRINKLED = 4
#: Three single characters between blanks: then blanks are noise in the whole line.
SPACED = re.compile(rf"(?:^|\s){HAN}[ \t]{{1,2}}{HAN}[ \t]{{1,2}}{HAN}(?:\s|$)", re.MULTILINE)
BLANKS = re.compile(r"[ \t]{1,2}")
SINGLE_SHARE = 0.5
#: Letters strewn between single characters: 股 Q 民 K 料, 银x行x卡.
STREWN = re.compile(rf"{HAN}(?: ?[a-z] ?{HAN}){{2,400}}(?: [a-z](?![a-z]))?")
STREWN_LETTER = re.compile(rf" ?([a-z]) ?(?={HAN})")
#: A letter that stands for a number to be filled in: x月x日.
BLANK_DATE = re.compile(r"[a-z] ?[年月日号时元]")
#: Letters O and l in a number: 5OO, 43O万, 49OOOO7l23; but not in a handle.
LETTER_ZERO = re.compile(r"(?<![a-z0-9_@])[0-9][0-9oil]{1,20}(?![a-z0-9_@])|(?<=[0-9])o{1,6}(?=[万元一人条])")
ZERO_HINT = re.compile(r"[0-9][oil]")
PAIR = re.compile(rf"(?<!{HAN})({HAN})[ \t]{{1,2}}(?=({HAN})(?!{HAN}))")
#: Pictures that only adorn a sentence: behind or before its marks, at the ends of its lines.
EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]{1,4}"
ADORNING = re.compile(rf"{EMOJI}(?=[,;。!?:、\n]|$)|(?<=[,;。!?:、\n]){EMOJI}|^{EMOJI}")
#: One character behind every other one: 鱼股鱼民鱼新鱼.
ALTERNATE = re.compile(rf"({HAN})(?:(?!\1){HAN}\1){{4,400}}(?:(?!\1){HAN})?")
#: A single Han, and units of money before a slash: 元/条 is no word in disguise.
IS_HAN = re.compile(HAN)
MONEY = frozenset("元块毛分厘角")


def _is_han(text: str, place: int) -> bool:
    return 0 <= place < len(text) and IS_HAN.match(text, place) is not None


def _is_noise(text: str, start: int, end: int, words: Container[str]) -> bool:
    """Whether marks between two characters only keep them apart."""
    if text[start] in "★☆◆" or (text[start] == "*" and text[start - 1 : start].isalpha()):
        return True
    if not _is_han(text, start - 1):
        return False
    if text[start] not in WEAK_SIGNS:
        return True
    alone_before = not _is_han(text, start - 2) and not text[start - 2 : start - 1].isdigit()
    alone_behind = not _is_han(text, end + 1) and text[start - 1] not in MONEY
    return alone_before or alone_behind or _joins(text, start, end, words)


def _joins(text: str, start: int, end: int, words: Container[str]) -> bool:
    """Whether the characters on both sides make one of ``words``, at most three from each side."""
    return any(
        text[max(0, start - before) : start] + text[end : end + behind] in words
        for before in (1, 2, 3)
        for behind in (1, 2, 3)
    )


def _strewn(text: str, words: Container[str]) -> Iterator[tuple[int, int]]:
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


def _splitters(text: str, words: Container[str]) -> Iterator[str]:
    """Signs that stand inside words of two characters: once is enough for a mark that has no other use."""
    found = [
        one.group(1) for one in BETWEEN.finditer(text) if text[one.start() - 1] + text[one.end()] in words
    ]
    for sign in {*found}:
        if found.count(sign) > 1 or (sign[0] not in PARTING and not sign.isalnum()):
            yield sign


def _sprinkled(text: str, words: Container[str]) -> Iterator[tuple[int, int]]:
    """The places of signs that split words; where such a sign is doubled one of the two stays."""
    for sign in _splitters(text, words):
        everywhere = text.count(sign) * SPRINKLED > len(text)
        for run in re.finditer(f"(?:{re.escape(sign)})+", text):
            start, end = run.start(), run.start() + len(sign)
            sides = _is_han(text, start - 1), _is_han(text, end)
            if everywhere or all(sides) or (any(sides) and not sign.isalnum()):
                yield start, end


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """The signs of a row that occur in it again."""
    for run in ROW.finditer(text):
        found = [sign.span() for sign in SIGNS.finditer(text, *run.span())]
        times = Counter(text[start:end] for start, end in found)
        yield from ((start, end) for start, end in found if times[text[start:end]] > 1)


def _adorning(text: str) -> Iterator[tuple[int, int]]:
    yield from (one.span() for one in ADORNING.finditer(text) if pictures().keys().isdisjoint(one.group()))


def _alternate(text: str) -> Iterator[tuple[int, int]]:
    for run in ALTERNATE.finditer(text):
        yield from ((place, place + 1) for place in range(*run.span(), 2))


def _pairs(text: str, words: Container[str]) -> Iterator[tuple[int, int]]:
    """The blank between two single characters that are a word: 病 例."""
    for gap in PAIR.finditer(text):
        if gap.group(1) + gap.group(2) in words:
            yield gap.end(1), gap.start(2)


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


def _gaps(text: str, words: Container[str]) -> Iterator[tuple[int, int]]:
    if HINT.search(text):
        yield from _adorning(text)
        yield from (mark.span() for mark in MARKS.finditer(text) if _is_noise(text, *mark.span(), words))
    if ROW_HINT.search(text):
        yield from _rows(text)
    if SPACED.search(text):
        yield from _blanks(text)
    yield from _alternate(text)
    yield from _pairs(text, words)
    yield from _strewn(text, words)
    yield from _sprinkled(text, words)


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
    edits = [Edit(start, end, "", "noise") for start, end in sorted({*_gaps(text, words)})]
    edits += _zeros(text) if ZERO_HINT.search(text) else ()
    return compatible(edits)
