"""Offers: which goods, how many, for how much, with which columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.grammars.post_reading import PostReading
from analysis.grammars.prices import PACKAGE, Price
from analysis.judgement.categories import columns_of, weigh_persons
from analysis.judgement.goods import Goods
from analysis.judgement.ledger import WHOLE, Ledger, Line, Priced, Token
from records.assessment import Offer, PriceUnit

MOST_OFFERS = 5
CLAUSE = re.compile(r"[,;。|\n]")
#: The month looked up, not paid for: 单月 1800.
SPELL = re.compile(r"(?:单|一个|1个)月\s?$")
#: A record costs less than this where the text does not say what a price is for.
DEAR = 45
#: Nobody asks so much for a list priced by the record: the price is for the whole.
TOO_DEAR = 300_000


def _tokens(reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]) -> list[Token]:
    chosen = [
        one for one in weigh_persons(reading, goods) if one.category in categories and one.weight >= 0.6
    ]
    named = {one.category for one in chosen if one.weight >= 1.5}
    kept = [one for one in chosen if one.weight >= 1.5 or one.category not in named]
    tokens: list[Token] = [*kept, *reading.figures]
    return _turned(sorted(tokens, key=lambda token: (token.start, token.end)))


def _turned(tokens: list[Token]) -> list[Token]:
    """Tokens with each price behind its goods where a post names its prices first: 3毛 车主 5毛 业主."""
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    if (
        len(tokens) < 4
        or len(tokens) % 2
        or not all(isinstance(first, Price) and isinstance(second, Goods) for first, second in pairs)
    ):
        return tokens
    return [token for first, second in pairs for token in (second, first)]


def _is_package(price: Price, text: str) -> bool:
    before = CLAUSE.split(text[max(0, price.start - 8) : price.start])[-1]
    return PACKAGE.search(before + " " + CLAUSE.split(text[price.end : price.end + 4])[0]) is not None


def _unit(priced: Priced, text: str, categories: Sequence[str]) -> PriceUnit | None:
    """The unit named, else what such goods are sold by and how large the price is."""
    price, line = priced.price, priced.line
    worth = price.value if price.value is not None else price.foreign
    if price.block and worth is not None and (worth >= 10 or price.block <= 30):
        return "total"
    if price.yearly or (
        price.unit == "month"
        and not ("lookup" in categories and SPELL.search(text[max(0, price.start - 4) : price.start]))
    ):
        return price.unit
    if "lookup" in categories and line.quantity is None:
        return "query"
    if price.unit:
        return price.unit
    if line.category in ("account_kit", "social") or "account_kit" in categories:
        return "record" if line.quantity is None else _by_size(priced, text)
    return _by_size(priced, text)


def _by_size(priced: Priced, text: str) -> PriceUnit:
    price, line = priced.price, priced.line
    worth = price.value if price.value is not None else price.foreign
    if worth is None or _is_package(price, text):
        return "total"
    if line.quantity and worth >= 10 and worth * line.quantity > TOO_DEAR:
        return "total"
    return "record" if worth < DEAR else "total"


def _spread(ledger: Ledger, goods: Sequence[Goods], categories: Sequence[str]) -> list[Priced]:
    """One price named for everything the post offers counts for each of it."""
    if len(ledger.priced) != 1 or ledger.priced[0].price.block:
        return ledger.priced
    only = ledger.priced[0]
    firsts: dict[str, int] = {}
    for one in goods:
        firsts.setdefault(one.category, one.start)
    named = [one for one in categories if one != "lookup" and firsts.get(one, 0) < only.price.start]
    if len(named) < 2:
        return ledger.priced
    if only.line.quantity and "mixed_other" in named and WHOLE.search(ledger.near(only.price.start)):
        return [replace(only, line=replace(only.line, category="mixed_other"))]
    return [replace(only, line=Line(one)) for one in named]


def _offers(
    ledger: Ledger, reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> Iterator[Offer]:
    fields = columns_of(reading)
    for priced in _spread(ledger, goods, categories):
        yield Offer(
            category=priced.line.category,
            quantity=priced.line.quantity or priced.price.block,
            price=priced.price.value,
            price_unit=_unit(priced, reading.text, categories),
            fields=fields,
            price_raw=priced.price.raw,
        )
    if not ledger.priced:
        lines = ledger.lines or ledger.before
        named = {line.category for line in lines}
        rest = [Line(category) for category in categories if category not in named and category != "lookup"]
        for line in [*lines, *rest]:
            yield Offer(category=line.category, quantity=line.quantity, fields=fields)


def build_offers(
    reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]
) -> tuple[Offer, ...]:
    """At most five offers, in the order of the text; a post without a price offers each of its goods."""
    if not categories:
        return ()
    ledger = Ledger(reading.text, categories[0])
    ledger.read(_tokens(reading, goods, categories))
    offers = list(dict.fromkeys(_offers(ledger, reading, goods, categories)))
    late = [line.quantity for line in ledger.lines if line.quantity]
    if len(offers) == 1 and offers[0].quantity is None and ledger.priced and len(late) == 1:
        offers[0] = replace(offers[0], quantity=late[0])
    return tuple(offers[:MOST_OFFERS])
