"""What a claim comes to: stocks of records, and the sum they would bring.

A post names one stock at several prices (tiers, blocks, bundles) as often as several stocks. What may be one
stock is counted once, so that a grade never stands on records or yuan counted twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.law.standing import NO_KIND, Kinds, Standing, standing_of
from records.assessment import Offer


@dataclass(frozen=True, slots=True)
class Lot:
    """Offers of one category and one standing; ``stocks`` are those whose counts add up to ``records``."""

    standing: Standing
    offers: tuple[Offer, ...]
    stocks: tuple[Offer, ...]
    records: int

    def sums(self) -> dict[object, float]:
        """Yuan the lot would bring, by what tells one payment from another: equal package prices are one."""
        cheapest = min(filter(None, map(_per_record, self.offers)), default=None)
        sums: dict[object, float] = {}
        for offer in self.stocks:
            worth = _per_record(offer) or cheapest
            if worth and offer.quantity:
                payment = offer.price if offer.price_unit == "total" else (id(self), offer.quantity)
                sums[payment] = round(worth * offer.quantity, 2)
        return sums or {price: price for price in _packages(self.offers)[-1:]}


def lots_of(offers: Iterable[Offer], kinds: Kinds) -> list[Lot]:
    """The offers inside art. 253-1, those of one category and standing together."""
    lots: dict[tuple[str, Standing], list[Offer]] = {}
    for offer in offers:
        standing = standing_of(offer.category, offer.fields, kinds.get(offer.category, NO_KIND))
        if standing:
            lots.setdefault((offer.category, standing), []).append(offer)
    return [_lot(standing, found) for (_, standing), found in lots.items()]


def _lot(standing: Standing, offers: Sequence[Offer]) -> Lot:
    """A lot; of prices that fall with the number the largest number speaks for all."""
    counted = _by_number(offers)
    stocks = tuple(counted[-1:] if len(counted) > 1 and _are_tiers(counted) else counted)
    return Lot(standing, tuple(offers), stocks, sum(offer.quantity or 0 for offer in stocks))


def gain_of(lots: Sequence[Lot]) -> float:
    """Yuan that everything offered would bring; look-ups, sold one by one, have no stock to sell."""
    sums: dict[object, float] = {}
    for lot in lots:
        sums |= lot.sums()
    return sum(sums.values())


def _by_number(offers: Iterable[Offer]) -> list[Offer]:
    """One offer for each number of records, the cheapest of those with it, the smallest number first."""
    counted: dict[int, Offer] = {}
    for offer in offers:
        if offer.quantity and offer.price_unit != "query":
            known = counted.get(offer.quantity)
            if known is None or (_per_record(offer) or 0) < (_per_record(known) or 0):
                counted[offer.quantity] = offer
    return [counted[number] for number in sorted(counted)]


def _per_record(offer: Offer) -> float | None:
    """Yuan a record, where the offer tells."""
    if not offer.price or not offer.quantity:
        return None
    if offer.price_unit == "record":
        return offer.price
    return offer.price / offer.quantity if offer.price_unit == "total" else None


def _are_tiers(counted: Sequence[Offer]) -> bool:
    """Whether the price of a record falls with the number, or blocks of the largest number are priced."""
    prices = [_per_record(offer) for offer in counted]
    if prices[-1] is None and all(prices[:-1]):
        prices = [*prices[:-1], 0.0]
    told = [price for price in prices if price is not None]
    return len(told) == len(prices) and all(one > after for one, after in pairwise(told))


def _packages(offers: Iterable[Offer]) -> list[float]:
    """Prices asked for the whole, for a month, or for nothing named, the lowest first."""
    return sorted(
        offer.price for offer in offers if offer.price and offer.price_unit not in ("record", "query")
    )
