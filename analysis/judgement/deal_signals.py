"""Signs of a deal: goods, prices and counts, and which of them stand near which."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.grammars.post_reading import PostReading
from analysis.grammars.prices import Price
from analysis.judgement.goods import NAMED, Goods
from analysis.judgement.signal import Signal, at, steps
from analysis.readings.folding import Span
from analysis.words.vocabulary import Match

#: Goods below are hardly any: what stands in a list of columns.
LEAST_WEIGHT = 0.6
#: A price for each of them.
UNITS = ("record", "query", "month")
#: A record costs less (yuan), a stock has more records.
CHEAP, LARGE = 10, 500
ENTRIES = frozenset("条组户位笔")


def goods_signals(goods: Sequence[Goods]) -> Iterator[Signal]:
    """How many goods are named, whether only persons are, and the kinds that are like nothing else."""
    strong = [one for one in goods if one.weight >= NAMED]
    yield from steps("goods.named", list({one.word: one for one in strong}.values()))
    if persons := next((one for one in goods if one.weight < NAMED), None):
        yield at("goods.persons", persons)
    categories = {one.category for one in strong}
    if not strong:
        yield Signal("goods.unnamed")
    if len(categories) > 2:
        yield at("goods.catalogue", strong[0])
    for category in categories & {"lookup", "account_kit"}:
        yield at(f"goods.{category}", next(one for one in strong if one.category == category))


def _near(first: Sequence[Span], second: Sequence[Span], gap: int) -> Span | None:
    """The first pair of spans at most ``gap`` characters apart, as one span; lists in order of start."""
    if not first or not second:
        return None
    starts = [start for start, _ in second]
    for start, end in first:
        place = bisect_left(starts, start)
        for other, finish in second[max(0, place - 1) : place + 1]:
            if other - end <= gap and start - finish <= gap:
                return min(start, other), max(end, finish)
    return None


def nearness_signals(
    reading: PostReading, goods: Sequence[Goods], matches: Sequence[Match]
) -> Iterator[Signal]:
    """Goods, prices, counts and verbs of trade that stand side by side."""
    named = sorted((one.start, one.end) for one in goods if one.weight >= LEAST_WEIGHT)
    prices = [(one.start, one.end) for one in reading.prices]
    counts = [(one.start, one.end) for one in reading.quantities]
    sells = [(one.start, one.end) for one in matches if one.entry.group == "sell"]
    seeks = [(one.start, one.end) for one in matches if one.entry.group == "seek"]
    for name, first, second, gap in (
        ("offer.goods_price", named, prices, 24),
        ("offer.goods_count", named, counts, 16),
        ("offer.count_price", counts, prices, 8),
        ("offer.sell_goods", sells, named, 8),
        ("offer.seek_goods", seeks, named, 8),
    ):
        if span := _near(first, second, gap):
            yield Signal(name, *span)


def price_signals(prices: Sequence[Price]) -> Iterator[Signal]:
    """The first price of each kind, and the third of a list."""
    firsts: dict[str, Price] = {}
    for one in prices:
        firsts.setdefault("price.any", one)
        if one.unit in UNITS:
            firsts.setdefault(f"price.{one.unit}", one)
        if one.raw:
            firsts.setdefault("price.foreign", one)
        if one.unit == "record" and one.value is not None and one.value < CHEAP:
            firsts.setdefault("price.cheap_record", one)
    yield from (at(name, one) for name, one in firsts.items())
    if len(prices) > 2:
        yield at("price.list", prices[2])


def count_signals(reading: PostReading) -> Iterator[Signal]:
    """A count as large as only lists are, and one by the word for entries of a list."""
    firsts: dict[str, Signal] = {}
    for one in reading.quantities:
        if one.value >= LARGE:
            firsts.setdefault("count.large", at("count.large", one))
        if reading.text[one.end - 1] in ENTRIES:
            firsts.setdefault("count.entries", at("count.entries", one))
    yield from firsts.values()
