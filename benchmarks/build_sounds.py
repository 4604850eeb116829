"""Build ``analysis/readings/disguise/sounds.tsv``: the pinyin syllables of the characters of GB 2312.

Run it for a new release of pypinyin (readings from Unihan): ``python -m benchmarks.build_sounds``.
"""

from collections import defaultdict

from pypinyin import Style, pinyin

from analysis.readings.sounds import PATH

#: Characters whose second reading is alive in today's words; the dictionaries' rarer ones would only mislead.
MANY_VOICED = "行重长乐调查还会降传弹着当横觉没难切散盛似提为相应载种转曾便都角藏"
ROWS = range(0xB0, 0xF8)
CELLS = range(0xA1, 0xFF)


def characters() -> str:
    """The 6,763 characters of GB 2312 in its order: the common ones by sound, the rarer by radical."""
    codes = (bytes((row, cell)) for row in ROWS for cell in CELLS)
    return "".join(code.decode("gb2312", "ignore") for code in codes)


def readings(character: str) -> list[str]:
    """Syllables of ``character`` without tones, the usual one first; ü is written v."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    return list(dict.fromkeys(found))[: 3 if character in MANY_VOICED else 1]


def lines() -> list[str]:
    """``syllable, characters read so, characters that are also read so`` for every syllable."""
    usual: dict[str, str] = defaultdict(str)
    other: dict[str, str] = defaultdict(str)
    for character in characters():
        first, *rest = readings(character)
        usual[first] += character
        for syllable in rest:
            other[syllable] += character
    return [f"{syllable}\t{usual[syllable]}\t{other[syllable]}" for syllable in sorted({*usual, *other})]


if __name__ == "__main__":
    found = lines()
    PATH.write_text("".join(f"{line}\n" for line in found), "utf-8")
    print(f"{len(found)} syllables -> {PATH}")
