"""What tells the category of a listing's goods: words of the lexicon, and runs of characters.

A sign is ``bank.goods`` (``bank.goods.2`` for two different words), ``bank.people``, ``bank.hints``, the
group of a word of trade or of a column (``trade.bulk``, ``fields.plate``), how prices and counts are given,
how many prices and lines there are, or a run of one to three Han characters in the post (``"车主``) or in its
author's name (``@婴儿``). No digit and no letter is in a run: nobody's handle or number is one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.grammars.post_reading import PostReading
from analysis.judgement.goods import NAMED, Goods
from analysis.words.vocabulary import find_hints

WORDING, AUTHOR = '"', "@"
LONGEST_RUN = 3
HAN = re.compile("[\u3400-\u9fff]+")
#: Topics whose groups are signs.
CONTEXT = ("trade", "fields")


def _steps(name: str, count: int) -> list[str]:
    """``name`` for one word, ``name.2`` and ``name.4`` for that many different ones."""
    if count < 2:
        return [name] if count else []
    return [name, f"{name}.2", f"{name}.4"] if count > 3 else [name, f"{name}.2"]


def _word_signs(reading: PostReading, goods: Sequence[Goods]) -> Iterator[str]:
    words: dict[str, set[str]] = {}
    for one in goods:
        kind = "goods" if one.weight >= NAMED else "people"
        words.setdefault(f"{one.category}.{kind}", set()).add(one.word)
    categories = sum(name.endswith(".goods") for name in words)
    for match in find_hints(reading.text):
        words.setdefault(f"{match.entry.group}.hints", set()).add(match.entry.word)
    for name, found in words.items():
        yield from _steps(name, len(found))
    yield from _steps("categories", categories)


def _context_signs(reading: PostReading) -> Iterator[str]:
    for match in reading.words:
        if match.entry.topic in CONTEXT:
            yield f"{match.entry.topic}.{match.entry.group}"
    for price in reading.offer_prices:
        yield f"price.{price.unit or 'bare'}"
    if reading.quantities:
        yield "count"
    yield from _steps("prices", len(reading.offer_prices))
    yield from _steps("lines", reading.text.count("\n"))


def find_category_signs(reading: PostReading, goods: Sequence[Goods]) -> frozenset[str]:
    """Names of all signs but the runs."""
    return frozenset([*_word_signs(reading, goods), *_context_signs(reading)])


def runs_of(text: str) -> Iterable[str]:
    """Every run in ``text``, for the training to choose from."""
    for han in HAN.findall(text):
        for size in range(1, LONGEST_RUN + 1):
            yield from (han[start : start + size] for start in range(len(han) - size + 1))
