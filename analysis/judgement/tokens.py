"""What the ledger of a post reads: its goods, counts and prices from left to right."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from analysis.grammars.figures import Figure
from analysis.grammars.post_reading import PostReading
from analysis.grammars.prices import Price
from analysis.grammars.quantities import Quantity
from analysis.judgement.goods import BEDDED, LISTED, NAMED, PERSONS, Goods

Token = Goods | Quantity | Price
#: Goods, counts and prices read of a post; no advert names so many.
MOST_TOKENS = 300
#: So close behind persons stands a count or price of their own.
CLOSE = 5
#: Between things that are enumerated.
LISTED_BY = re.compile(r"[、/|,+\s\-]{1,3}")
#: Between a price and the one that took its place.
CHANGED = re.compile(
    r" ?(?:[→➡]|[-=]>|,?(?:现在?|已经?)?[降涨改变调砍][到成为至]?了?|,? ?现[价在]?) ?[:¥$]? ?"
)
#: The rest of a word that goods stand in.
REST = re.compile(r"[\u4e00-\u9fff]{0,3}")


def find_tokens(reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]) -> list[Token]:
    """Goods of these categories, persons only where none of theirs are named, and all counts and prices."""
    chosen = [one for one in _weigh_persons(reading, goods) if one.category in categories]
    named = {one.category for one in chosen if one.weight >= NAMED}
    tokens: list[Token] = [
        one for one in chosen if one.weight >= NAMED or (one.weight >= PERSONS and one.category not in named)
    ]
    tokens += _still_asked(reading)
    return _turned(sorted(tokens, key=lambda token: (token.start, token.end))[:MOST_TOKENS])


def _still_asked(reading: PostReading) -> Iterator[Figure]:
    """Counts and prices, of a price that was changed the new one alone: 0.8→1.1."""
    figures = reading.figures
    for one, other in zip_longest(figures, figures[1:]):
        changed = isinstance(one, Price) and isinstance(other, Price)
        if not (changed and CHANGED.fullmatch(reading.text, one.end, other.start)):
            yield one


def _turned(tokens: list[Token]) -> list[Token]:
    """Tokens with each price behind its goods where a post names its prices first: 3毛 车主 5毛 业主."""
    if len(tokens) < 4 or len(tokens) % 2 or not isinstance(tokens[0], Price):
        return tokens
    pairs = list(zip(tokens[::2], tokens[1::2], strict=True))
    if not all(isinstance(first, Price) and isinstance(second, Goods) for first, second in pairs):
        return tokens
    return [token for first, second in pairs for token in (second, first)]


def _weigh_persons(reading: PostReading, goods: Sequence[Goods]) -> Sequence[Goods]:
    """Persons with a count or price of their own, or enumerated, count as goods: 车主22万条."""
    if all(one.weight != PERSONS for one in goods):
        return goods
    figures = {one.start for one in reading.figures}
    listed = _enumerated(reading.text, goods)
    return [
        one._replace(weight=LISTED)
        if one.weight == PERSONS
        and (one in listed or not figures.isdisjoint(range(one.end, one.end + CLOSE)))
        else one
        for one in goods
    ]


def _enumerated(text: str, goods: Sequence[Goods]) -> set[Goods]:
    """Goods of three or more categories set side by side with commas or bars."""
    if len({one.category for one in goods}) < 3:
        return set()
    runs: list[list[Goods]] = []
    for one in goods:
        if one.weight <= BEDDED:
            continue
        if runs and LISTED_BY.fullmatch(text[_end(text, runs[-1][-1]) : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return {one for run in runs if len({each.category for each in run}) > 2 for one in run}


def _end(text: str, goods: Goods) -> int:
    """End of the word the goods stand in: up to three more characters before a separator."""
    rest = REST.match(text, goods.end)
    return rest.end() if rest else goods.end
