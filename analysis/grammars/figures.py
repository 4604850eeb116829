"""What each number of a post is: a count, a price, or neither, as its neighbours tell."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from analysis.grammars.amounts import Amount
from analysis.grammars.bare import PEOPLE, find_price, is_cell, is_told, list_numbers, settle
from analysis.grammars.numbers import Number, number_at
from analysis.grammars.prices import Price, is_aside, of_block, read_price
from analysis.grammars.quantities import FEWEST_RECORDS, Quantity, is_large, read_quantity

Figure = Quantity | Price
#: No advert names more numbers; a text that does shall not cost more.
MOST_NUMBERS = 500
#: Between the ends of a range of prices: 7块到10块, 八毛一块.
TO = re.compile(r" ?(?:[-~—至到或]|或者)? ?")
#: Something named between two numbers.
NAMES = re.compile(r"[一-鿿a-z]{2}")
#: What parts a count from the price of that block: 1000条100, 1000条=100.
BLOCK_GAP = re.compile(r"[\s=,:]{0,2}(?:收|卖|只?要|给)?\s?")
#: 1块钱20条, 10元=30条, 一块钱拿二十个.
BLOCK_AFTER = re.compile(r"\s?(?:钱\s?[=拿买]?|[=拿买])\s?|(?<=[块元])\s?")
#: A large number so close behind a price is one, too: 一个城市一千二,全国三万六.
CLOSE = 6
#: A price is for one of these, and yet a very large number behind it is a count: 一份 2.7万.
ONE = frozenset(["一份", "一个", "一位", "一条", "一人"])


class _Reader:
    """Reads the numbers of one text in order; knows the figure before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Figure] = []
        self.counted = False
        self.end = 0

    def read(self, number: Number, following: Number | None) -> None:
        """One number, with the one behind it."""
        if number.amount.start < self.end:
            return
        self.end = number.end
        if (number.counted and self._behind(number)) or number.trifle:
            return
        if quantity := self._quantity(number, following):
            self.found.append(quantity)
            self.counted = True
        elif price := find_price(number):
            self._price(price)

    def _quantity(self, number: Number, following: Number | None) -> Quantity | None:
        if number.money or number.amount.value < FEWEST_RECORDS:
            return None
        if quantity := read_quantity(number):
            return quantity
        if is_told(number, self.counted) or (is_large(number) and self._may_be_stock(number)):
            return Quantity(int(number.amount.value), number.amount.start, number.amount.end)
        if is_cell(number, following) and not read_price(number):
            return Quantity(int(number.amount.value), number.amount.start, number.amount.end)
        return None

    def _behind(self, number: Number) -> bool:
        """Whether the number is the block behind a small price (1元=20条); the price then knows it."""
        last = self.found[-1] if self.found else None
        if not isinstance(last, Price) or last.value is None or last.value > 20 or last.block or last.unit:
            return False
        if last.end > number.amount.start or not BLOCK_AFTER.fullmatch(
            self.text, last.end, number.amount.start
        ):
            return False
        self.end = number.counted.end() if number.counted else number.end
        self.found[-1] = of_block(last, int(number.amount.value), self.end)
        return True

    def _price(self, price: Price) -> None:
        """A new price, with the count right before it as its block, or the upper end of the one before."""
        last = self.found[-1] if self.found else None
        if isinstance(last, Price) and self._is_range(last, price):
            raw = self.text[last.start : price.end]
            self.found[-1] = last._replace(end=price.end, unit=price.unit, raw=raw)
            return
        if isinstance(last, Quantity) and price.unit is None and self._parts(BLOCK_GAP, last, price):
            price = price._replace(block=last.value)
        self.found.append(price)
        self.end = max(self.end, price.end)
        self.counted = False

    def _parts(self, gap: re.Pattern[str], first: Figure, second: Price) -> bool:
        """Whether nothing but ``gap`` stands between two figures."""
        return gap.fullmatch(self.text, first.end, second.start) is not None

    def _is_range(self, low: Price, high: Price) -> bool:
        """Whether two prices are one told by its ends: 7块到10块, 八毛一块."""
        told = low.firm and low.value is not None and low.unit is None and high.value
        return bool(told) and self._parts(TO, low, high)

    def _may_be_stock(self, number: Number) -> bool:
        """Whether a large number that nothing explains is a count: not right behind another count."""
        cue = number.before.get("price")
        if is_aside(number) or (cue and not (cue in ONE and number.amount.value >= 10_000)):
            return False
        between = self.text[self.found[-1].end : number.amount.start] if self.found else ""
        if not self.counted:
            return not (number.amount.words and 0 < len(between) <= CLOSE)
        told = not number.amount.words or PEOPLE.search(number.left)
        return bool(told) and NAMES.search(between) is not None


def find_figures(text: str, amounts: Sequence[Amount]) -> list[Figure]:
    """Counts and prices among the first ``MOST_NUMBERS`` of the ``amounts`` of a reading, in order."""
    reader = _Reader(text)
    numbers = [number_at(text, amount) for amount in amounts[:MOST_NUMBERS]]
    if listed := list_numbers(numbers):
        numbers = [one for one in numbers if one.amount.start not in listed]
    for number, following in zip_longest(numbers, numbers[1:]):
        reader.read(number, following)
    return settle(reader.found, text)
