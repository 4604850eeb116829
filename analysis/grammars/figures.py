"""What each number of a post is: a count, a price, or neither, as its neighbours tell."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from analysis.grammars.amounts import Amount, find_amounts
from analysis.grammars.bare import (
    BARE_AFTER,
    PEOPLE,
    find_price,
    is_cell,
    is_told,
    list_numbers,
)
from analysis.grammars.numbers import COUNTERS, Number, number_at
from analysis.grammars.prices import Price, is_aside, of_block, read_price
from analysis.grammars.quantities import (
    FEWEST_RECORDS,
    Quantity,
    is_large,
    is_limited,
    read_quantity,
    read_sets,
)
from analysis.grammars.settling import FAR, SIDE, settle

Figure = Quantity | Price
#: No advert names more numbers; a text that does shall not cost more.
MOST_NUMBERS = 500
#: Between the ends of a range of prices: 7块到10块, 八毛一块.
TO = re.compile(r" ?(?:[-~—至到或]|或者)? ?")
#: The same where the lower end has told what it is per: 一户一块五到两块.
TO_UP = re.compile(r" ?(?:[-~—至到或]|或者) ?")
MONEY_ENDS = frozenset("元块毛角分厘0123456789一二两三四五六七八九")
#: Something named between two numbers.
NAMES = re.compile(r"[一-鿿a-z]{2}")
#: A price up to this (yuan) may be for any number of records behind it, a larger one for a round block.
SMALL = 20
TOLD_BLOCK = re.compile(r"[=拿买]")
#: A least order is worth so many times the price of a record.
LEAST_WORTH = 100
#: What parts a count from the price of that block: 1000条100, 1000条=100.
BLOCK_GAP = re.compile(r"[\s=,:]{0,2}(?:收|卖|只?要|给)?\s?[¥￥]?")
#: 1块钱20条, 10元=30条, 一块钱拿二十个.
BLOCK_AFTER = re.compile(r"\s?(?:钱\s?[=拿买]?|[=拿买])\s?|(?<=[块元])\s?")
#: 60元/千条, 300每万: what a price is for, behind it; 九十块一千个 only with its counter.
PER_BLOCK = re.compile(
    rf" ?(?:元|块)?钱? ?(?:/ ?|每)(?P<each>百|千|万|十万|[1-9]0{{2,4}}|[1-9]万)(?![0-9]) ?[{COUNTERS}]?"
    rf"| ?钱?一(?P<one>百|千|万) ?[{COUNTERS}](?!多)"
)
#: The price behind an arrow or a word of change holds, the one before it no more: 0.8→1.1.
CHANGED = re.compile(r" ?(?:元|块)?(?:/条)? ?(?:[→➜➡]|->|[降调]到|[降调]至|降为|改成|变成?) ?[¥￥]?")
#: 一万起 behind the price of a record: the least order.
LEAST = re.compile(r" ?起(?![步码来出卖拿])")
#: What comes in so long a time, where the price of a record stands beside: 一天七十,六块.
FLOW = re.compile(r"(?:一天|一周|一?个?星期|每周|[今昨][天日晚早])(?:能|要|吃|出|收|来|有)?\s?$")
#: A flow stands so near its price.
FLOW_GAP = 16
#: A large number so close behind a price is one, too: 一个城市一千二,全国三万六.
CLOSE = 6
#: A price is for one of these, and yet a very large number behind it is a count: 一份 2.7万.
ONE = frozenset(["一份", "一个", "一位", "一条", "一人"])


def _worth(number: Number | None) -> float:
    """The yuan a number states; of foreign money the number."""
    if number is None or number.money is None or number.money.value is None:
        return number.amount.value if number else 0.0
    return number.money.value


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
        if number.counted and self._behind(number):
            return
        sets = read_sets(number)
        if number.trifle and not sets:
            return
        if quantity := sets or self._quantity(number, following):
            self.found.append(quantity)
            self.counted = True
        elif (price := self._of_block_before(number) or find_price(number)) and not self._is_least(number):
            self._price(price)

    def _of_block_before(self, number: Number) -> Price | None:
        """The price that follows its block at once: 每千120的车险."""
        last = self.found[-1] if self.found else None
        if number.money or not isinstance(last, Quantity) or last.end != number.amount.start:
            return None
        told = self.text[last.start - 1 : last.start] == "每" and not number.counted
        return Price(number.amount.value, None, None, number.amount.start, number.end) if told else None

    def _is_least(self, number: Number) -> bool:
        """Whether a number is the least order at the price of a record before it: 三毛一条,一万起."""
        last = self.found[-1] if self.found else None
        if (
            number.money
            or not isinstance(last, Price)
            or not number.matches(LEAST)
            or "price" in number.before
        ):
            return False
        worth = last.foreign if last.value is None else last.value
        near = number.amount.start - last.end <= FAR
        return near and (worth or 0) * LEAST_WORTH <= number.amount.value

    def _quantity(self, number: Number, following: Number | None) -> Quantity | None:
        if number.money or number.amount.value < FEWEST_RECORDS:
            return None
        if quantity := self._block(number, following) or read_quantity(number):
            return quantity
        if is_told(number, self.counted) or (is_large(number) and self._may_be_stock(number)):
            return Quantity(int(number.amount.value), number.amount.start, number.amount.end)
        if self._flows(number, following) or (is_cell(number, following) and not read_price(number)):
            return Quantity(int(number.amount.value), number.amount.start, number.amount.end)
        return None

    def _flows(self, number: Number, following: Number | None) -> bool:
        """Whether a bare number is what comes in a day or week at the price of a record beside it."""
        if not FLOW.search(number.left[-6:]) or not number.is_whole or is_limited(number):
            return False
        worth, last, end = number.amount.value, self.found[-1] if self.found else None, number.amount.end
        if not number.matches(BARE_AFTER):
            return False
        if isinstance(last, Price) and last.firm and last.unit in (None, "record") and last.value:
            return worth > last.value and number.amount.start - last.end <= FLOW_GAP
        beside = following and following.money and SIDE.fullmatch(self.text, end, following.amount.start)
        return bool(beside) and worth > _worth(following)

    def _block(self, number: Number, following: Number | None) -> Quantity | None:
        """The records a price right behind is for: 每千120, 每10万条 400."""
        amount = number.amount
        if not number.left.endswith("每") or amount.value < 100 or following is None:
            return None
        end = number.counted.end() if number.counted else amount.end
        if BLOCK_GAP.fullmatch(self.text, end, following.amount.start) is None:
            return None
        return Quantity(int(amount.value), amount.start, end)

    def _behind(self, number: Number) -> bool:
        """Whether the number is the block behind a small price (1元=20条); the price then knows it."""
        last = self.found[-1] if self.found else None
        if not isinstance(last, Price) or last.value is None or last.block or last.unit:
            return False
        if last.value > SMALL and (not _is_even(number) or is_limited(number)):
            return False
        if last.end > number.amount.start or not BLOCK_AFTER.fullmatch(
            self.text, last.end, number.amount.start
        ):
            return False
        self.end = number.counted.end() if number.counted else number.end
        told = TOLD_BLOCK.search(self.text, last.end, number.amount.start) is not None
        self.found[-1] = of_block(last, int(number.amount.value), self.end, "total" if told else None)
        return True

    def _price(self, price: Price) -> None:
        """A new price, with the count right before it as its block, or the upper end of the one before."""
        last = self.found[-1] if self.found else None
        if isinstance(last, Price) and self._is_range(last, price):
            raw = self.text[last.start : price.end]
            self.found[-1] = last._replace(end=price.end, unit=price.unit or last.unit, raw=raw)
            return
        if isinstance(last, Price) and self._parts(CHANGED, last, price):
            self.found[-1] = price._replace(unit=price.unit or last.unit)
            return
        if isinstance(last, Quantity) and self._is_block(last, price):
            told = self.text[last.start - 1 : last.start] == "每"
            price = price._replace(block=last.value, unit="total" if told else None)
        elif price.unit is None and (per := PER_BLOCK.match(self.text, price.end)):
            block = int(find_amounts(per.group("each") or per.group("one"))[0].value)
            price = of_block(price, block, per.end(), "total")
        self.found.append(price)
        self.end = max(self.end, price.end)
        self.counted = False

    def _is_block(self, last: Quantity, price: Price) -> bool:
        """Whether a price is that of the records counted right before it; sets of cards have one for each."""
        if last.value < FEWEST_RECORDS or price.unit is not None:
            return False
        return self._parts(BLOCK_GAP, last, price)

    def _parts(self, gap: re.Pattern[str], first: Figure, second: Price) -> bool:
        """Whether nothing but ``gap`` stands between two figures."""
        return gap.fullmatch(self.text, first.end, second.start) is not None

    def _is_range(self, low: Price, high: Price) -> bool:
        """Whether two prices are one told by its ends: 7块到10块, 八毛一块."""
        if not (low.firm and low.value is not None and high.value):
            return False
        named_after = low.unit and self.text[low.end - 1 : low.end] not in MONEY_ENDS
        return not named_after and self._parts(TO_UP if low.unit else TO, low, high)

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


def _is_even(number: Number) -> bool:
    """Whether so many records are a block to ask a price for: 100, 1000, 10,000."""
    shown = str(int(number.amount.value))
    return len(shown) > 2 and not shown[1:].strip("0")


def find_figures(text: str, amounts: Sequence[Amount]) -> list[Figure]:
    """Counts and prices among the first ``MOST_NUMBERS`` of the ``amounts`` of a reading, in order."""
    reader = _Reader(text)
    numbers = [number_at(text, amount) for amount in amounts[:MOST_NUMBERS]]
    if listed := list_numbers(numbers):
        numbers = [one for one in numbers if one.amount.start not in listed]
    for number, following in zip_longest(numbers, numbers[1:]):
        reader.read(number, following)
    return settle(reader.found, text)
