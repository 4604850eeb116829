"""What a price is for, where the text does not say: one record, the whole, a look-up, a month."""

import re
from collections.abc import Sequence

from analysis.grammars.prices import PACKAGE, Price
from analysis.judgement.lines import Priced
from records.assessment import PriceUnit

CLAUSE = re.compile(r"[,;。|\n]")
#: What foreign money is worth beside ``DEAR``, by the sign in the words of the price.
RATES = {
    "btc": 500_000.0, "比特币": 500_000.0, "nt": 0.2, "台币": 0.2, "日": 0.05,
    "hk": 0.9, "港": 0.9, "mop": 0.9, "円": 0.05, "铢": 0.2, "韩": 0.005, "eth": 20_000.0,
    "u": 1.0, "刀": 1.0, "美": 1.0,
}  # fmt: skip
#: Below so many records a look-up service counts persons asked about, not stock.
FEW = 1000
#: Accounts are sold one by one up to this worth of all of them (yuan).
DEAR_STOCK = 100_000
#: Lists that are looked up by the month.
LOGS = re.compile(r"详单|话单|清单|通话|流水|轨迹|记录")
#: Nobody looks a person up for less (yuan): with a record named, and where nothing is.
CHEAP_RECORD, CHEAP = 3, 1
#: One copy, one book, to one house.
COPY = re.compile(r"[一每][份本册家斤袋片箱桌页]\W?[^\w]?|/[份本册斤袋片箱桌页]")
#: The month looked up, not paid for: 单月 1800.
SPELL = re.compile(r"(?:单|一个|1个)月\s?$")
#: A record costs less than this where the text does not say what a price is for.
DEAR = 45
#: So many records without a word for one are sold as a list, from this price on: 2180行 40元.
LISTED, LIST_PRICE = 300, 15
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


def find_unit(
    priced: Priced, text: str, categories: Sequence[str], before: Priced | None
) -> PriceUnit | None:
    """The unit named, else what such goods are sold by and how large the price is."""
    price, quantity, worth = priced.price, priced.line.quantity, _worth(priced.price)
    if price.block and (
        price.unit == "total" or price.block <= 30 or worth >= (10 if _is_round(price.block) else DEAR)
    ):
        return "total"
    if price.yearly or (price.unit == "month" and not _is_looked_up(price, text, categories)):
        return price.unit
    if price.unit == "total":
        return "total"
    if "lookup" in categories and (quantity or 0) < FEW and not _is_of_list(price, worth):
        return "query"
    if price.unit:
        whole = _is_copy(price, text, worth) or (price.unit == "query" and worth >= DEAR)
        return "total" if whole else price.unit
    if (
        before
        and before.price.unit
        and quantity is None
        and 1 / 20 < worth / (_worth(before.price) or 1) < 20
    ):
        return before.price.unit
    cheap = before is not None and before.line.quantity is not None and _worth(before.price) < LIST_PRICE
    return _by_size(priced, text, worth, cheap)


def _is_round(block: int) -> bool:
    """Whether records are sold in blocks of so many: 1000, 5000, not 2230."""
    return len(str(block).rstrip("0")) == 1


def _is_looked_up(price: Price, text: str, categories: Sequence[str]) -> bool:
    """Whether the month before a price is the time looked up, not paid for: 通话详单 单月 1800."""
    left = text[max(0, price.start - 4) : price.start]
    return "lookup" in categories and SPELL.search(left) is not None and LOGS.search(text) is not None


def _is_of_list(price: Price, worth: float) -> bool:
    """Whether a price is so small that it buys a record of a list, though persons are looked up, too."""
    return price.unit != "query" and worth < (CHEAP_RECORD if price.unit == "record" else CHEAP)


def _is_copy(price: Price, text: str, worth: float) -> bool:
    """Whether a price for one is for a copy of the list: 一份1500, 八百一份."""
    return worth >= DEAR and COPY.search(text[max(0, price.start - 3) : price.end]) is not None


def _by_size(priced: Priced, text: str, worth: float, beside_cheap: bool) -> PriceUnit:
    line, quantity = priced.line, priced.line.quantity or 0
    if line.category == "account_kit":
        return "record"
    if worth >= 5 and (_is_package(priced.price, text) or (quantity and worth * quantity > TOO_DEAR)):
        return "total"
    if quantity >= LISTED and worth >= LIST_PRICE and not (beside_cheap and worth < DEAR):
        return "total"
    if line.category == "social" and worth * quantity < DEAR_STOCK:
        return "record"
    if line.category == "location" and not quantity and worth >= DEAR:
        return "query"
    return "record" if worth < DEAR else "total"
