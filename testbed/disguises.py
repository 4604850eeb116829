"""Disguises of a text as sellers write them, family by family, drawn by chance from a seed.

The tables (``disguises.yml``) are written for this generator, and know nothing of those that undo disguises.
"""

import random
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

import opencc
from ruamel.yaml import YAML

TABLES = Path(__file__).with_name("disguises.yml")
NOISE = (*".*|/-_~·丨※★✦#^", "。", "❤", "🔥", "⚡", "Q", "x")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"
STROKES = "\u0336\u0335\u0332\u0338\u0489"
#: Digits in circles and bold; keycaps, which take three characters, where nothing stands.
DIGITS = ("⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "")
FORMAL = dict(
    zip("0123456789一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖壹贰叁肆伍陆柒捌玖拾佰仟", strict=True)
)
Disguise = Callable[[str, random.Random], str]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    rows = YAML(typ="safe").load(TABLES)
    return {name: _pairs(str(words)) for name, words in rows.items()}


def _pairs(words: str) -> dict[str, str]:
    """``a: bc d: e`` as a mapping; entries whose key is more than one character are left out."""
    parts = words.replace("\n", " ").split()
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {key[:-1]: value for key, value in pairs if len(key) == 2 and key[:-1] != value}


def _each(text: str, chance: random.Random, share: float, change: Callable[[str], str | None]) -> str:
    """``text`` with ``change`` made to about ``share`` of the characters it knows."""
    changed = ((one, change(one)) for one in text)
    return "".join(new if new is not None and chance.random() < share else one for one, new in changed)


def _by_table(name: str, share: float) -> Disguise:
    def disguise(text: str, chance: random.Random) -> str:
        table = _tables()[name]
        whole = name in ("parts", "pinyin", "martian")
        return _each(
            text,
            chance,
            share,
            lambda one: (table[one] if whole else chance.choice(table[one])) if one in table else None,
        )

    return disguise


def _is_han(one: str) -> bool:
    return "\u3400" <= one <= "\u9fff"


def full_width(text: str, chance: random.Random) -> str:
    """Digits, Latin letters and marks in full width."""
    return _each(text, chance, 0.9, lambda one: chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else None)


def zero_width(text: str, chance: random.Random) -> str:
    """Invisible characters behind one character in three."""
    return "".join(one + (chance.choice(INVISIBLE) if chance.random() < 0.33 else "") for one in text)


def initials(text: str, chance: random.Random) -> str:
    """Characters by the first letter of their pinyin, never two in a row."""
    table, pieces, last = _tables()["pinyin"], [], False
    for one in text:
        last = one in table and not last and chance.random() < 0.3
        pieces.append(table[one][0] if last else one)
    return "".join(pieces)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str, chance: random.Random) -> str:
    """Traditional characters, all or half of them."""
    share = chance.choice((0.5, 1.0))
    return _each(text, chance, share, lambda one: str(_converter().convert(one)) if _is_han(one) else None)


def _digit(digit: str, shown: str) -> str:
    return shown[int(digit)] if shown else f"{digit}\ufe0f\u20e3"


def symbols(text: str, chance: random.Random) -> str:
    """Digits as keycaps, circles or bold, letters in frames, an emoji here and there."""
    shown = chance.choice(DIGITS)
    framed = _each(text, chance, 0.9, lambda one: _digit(one, shown) if one in "0123456789" else None)
    lettered = _each(
        framed, chance, 0.5, lambda one: chr(0x24D0 + ord(one) - 97) if "a" <= one <= "z" else None
    )
    return "".join(
        one + (chance.choice("🔥⚡✨💥") if one in "，。,；" and chance.random() < 0.5 else "")
        for one in lettered
    )


def formal(text: str, chance: random.Random) -> str:
    """Capital numerals for Chinese ones and for single digits."""
    return _each(text, chance, 0.9, lambda one: FORMAL.get(one) if not one.isascii() else None)


def noise(text: str, chance: random.Random) -> str:
    """One mark between the characters of some stretches, blanks between all, or one under the other."""
    kind = chance.choice(("marks", "marks", "blanks", "lines"))
    if kind == "marks":
        mark = chance.choice(NOISE)
        return _stretches(text, chance, mark)
    return (" " if kind == "blanks" else "\n").join(one for one in text if not one.isspace())


def _stretches(text: str, chance: random.Random, mark: str) -> str:
    pieces, left = [], 0
    for one, following in zip(text, [*text[1:], ""], strict=True):
        left = left - 1 if left else (chance.randint(3, 6) if chance.random() < 0.15 else 0)
        pieces.append(one + (mark if left and _is_han(one) and following and _is_han(following) else ""))
    return "".join(pieces)


def struck(text: str, chance: random.Random) -> str:
    """A stroke through every character, or through some."""
    stroke, share = chance.choice(STROKES), chance.choice((0.3, 1.0))
    return "".join(one + (stroke if not one.isspace() and chance.random() < share else "") for one in text)


#: Name and disguise of each family.
FAMILIES: Mapping[str, Disguise] = {
    "homophones": _by_table("homophones", 0.25),
    "look-alikes": _by_table("lookalikes", 0.25),
    "parts": _by_table("parts", 0.35),
    "full width": full_width,
    "zero width": zero_width,
    "initials": initials,
    "pinyin": _by_table("pinyin", 0.25),
    "traditional": traditional,
    "symbols": symbols,
    "capital numerals": formal,
    "noise": noise,
    "martian": _by_table("martian", 0.5),
    "strokes": struck,
}


def disguise(text: str, family: str, seed: int) -> str:
    """``text`` in a disguise of ``family`` (a name of :data:`FAMILIES`); the same for the same seed."""
    return FAMILIES[family](text, random.Random(f"{family} {seed}"))


def families() -> dict[str, Callable[[str, int], str]]:
    """Every family by name, as a function of a text and a seed."""
    return {name: partial(_seeded, name) for name in FAMILIES}


def _seeded(family: str, text: str, seed: int) -> str:
    return disguise(text, family, seed)
