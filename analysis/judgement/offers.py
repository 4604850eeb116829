"""Offers: which goods, how many, for how much, with which columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.grammars.beside import load_words
from analysis.grammars.post_reading import PostReading
from analysis.grammars.prices import Price
from analysis.judgement.columns import Columns, find_columns, groups
from analysis.judgement.goods import Goods
from analysis.judgement.ledger import Ledger
from analysis.judgement.lines import Line, Priced
from analysis.judgement.price_units import CLAUSE, find_unit
from analysis.judgement.price_words import WHOLE
from analysis.judgement.tokens import find_tokens
from records.assessment import Offer

MOST_OFFERS = 5
WARES = re.compile("|".join(sorted(load_words("ware"))))
#: Between a price and goods that are told apart from it.
APART = re.compile(r"[。;\n]")


def _is_aside(text: str, price: Price, start: int) -> bool:
    """Whether goods at ``start`` are told in a sentence after the price."""
    return start > price.start and APART.search(text, price.end, start) is not None


def _spread(
    ledger: Ledger, reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> list[Priced]:
    """One price named for everything the post offers counts for each of it."""
    if len(ledger.priced) != 1 or len(categories) < 2 or ledger.bundled:
        return ledger.priced
    only = ledger.priced[0]
    firsts: dict[str, int] = {}
    for one in goods:
        firsts.setdefault(one.category, one.start)
    named = [
        one
        for one in categories
        if one != "lookup" and not _is_aside(reading.text, only.price, firsts.get(one, 0))
    ]
    if len(named) < 2:
        return ledger.priced
    if only.line.quantity and "mixed_other" in named and WHOLE.search(ledger.near(only.price.start)):
        return [replace(only, line=replace(only.line, category="mixed_other"))]
    if only.line.quantity and not only.price.block:
        return ledger.priced
    return [replace(only, line=Line(one, only.price.block)) for one in named]


def _is_ware(price: Price, before: Priced | None, text: str) -> bool:
    """Whether the words between a price and the one before name another ware: 显示器 300."""
    start = max(before.price.end if before else 0, price.start - 14)
    parts = CLAUSE.split(text[min(start, price.start) : price.start])
    return WARES.search(parts[-1] or (parts[-2] if len(parts) > 1 else "")) is not None


def _of_data(priced: Sequence[Priced], text: str) -> list[Priced]:
    """Without the prices of other wares: named as such, or told before the first data with a count."""
    if len(priced) > 1:
        wares = (
            _is_ware(one.price, before, text) for before, one in zip([None, *priced], priced, strict=False)
        )
        told = zip(priced, wares, strict=True)
        priced = [one for one, ware in told if one.own or one.line.quantity or not ware]
    counted = [place for place, one in enumerate(priced) if one.line.end or one.price.block]
    sure = [place for place in counted if priced[place].own]
    if sure and not all(_is_told(one) for one in priced[: sure[0]]):
        return [one for place, one in enumerate(priced) if place > sure[0] or _is_told(one)]
    alone = len(counted) == 1 and counted[0] > 1 and not any(_is_told(one) for one in priced[: counted[0]])
    return list(priced[counted[0] :] if alone else priced)


def _is_told(one: Priced) -> bool:
    """Whether a price has goods or a count of its own."""
    return one.own or bool(one.line.quantity or one.price.block)


def _columns(
    reading: PostReading, goods: Sequence[Goods], priced: Sequence[Priced], categories: Sequence[str]
) -> list[tuple[str, ...]]:
    """For each price the columns of what it is for; prices for goods of one kind share all columns."""
    found = find_columns(reading, categories)
    kinds = {one.line.category for one in priced}
    if len(kinds) < 2 and (len(priced) < 2 or "lookup" not in categories):
        return [groups(found)] * max(1, len(priced))
    ends = [one.price.end for one in priced]
    columns = Columns(found, min((one.start for one in goods), default=0), max(ends))
    starts = [max((end for end in ends if end < one), default=0) for one in ends]
    return [columns.of_one(start, end) for start, end in zip(starts, ends, strict=True)]


def _priced_offers(
    ledger: Ledger, reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> Iterator[Offer]:
    priced = _of_data(_spread(ledger, reading, goods, categories), reading.text)
    columns = _columns(reading, goods, priced, categories)
    for before, one, fields in zip([None, *priced], priced, columns, strict=False):
        yield Offer(
            category=one.line.category,
            quantity=one.line.quantity or one.price.block,
            price=one.price.value,
            price_unit=find_unit(one, reading.text, categories, before),
            fields=fields,
            price_raw=one.price.raw,
        )


def _unpriced_offers(
    ledger: Ledger, reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> Iterator[Offer]:
    """The goods of a post without a price; of one with the price of a block its stock."""
    if ledger.priced:
        blocks = any(one.price.block for one in ledger.priced)
        told = {one.line.quantity for one in ledger.priced}
        spare = ledger.lines if blocks or ledger.bundled else []
        lines = [line for line in spare if line.quantity and line.quantity not in told]
    else:
        named = {line.category for line in ledger.lines or ledger.before}
        lines = [Line(one) for one in categories if one not in named and one != "lookup"]
        lines = [*(ledger.lines or ledger.before), *lines]
    fields = _columns(reading, goods, (), categories)[0] if lines else ()
    for line in lines:
        yield Offer(category=line.category, quantity=line.quantity, fields=fields)


def build_offers(
    reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> tuple[Offer, ...]:
    """At most five offers, in the order of the text; a post without a price offers each of its goods."""
    if not categories:
        return ()
    ledger = Ledger(reading.text, categories[0])
    ledger.read(find_tokens(reading, goods, categories))
    told = (ledger, reading, goods, categories)
    offers = list(dict.fromkeys([*_priced_offers(*told), *_unpriced_offers(*told)]))
    late = [line.quantity for line in ledger.lines if line.quantity]
    if len(offers) == 1 and offers[0].quantity is None and ledger.priced and len(late) == 1:
        offers[0] = replace(offers[0], quantity=late[0])
    return tuple(offers[:MOST_OFFERS])
