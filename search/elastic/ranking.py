"""Relevance as the embedded engine reckons it, out of what the server offers without scripts.

Of each thing asked for both count how rare it is times ``f / (f + k)``, where ``f`` is how often a document
says it (BM25 without the length of documents: S. Robertson and H. Zaragoza, The Probabilistic Relevance
Framework, 2009). They differ in how rare a phrase is: to FTS5 as rare as where it stands, to the server as
all of its parts together. So of several things each is weighed by what makes up for that.
"""

from collections.abc import Mapping, Sequence
from math import log
from typing import Any as Json

from search.elastic.query import body
from search.nodes import Alike, Everything, Node, Ranked, Row, Run, Word

#: FTS5's bound for what more than every second document says.
COMMON = 1e-6


def counted_for(leaves: Sequence[Ranked]) -> list[Node]:
    """What has to be counted before ``leaves`` can be weighed."""
    parts = (part for leaf in leaves for part in _parts(leaf))
    return list(dict.fromkeys((Everything(), *leaves, *parts)))


def weighed(leaves: Sequence[Ranked], numbers: Mapping[Node, int]) -> list[dict[str, Json]]:
    """The clauses that score ``leaves``, by how many documents say them and their parts."""
    odds = {node: _odds(numbers[Everything()], number) for node, number in numbers.items()}
    wanted = [max(log(odds[leaf]), COMMON) for leaf in leaves]
    reckoned = [sum(log(1 + odds[part]) for part in _parts(leaf)) for leaf in leaves]
    return [
        {"bool": {"must": [body(leaf)], "boost": rarity / own}}
        for leaf, rarity, own in zip(leaves, wanted, reckoned, strict=True)
    ]


def _odds(whole: int, number: int) -> float:
    """Those that do not say it to those that do, as both engines count them."""
    # They were counted one after the other, while documents came and went.
    number = min(number, whole)
    return (whole - number + 0.5) / (number + 0.5)


def _parts(leaf: Ranked) -> tuple[Node, ...]:
    """The single terms of a leaf."""
    match leaf:
        case Row(words):
            return tuple(map(Word, words))
        case Run(bigrams) | Alike(bigrams):
            return tuple(type(leaf)((pair,)) for pair in bigrams)
    return (leaf,)
