"""Folding: one plain reading of a text in which every character knows where it came from.

NFKC, lower case, traditional to simplified, full width, keycaps, circled digits and pictures that stand for a
word are folded; zero-width characters disappear. Folding never decides anything by itself.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import opencc

Span = tuple[int, int]

#: Marks that belong to the character before them: variation selectors, the keycap frame, skin tones.
MARKS = frozenset("\ufe0e\ufe0f\u20e3") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
#: Pictures used as words (what they say when read aloud).
PICTURES = {
    "🐧": "企鹅", "✈": "飞机", "🛫": "飞机", "🛩": "飞机", "🛰": "卫星", "📮": "电报",
    "➕": "+", "💰": "元", "🦅": "鹰", "📞": "电话", "☎": "电话", "📱": "手机",
    "📧": "邮箱", "✉": "邮箱", "🦇": "蝙蝠", "🥔": "土豆", "♥": "❤", "💗": "❤",
    "💚": "❤", "💙": "❤", "💛": "❤", "💜": "❤", "🧡": "❤", "👇": "下",
    "🏨": "酒店", "🏦": "银行", "🚗": "车", "🔥": " ", "卐": "万", "圆": "元",
    "圓": "元", "氺": "水", "Ⓥ": "v", "ⓥ": "v",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``origins[i]`` is the ``[start, end)`` in the original of folded character ``i``."""

    text: str
    origins: tuple[Span, ...]

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


def _vanishes(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Mn", "Me") or character == "\u034f"


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
    plain = unicodedata.normalize("NFKC", character).lower()
    squared = _squared(character)
    simple = str(_converter().convert(squared or plain))
    return "".join("元" if one in "圆圓" else one for one in simple)


def _squared(character: str) -> str:
    """The letter inside 🅰 or 🄰, which NFKC leaves alone."""
    name = unicodedata.name(character, "")
    letter = name.rsplit(" ", 1)[-1]
    return letter.lower() if len(letter) == 1 and "SQUARED LATIN" in name else ""


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Folded text of each character with its original span; marks widen the character before them."""
    pending: tuple[str, int, int] | None = None
    for place, character in enumerate(text):
        if character in MARKS and pending:
            pending = (pending[0], pending[1], place + 1)
            continue
        if pending:
            yield pending
        folded = fold_character(character)
        pending = (folded, place, place + 1) if folded else None
    if pending:
        yield pending


def gather(pieces: Iterable[tuple[str, int, int]]) -> Folded:
    """Join ``(text, start, end)`` pieces; every character of a piece stems from the piece's whole span."""
    texts: list[str] = []
    origins: list[Span] = []
    for text, start, end in pieces:
        texts.append(text)
        origins.extend([(start, end)] * len(text))
    return Folded("".join(texts), tuple(origins))


def fold(text: str) -> Folded:
    """The first reading of ``text``: folded character by character; only the invisible is dropped."""
    if text.isascii():
        return Folded(text.lower(), tuple((place, place + 1) for place in range(len(text))))
    return gather(_pieces(text))
