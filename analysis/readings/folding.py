"""Folding: one plain reading of a text in which every character knows where it came from.

NFKC, lower case, traditional to simplified, full width, keycaps, circled digits, framed letters and pictures
that stand for a word are folded; zero-width characters disappear. Folding never decides anything by itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import opencc

Span = tuple[int, int]

#: Marks that belong to the character before them: variation selectors, the keycap frame, skin tones.
MARKS = frozenset("\ufe0e\ufe0f\u20e3") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
#: Letters and blanks of no width that Unicode does not count as format characters.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
#: Stands in the folding table for every character that does not fold to exactly one.
UNEVEN = "\uffff"
EVEN_RUN = re.compile(f"[^{UNEVEN}]+|{UNEVEN}")
#: Unicode names of letters in a frame, of flags' letters and of small capitals.
FRAMED = re.compile(r"(?:SQUARED|CIRCLED) LATIN|REGIONAL INDICATOR|^LATIN LETTER SMALL CAPITAL [A-Z]$")
#: Pictures used as words (what they say when read aloud).
PICTURES = {
    "🐧": "企鹅", "✈": "飞机", "🛫": "飞机", "🛩": "飞机", "🛰": "卫星", "📮": "电报",
    "➕": "+", "💰": "元", "🦅": "鹰", "📞": "电话", "☎": "电话", "📱": "手机",
    "📧": "邮箱", "✉": "邮箱", "🦇": "蝙蝠", "🥔": "土豆", "♥": "❤", "💗": "❤",
    "💚": "❤", "💙": "❤", "💛": "❤", "💜": "❤", "🧡": "❤", "👇": "下",
    "卐": "万", "圆": "元",
    "圓": "元", "氺": "水", "Ⓥ": "v", "ⓥ": "v",
}  # fmt: skip


class Undone(NamedTuple):
    """A disguise of some ``family`` (homophone, split, noise…) undone at ``[start, end)`` of the original."""

    family: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``origins[i]`` is the ``[start, end)`` in the original of folded character ``i``.

    ``invisible`` are the places in the original of characters nobody sees: zero-width marks, fillers.
    ``undone`` are the disguises that were undone on the way to this reading.
    """

    text: str
    origins: tuple[Span, ...]
    invisible: tuple[int, ...] = ()
    undone: tuple[Undone, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The original ``[start, end)`` of the folded ``[start, end)``, which must not be empty."""
        return self.origins[start][0], self.origins[end - 1][1]


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _digit(character: str) -> str | None:
    """The digit a dingbat such as ❾ or ⓽ shows."""
    value = unicodedata.digit(character, None)
    return str(value) if value is not None and not character.isascii() else None


def is_invisible(character: str) -> bool:
    """Whether a character has no shape of its own and is no mark on the one before it."""
    return character in FILLERS or unicodedata.category(character) == "Cf"


def _vanishes(character: str) -> bool:
    return is_invisible(character) or unicodedata.category(character) in ("Mn", "Me")


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """What one character folds to: usually one character, none for an invisible one, several for ㎏ or 🐧."""
    if character in PICTURES:
        return PICTURES[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if character.isascii():
        return character.lower()
    if _vanishes(character):
        return ""
    if (digit := _digit(character)) is not None:
        return digit
    plain = _lettered(character) or unicodedata.normalize("NFKC", character)
    simple = str(_converter().convert(plain.lower()))
    return "".join("元" if one in "圆圓" else one for one in simple)


def _lettered(character: str) -> str:
    """What NFKC leaves alone or frames: the letter in 🅰, 🄰, 🅐 or 🇦, the number in ⑽ or ⒑, the base of ǘ."""
    name = unicodedata.name(character, "")
    if FRAMED.search(name):
        letter = name.rsplit(" ", 1)[-1]
        return letter if len(letter) == 1 else ""
    if name.startswith("PARENTHESIZED") or re.search(r"^(?:DIGIT|NUMBER) .* FULL STOP$", name):
        return unicodedata.normalize("NFKC", character).strip("().") or character
    bare = unicodedata.normalize("NFKD", character) if name.startswith("LATIN") else ""
    return "".join(one for one in bare if not unicodedata.combining(one))


class _Even(dict[int, str]):
    """The folding table of :meth:`str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        even = len(folded) == 1 and chr(code) not in MARKS and folded != UNEVEN
        self[code] = folded if even else UNEVEN
        return self[code]


_EVEN = _Even()
_PLACES: tuple[Span, ...] = tuple((place, place + 1) for place in range(4096))


def places(start: int, end: int) -> tuple[Span, ...]:
    """The origins of characters that stand for themselves at ``[start, end)``."""
    if end <= len(_PLACES):
        return _PLACES[start:end]
    return tuple((place, place + 1) for place in range(start, end))


def _widen(origins: list[Span], end: int) -> None:
    """The last character reaches to ``end``: a mark belongs to it."""
    first, place = origins[-1][0], len(origins)
    while place and origins[place - 1][0] == first:
        place -= 1
        origins[place] = (first, end)


def _uneven(text: str, even: str) -> Folded:
    """``text`` folded where some characters vanish, double or belong to the one before them."""
    texts: list[str] = []
    origins: list[Span] = []
    unseen: list[int] = []
    for run in EVEN_RUN.finditer(even):
        start, end = run.span()
        shown = run.group()
        if shown != UNEVEN:
            texts.append(shown)
            origins += places(start, end)
            continue
        folded = _uneven_character(text[start])
        texts.append(folded)
        if folded:
            origins += [(start, end)] * len(folded)
        elif is_invisible(text[start]):
            unseen += [start] if not _joins_emoji(text, start) else []
        elif origins and origins[-1][1] == start:
            _widen(origins, end)
    return Folded("".join(texts), tuple(origins), tuple(unseen))


def _uneven_character(character: str) -> str:
    return "" if character in MARKS else fold_character(character)


def _joins_emoji(text: str, place: int) -> bool:
    """Whether an invisible mark is one of writing as it should be: a joined emoji, a byte order mark."""
    following = text[place + 1 : place + 2]
    joins = "\u2600" <= following < "\u2c00" or following >= "\U0001f000"
    return (text[place] == "\u200d" and joins) or (text[place] == "\ufeff" and place == 0)


def fold(text: str) -> Folded:
    """The first reading of ``text``: folded character by character; only the invisible is dropped."""
    even = text.translate(_EVEN)
    return _uneven(text, even) if UNEVEN in even else Folded(even, places(0, len(text)))
