"""Categories of a post."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.grammars.post_reading import PostReading
from analysis.judgement.category_model import load_category_weights
from analysis.judgement.category_signs import find_category_signs
from analysis.judgement.goods import Goods

#: From this chance on a category is named; the likeliest one always is. Chosen on the training posts, the
#: sums of the held-back ones in sight.
LEAST_CHANCE = 0.4
LISTED = re.compile(r"[、/|,+\s\-]{1,3}")


def choose_categories(reading: PostReading, goods: Sequence[Goods], author: str = "") -> tuple[str, ...]:
    """The categories of a listing, the surest first; ``lookup``, a way to sell the others, comes last.

    ``author`` is the author's name in the second reading: some are adverts themselves (婴儿资料).
    """
    signs = find_category_signs(reading, goods)
    return likely(load_category_weights().chances(reading.text, signs, author))


def likely(chances: Mapping[str, float]) -> tuple[str, ...]:
    """The categories of such chances, in the order of :func:`choose_categories`."""
    ordered = sorted(chances, key=lambda category: -chances[category])
    named = [category for category in ordered if chances[category] >= LEAST_CHANCE] or ordered[:1]
    return tuple(sorted(named, key=lambda category: category == "lookup"))


def weigh_persons(reading: PostReading, goods: Sequence[Goods]) -> list[Goods]:
    """Persons with a count or price of their own, or enumerated, count as goods: 车主22万条."""
    starts = {one.start for one in reading.quantities} | {one.start for one in reading.offer_prices}
    listed = _enumerated(reading.text, goods)
    weighed = []
    for one in goods:
        priced = any(place in starts for place in range(one.end, one.end + 5))
        weighed.append(
            replace(one, weight=1.6) if 0.5 < one.weight < 0.7 and (priced or one in listed) else one
        )
    return weighed


def _enumerated(text: str, goods: Sequence[Goods]) -> set[Goods]:
    """Goods of three or more categories set side by side with commas or bars."""
    ordered = sorted((one for one in goods if one.weight > 0.5), key=lambda one: one.start)
    runs: list[list[Goods]] = []
    for one in ordered:
        if runs and LISTED.fullmatch(text[_end(text, runs[-1][-1]) : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return {one for run in runs if len({each.category for each in run}) > 2 for one in run}


def _end(text: str, goods: Goods) -> int:
    """End of the word the goods stand in: up to three more characters before a separator."""
    rest = re.match(r"[\u4e00-\u9fff]{0,3}", text[goods.end : goods.end + 3])
    return goods.end + (rest.end() if rest else 0)
