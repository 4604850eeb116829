"""The second reading: disguises undone, so that 亻言用卡, 开.房.记.录 and 银航 read as what they mean.

It is kept beside the first reading (``analysis.readings.folding``) and knows the original characters as well.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import ahocorasick_rs
from ruamel.yaml import YAML

from analysis.readings.folding import Folded, Span, fold

FOLDER = Path(__file__).parent / "disguise"
HAN = r"[\u3400-\u9fff]"
#: Marks strewn between characters. Sentence marks are no noise: 客户，信息 are two words.
EMOJI = "\u2600-\u26ff\u2700-\u27bf\U0001f300-\U0001faff"
NOISE = re.compile(
    rf"(?<={HAN})[.•*丨▏~_×\"'^`ˇ↗↘ィ#✦★☆◆{EMOJI}]{{1,3}}(?={HAN})"
    rf"|(?<=[^\u3400-\u9fff0-9]{HAN})[/|\-·\\](?={HAN})|(?<=^{HAN})[/|\-·\\](?={HAN})"
    rf"|(?<={HAN})(?<![元块毛分厘角])[/|\-·\\](?={HAN}(?!{HAN}))|[★☆◆]|(?<=[a-z])\*(?=[a-z])"
)
#: Three or more single characters kept apart by single blanks, commas or bars.
SPACED = re.compile(rf"(?<!{HAN})(?:{HAN}[ |,]{{1,2}}){{2,400}}{HAN}(?!{HAN})")
GAP = re.compile(r"[ |,]{1,2}")
#: A single Latin letter strewn between single characters: 股 Q 民 K 料.
STREWN = re.compile(rf"(?<={HAN}) [a-z] (?={HAN})")
#: The letter O written for zero: 5OO, 43O万.
LETTER_O = re.compile(r"(?<=[0-9])o{1,6}(?=[0-9万元一人条]|$)")


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]], ...]:
    """Searcher and replacements of the two passes: characters with split characters, then words."""
    return _table("characters.yml", "splits.yml"), _table("words.yml")


def _table(*names: str) -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    pairs: dict[str, str] = {}
    for name in names:
        for disguise, meaning in YAML(typ="safe").load(FOLDER / name).items():
            pairs.setdefault(fold(str(disguise)).text, str(meaning))
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(list(pairs), matchkind=kind), tuple(pairs.values())


def _replace(folded: Folded, edits: Iterable[tuple[int, int, str]]) -> Folded:
    """``folded`` with ``[start, end)`` replaced by a text, for every edit in order."""
    texts: list[str] = []
    origins: list[Span] = []
    place = 0
    for start, end, text in edits:
        texts += (folded.text[place:start], text)
        origins += folded.origins[place:start]
        even = len(text) == end - start
        origins += folded.origins[start:end] if even else [folded.span(start, end)] * len(text)
        place = end
    texts.append(folded.text[place:])
    origins += folded.origins[place:]
    return replace(folded, text="".join(texts), origins=tuple(origins))


def _undo(folded: Folded, table: tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]) -> Folded:
    searcher, meanings = table
    found = searcher.find_matches_as_indexes(folded.text)
    edits = [
        (start, end, meanings[number])
        for number, start, end in found
        if not _inside_word(folded.text, start, end)
    ]
    return _replace(folded, edits) if edits else folded


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether an ASCII disguise such as ``sfz`` is only a piece of a longer ASCII word or handle."""
    first, last = text[start], text[end - 1]
    before = (
        first.isascii()
        and start > 0
        and text[start - 1].isascii()
        and (text[start - 1].isalnum() or text[start - 1] in "_@/")
    )
    after = (
        last.isascii()
        and end < len(text)
        and text[end].isascii()
        and (
            text[end].isalnum()
            or text[end] in "_@"
            or (text[end] == "." and text[end + 1 : end + 2].isalpha())
        )
    )
    return before or after


def _gaps(text: str) -> list[tuple[int, int, str]]:
    """Edits that close the gaps of interleaved noise and write zero for the letter O."""
    edits = [(*match.span(), "") for match in NOISE.finditer(text)]
    for run in SPACED.finditer(text):
        edits += [(*gap.span(), "") for gap in GAP.finditer(text, run.start(), run.end())]
    strewn = list(STREWN.finditer(text))
    edits += [(*match.span(), "") for match in strewn] if len(strewn) > 2 else []
    edits += [(*match.span(), "0" * len(match.group())) for match in LETTER_O.finditer(text)]
    ordered = sorted(edits)
    return [edit for before, edit in pairwise([(-1, -1, ""), *ordered]) if edit[0] >= before[1]]


def unmask(folded: Folded) -> Folded:
    """The second reading of ``folded``; the same object where nothing was disguised."""
    characters, words = _tables()
    plain = _undo(folded, characters)
    if edits := _gaps(plain.text):
        plain = _replace(plain, edits)
    return _undo(plain, words)
