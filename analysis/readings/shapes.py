"""Words by their shape: 申话 is 电话, 客尸 is 客户."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import product

from analysis.readings.tables import groups


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    """Each character of a group and the one that stands for all that are alike, however many steps away."""
    heads: dict[str, str] = {}
    for group in groups():
        known = {heads[one] for one in group if one in heads}
        head = min(known) if known else min(group)
        if len(known) > 1:
            heads |= {character: head for character, old in heads.items() if old in known}
        heads |= dict.fromkeys(group, head)
    return heads


@lru_cache(maxsize=1)
def _alike() -> dict[str, frozenset[str]]:
    """Characters and those that look like them."""
    found: dict[str, frozenset[str]] = {}
    for group in groups():
        for one in group:
            found[one] = found.get(one, frozenset()) | group
    return found


def lookalikes(words: Sequence[str], standing: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every way to write ``words`` with characters that look like theirs, and the word; themselves included.

    Characters of ``standing`` are written for no other one. What could be several words is the first of them.
    """
    heads = str.maketrans(_heads())
    meant = {word.translate(heads): word for word in reversed(words)}
    ways = {one: (one, *(others - {one}).difference(standing)) for one, others in _alike().items()}
    for word in meant.values():
        yield from (
            (written, word) for written in map("".join, product(*(ways.get(one, one) for one in word)))
        )
