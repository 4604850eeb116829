"""Offers: which goods, how many, for how much. Prices join the goods and counts named before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.grammars.post_reading import PostReading
from analysis.grammars.prices import PACKAGE, Price
from analysis.grammars.quantities import Quantity
from analysis.judgement.categories import columns_of, weigh_persons
from analysis.judgement.goods import Goods
from records.assessment import Offer, PriceUnit

MOST_OFFERS = 5
CLAUSE = re.compile(r"[,;。|\n]")
#: Words before the price of a part of the stock.
PART = re.compile(r"拆|单城|按省|分批|散|单市|包月|包.{0,2}月|单包|首单|试单|测|批量")
SHARED = re.compile(r"各|均|皆|都|每市|每类|单类|单拿|单包|单卖|每筆|每笔|分开|一样")


@dataclass(frozen=True, slots=True)
class Line:
    """Goods with the count named for them, waiting for a price."""

    category: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """A line and its price."""

    line: Line
    price: Price


Token = Goods | Quantity | Price


def _tokens(reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]) -> list[Token]:
    chosen = [
        one for one in weigh_persons(reading, goods) if one.category in categories and one.weight >= 0.6
    ]
    named = {one.category for one in chosen if one.weight >= 1.5}
    kept = [one for one in chosen if one.weight >= 1.5 or one.category not in named]
    tokens: list[Token] = [*kept, *reading.quantities, *reading.offer_prices]
    return sorted(tokens, key=lambda token: (token.start, token.end))


class Ledger:
    """Reads the tokens of a post from left to right and joins prices to what was named before them."""

    def __init__(self, text: str, main: str) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.before: list[Line] = [Line(main)]
        self.priced: list[Priced] = []
        self.loose: list[int] = []

    def add_goods(self, goods: Goods) -> None:
        """A new line, unless the last one is of the same category and still waits for its count."""
        waiting = self.lines[-1] if self.lines and self.lines[-1].quantity is None else None
        if waiting and waiting.category in (goods.category, "lookup"):
            self.lines[-1] = Line(goods.category)
        elif waiting is None or goods.category != "lookup":
            self.lines.append(Line(goods.category))

    def add_quantity(self, quantity: Quantity) -> None:
        """The count of the last line named; of the goods before where none was named since the last price."""
        if not self.lines:
            self.lines.append(Line(self.before[-1].category, quantity.value))
        elif self.lines[-1].quantity is None:
            self.lines[-1] = replace(self.lines[-1], quantity=quantity.value)
        else:
            self.lines.append(Line(self.lines[-1].category, quantity.value))

    def add_price(self, price: Price) -> None:
        """Every waiting line with a count where the price is shared, else the last one."""
        counted = [line for line in self.lines if line.quantity]
        near = self.text[max(0, price.start - 8) : price.start]
        if len(counted) > 1 or (len(self.lines) > 1 and SHARED.search(near)):
            chosen = counted if len(counted) > 1 else self.lines
        else:
            chosen = (
                [
                    counted[-1]
                    if counted and self.lines[-1].category == counted[-1].category
                    else self.lines[-1]
                ]
                if self.lines
                else self._again(price)
            )
        self.priced += [Priced(line, price) for line in chosen]
        self.before, self.lines = chosen[-1:], []

    def _again(self, price: Price) -> list[Line]:
        """A second price for the same goods: the count stays, but not for a part (单城, 拆零)."""
        near = self.text[max(0, price.start - 8) : price.start]
        return [replace(line, quantity=None) if PART.search(near) else line for line in self.before]


def _joined(reading: PostReading, goods: Sequence[Goods], categories: Sequence[str]) -> Ledger:
    ledger = Ledger(reading.text, categories[0])
    for token in _tokens(reading, goods, categories):
        if isinstance(token, Goods):
            ledger.add_goods(token)
        elif isinstance(token, Quantity):
            ledger.add_quantity(token)
        else:
            ledger.add_price(token)
    return ledger


def _unit(priced: Priced, text: str, categories: Sequence[str]) -> PriceUnit | None:
    """The unit named, else what such goods are sold by and how large the price is."""
    price, line = priced.price, priced.line
    if "lookup" in categories and line.quantity is None and price.unit in (None, "record"):
        return "query"
    if price.unit:
        return price.unit
    if price.yearly:
        return None
    if line.category in ("account_kit", "social") or "account_kit" in categories:
        return "record"
    worth = price.value if price.value is not None else price.foreign
    if price.block and worth is not None and (worth >= 10 or price.block <= 20):
        return "total"
    before = CLAUSE.split(text[max(0, price.start - 8) : price.start])[-1]
    if PACKAGE.search(before + " " + CLAUSE.split(text[price.end : price.end + 4])[0]):
        return "total"
    return "record" if worth is not None and worth < 45 else "total"


def _offers(ledger: Ledger, reading: PostReading, categories: Sequence[str]) -> Iterator[Offer]:
    fields = columns_of(reading)
    for priced in ledger.priced:
        quantity = priced.line.quantity or priced.price.block
        unit = _unit(priced, reading.text, categories)
        yield Offer(
            category=priced.line.category,
            quantity=quantity,
            price=priced.price.value,
            price_unit=unit,
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
    ledger = _joined(reading, goods, categories)
    offers = list(dict.fromkeys(_offers(ledger, reading, categories)))
    late = [line.quantity for line in ledger.lines if line.quantity]
    if len(offers) == 1 and offers[0].quantity is None and ledger.priced and len(late) == 1:
        offers[0] = replace(offers[0], quantity=late[0])
    return tuple(offers[:MOST_OFFERS])
