"""Offers: which goods, how many, for how much, with which columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.grammars.beside import load_words
from analysis.grammars.post_reading import PostReading
from analysis.grammars.prices import PACKAGE, Price
from analysis.judgement.columns import Columns, find_columns
from analysis.judgement.goods import Goods
from analysis.judgement.ledger import WHOLE, Ledger, Line, Priced
from analysis.judgement.tokens import find_tokens
from records.assessment import Offer, PriceUnit

MOST_OFFERS = 5
WARES = re.compile("|".join(sorted(load_words("ware"))))
CLAUSE = re.compile(r"[,;。|\n]")
#: What foreign money is worth beside ``DEAR``, by the sign in the words of the price.
RATES = {
    "btc": 500_000.0,
    "比特币": 500_000.0,
    "nt": 0.2,
    "台币": 0.2,
    "日": 0.05,
    "hk": 0.9,
    "港": 0.9,
    "u": 1.0,
    "刀": 1.0,
    "美": 1.0,
}
#: Below so many records a look-up service counts persons asked about, not stock.
FEW = 1000
#: Accounts are sold one by one up to this worth of all of them (yuan).
DEAR_STOCK = 100_000
#: Lists that are looked up by the month.
LOGS = re.compile(r"详单|话单|清单|通话|流水|轨迹|记录")
#: One copy, one book, to one house.
COPY = re.compile(r"[一每][份本册家]\W?[^\w]?|/[份本册]")
#: The month looked up, not paid for: 单月 1800.
SPELL = re.compile(r"(?:单|一个|1个)月\s?$")
#: A record costs less than this where the text does not say what a price is for.
DEAR = 45
#: Nobody asks so much for a list priced by the record: the price is for the whole.
TOO_DEAR = 300_000


def _is_package(price: Price, text: str) -> bool:
    before = CLAUSE.split(text[max(0, price.start - 8) : price.start])[-1]
    return PACKAGE.search(before + " " + CLAUSE.split(text[price.end : price.end + 4])[0]) is not None


def _worth(price: Price) -> float:
    """About what a price is worth: foreign money by its order of magnitude."""
    if price.value is not None:
        return price.value
    return (price.foreign or 0) * next((rate for sign, rate in RATES.items() if sign in (price.raw or "")), 1)


def _unit(priced: Priced, text: str, categories: Sequence[str], before: Priced | None) -> PriceUnit | None:
    """The unit named, else what such goods are sold by and how large the price is."""
    price, quantity, worth = priced.price, priced.line.quantity, _worth(priced.price)
    if price.block and (price.block <= 30 or worth >= (10 if _is_round(price.block) else DEAR)):
        return "total"
    if price.yearly or (price.unit == "month" and not _is_looked_up(price, text, categories)):
        return price.unit
    if "lookup" in categories and (quantity or 0) < FEW and not (price.unit == "record" and worth < 10):
        return "query"
    if price.unit:
        return "total" if price.unit == "record" and _is_copy(price, text, worth) else price.unit
    if (
        before
        and before.price.unit
        and quantity is None
        and 1 / 20 < worth / (_worth(before.price) or 1) < 20
    ):
        return before.price.unit
    return _by_size(priced, text, worth)


def _is_round(block: int) -> bool:
    """Whether records are sold in blocks of so many: 1000, 5000, not 2230."""
    return len(str(block).rstrip("0")) == 1


def _is_looked_up(price: Price, text: str, categories: Sequence[str]) -> bool:
    """Whether the month before a price is the time looked up, not paid for: 通话详单 单月 1800."""
    left = text[max(0, price.start - 4) : price.start]
    return "lookup" in categories and SPELL.search(left) is not None and LOGS.search(text) is not None


def _is_copy(price: Price, text: str, worth: float) -> bool:
    """Whether a price for one is for a copy of the list: 一份1500, 八百一份."""
    return worth >= 100 and COPY.search(text[max(0, price.start - 3) : price.end]) is not None


def _by_size(priced: Priced, text: str, worth: float) -> PriceUnit:
    line, quantity = priced.line, priced.line.quantity or 0
    if line.category == "account_kit":
        return "record"
    if worth >= 5 and (_is_package(priced.price, text) or (quantity and worth * quantity > TOO_DEAR)):
        return "total"
    if line.category == "social" and worth * quantity < DEAR_STOCK:
        return "record"
    if line.category == "location" and not quantity and worth >= DEAR:
        return "query"
    return "record" if worth < DEAR else "total"


def _is_aside(text: str, price: Price, start: int) -> bool:
    """Whether goods at ``start`` are told in a sentence after the price."""
    return start > price.start and re.search(r"[。;\n]", text[price.end : start]) is not None


def _spread(
    ledger: Ledger, reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> list[Priced]:
    """One price named for everything the post offers counts for each of it."""
    if len(ledger.priced) != 1:
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
    sure = [place for place, one in enumerate(priced) if one.own and one.line.end]
    if not sure or all(one.own or one.line.quantity for one in priced[: sure[0]]):
        return list(priced)
    return [one for one in priced if one.own or one.line.quantity]


def _columns(
    reading: PostReading, goods: Sequence[Goods], priced: Sequence[Priced], categories: Sequence[str]
) -> list[tuple[str, ...]]:
    """For each price the columns of what it is for; prices for goods of one kind share all columns."""
    first = min((one.start for one in goods), default=0)
    last = max((one.price.end for one in priced), default=0)
    columns = Columns(find_columns(reading, categories), first, last)
    kinds = {one.line.category for one in priced}
    if len(kinds) < 2 and (len(priced) < 2 or "lookup" not in categories):
        return [columns.of_all()] * max(1, len(priced))
    starts = [
        max((one.price.end for one in priced if one.price.end < each.price.end), default=0) for each in priced
    ]
    return [columns.of_one(start, one.price.end) for start, one in zip(starts, priced, strict=True)]


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
            price_unit=_unit(one, reading.text, categories, before),
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
        lines = [line for line in ledger.lines if blocks and line.quantity and line.quantity not in told]
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
