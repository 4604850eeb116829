"""Goods of the market, built from placed postings."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.posting import Placed, Posting

AREAS = ("杭州", "广州", "成都", "武汉", "郑州", "苏州", "长沙", "青岛", "沈阳", "西安")
_PRICE = re.compile(r"(\d{1,6}(?:\.\d{1,2})?)\s*(?:元|块|出|包邮)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One thing offered; ``auction`` cards carry no detail parameters."""

    number: int
    placed: Placed
    price: float
    area: str
    wanted: int
    auction: bool
    sold: bool

    @property
    def text(self) -> str:
        """The whole text as the seller wrote it: title and description in one, as on the real market."""
        posting = self.placed.posting
        return f"{posting.title}\n{posting.text}" if posting.title else posting.text


def build_goods(placed: Iterable[Placed], seed: int) -> tuple[Goods, ...]:
    """All goods, newest first."""
    ordered = sorted(placed, key=lambda one: one.at)
    return tuple(_goods(700_000_000_003 + number * 7_919, one, seed) for number, one in enumerate(ordered))[
        ::-1
    ]


def _goods(number: int, one: Placed, seed: int) -> Goods:
    chance = random.Random(f"{seed} goods {one.posting.id}")
    return Goods(
        number=number,
        placed=one,
        price=_price(one.posting, chance),
        area=chance.choice(AREAS),
        wanted=int(10 ** (3.4 * chance.random())),
        auction=not one.posting.listing and chance.random() < 0.05,
        sold=not one.posting.listing and chance.random() < 0.03,
    )


def _price(posting: Posting, chance: random.Random) -> float:
    for offer in posting.offers:
        if offer.get("price"):
            return float(offer["price"])
    found = _PRICE.search(f"{posting.title} {posting.text}")
    return (
        float(found[1])
        if found and float(found[1])
        else float(chance.choice((1, 9.9, 38, 99, 188, 520, 12_000)))
    )


def price_parts(price: float) -> list[dict[str, str]]:
    """The price in the pieces the JSON has: sign, integer, decimals or ``万``."""
    sign = {"type": "sign", "text": "¥"}
    if price >= 10_000:
        short = f"{price / 10_000:.2f}".rstrip("0").rstrip(".")
        return [sign, {"type": "integer", "text": short}, {"type": "unit", "text": "万"}]
    whole, _, rest = f"{price:.2f}".partition(".")
    parts = [sign, {"type": "integer", "text": whole}]
    decimals = rest.rstrip("0")
    return [*parts, {"type": "decimal", "text": f".{decimals}"}] if decimals else parts
