"""Words by their sound: 银航 is 银行, 殿话 is 电话, dian话 and shouji too.

Every character stands for its syllable without the tone, near sounds as one (zh and z, ing and in), so that
one search over such a text finds the words of the lexicon however they are spelled.
"""

from functools import lru_cache
from itertools import islice, product

import daachorse

from analysis.readings.tables import FOLDER

PATH = FOLDER / "sounds.tsv"
#: Codes of syllables are characters of the private use area.
FIRST_CODE = 0xE100
#: No character behind this one has a sound.
LAST = 0x9FFF
MOST_SPELLINGS = 8
NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def near(syllable: str) -> str:
    """The sound that stands for ``syllable`` and those near to it."""
    for sharp, flat in NEAR:
        syllable = flat + syllable[2:] if syllable.startswith(sharp) else syllable
    return syllable[:-1] if syllable.endswith(("ing", "eng")) and len(syllable) > 3 else syllable


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Syllable, characters read so, characters that are also read so."""
    rows = (line.split("\t") for line in PATH.read_text("utf-8").splitlines())
    return tuple((syllable, usual, other) for syllable, usual, other in rows)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """The code of each syllable."""
    sounds = {
        sound: chr(FIRST_CODE + number) for number, sound in enumerate(dict.fromkeys(map(near, syllables())))
    }
    return {syllable: sounds[near(syllable)] for syllable in syllables()}


@lru_cache(maxsize=1)
def syllables() -> tuple[str, ...]:
    """Every syllable of pinyin, without tones."""
    return tuple(row[0] for row in _rows())


@lru_cache(maxsize=1)
def voices() -> dict[str, tuple[str, ...]]:
    """The syllables of each character, the usual one first."""
    found: dict[str, tuple[str, ...]] = {}
    for column in (1, 2):
        for row in _rows():
            for character in row[column]:
                found[character] = (*found.get(character, ()), row[0])
    return found


@lru_cache(maxsize=1)
def _table() -> str:
    """The sound of every character at its code: reading a text finds it nearer to hand than in a mapping."""
    codes = _codes()
    heard = list(map(chr, range(LAST + 1)))
    for character, spoken in voices().items():
        heard[ord(character)] = codes[spoken[0]]
    return "".join(heard)


def sound(text: str) -> str:
    """``text`` with every character replaced by the code of its usual syllable; as long as ``text``."""
    return text.translate(_table())


def spellings(word: str) -> list[str]:
    """The codes of ``word`` in every way its characters are read, at most :data:`MOST_SPELLINGS`."""
    codes = _codes()
    ways = ([codes[one] for one in voices().get(character, ())] or [character] for character in word)
    return ["".join(way) for way in islice(product(*ways), MOST_SPELLINGS)]


@lru_cache(maxsize=1)
def _spoken() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[str, ...]]:
    """A search for syllables of two letters and more, the longest at each place, and their codes."""
    codes = {one: code for one, code in _codes().items() if len(one) > 1}
    kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(codes), kind), tuple(codes.values())


def syllables_in(letters: str) -> list[tuple[int, int, str]]:
    """Start, end and code of each syllable of a run of pinyin such as ``yinhang``; none in other runs."""
    search, codes = _spoken()
    found = search.find(letters)
    if not found or found[0][0] or sum([end - start for start, end, _ in found]) < len(letters):
        return []
    return [(start, end, codes[number]) for start, end, number in found]
