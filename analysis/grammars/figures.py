"""What each number of a post is: a count, a price, or neither, as its neighbours tell."""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.grammars.amounts import Amount
from analysis.grammars.money import names_money, read_money
from analysis.grammars.prices import CUE, NO_PRICE_AFTER, Price, is_aside, is_no_price, of_block, read_price
from analysis.grammars.quantities import COUNTED, Quantity, is_limited, read_quantity

Figure = Quantity | Price
#: What may stand between a bare count and its price: 奔驰 | 21400 | 0.6.
#: The number answers how many: 多少条? 一万二.
ASKED = re.compile(r"(?:多少[条个人户位单张份]|几个|有多少|多少量|量多少)[^0-9\n]{0,4}\n?[^0-9\n]{0,8}$")
#: Persons right before the number: 重疾险客户5200.
PEOPLE = re.compile(r"(?:客户|用户|会员|学员|车主|业主|家长|股民|患者|网友|玩家|老人|买家) ?$")
#: Between the ends of a range of prices.
TO = re.compile(r" ?(?:[-~—至到或]|或者)? ?")
#: Something named between two numbers.
NAMES = re.compile(r"[一-鿿a-z]{2}")
CELLS = re.compile(r"[^\w\n,。;、/(]{1,16}")
#: What parts a count from the price of that block: 1000条100, 1000条=100.
BLOCK_GAP = re.compile(r"[\s=,:]{0,2}(?:收|卖|只?要|给)?\s?")
#: 1块钱20条, 10元=30条, 一块钱拿二十个.
BLOCK_AFTER = re.compile(r"\s?(?:钱\s?[=拿买]?|[=拿买])\s?|(?<=[块元])\s?")
#: What may stand before and after a bare number that is a price: 四件套 1100，
BARE_BEFORE = re.compile(r"[一-鿿\s()\]】:→➜—.?,、。;|/＝=~\"”丨-]$")
BARE_AFTER = re.compile(r"\s?(?:[,。;、|/)】!\n\s→✅@(~丨…·—“”\"']|$|(?=[^\x00-\xff一-鿿]))")
#: Words after which a bare number is no price.
NAMED_BEFORE = re.compile(r"(?:第|近|前|到|v|编号|密码|备注|满|版|型号|尾号|暗号|群|楼|栋)\s?$")
#: Where the number of a line in a list may stand, and what follows it: 1. 车主, ②业主, 03 | 家长.
LIST_BEFORE = re.compile(r"(?:^|[\n;。!、:,( \[【])$")
LIST_AFTER = re.compile(r"(?P<mark> ?[.、)】:|])(?![0-9])| ?(?=[一-鿿a-z])")


def _is_bare(text: str, amount: Amount) -> bool:
    """Whether a number that nothing explains reads as a price."""
    if amount.words and amount.value < 100 and amount.value % 5:
        return False
    if (
        amount.words and (amount.value < 10 or amount.end - amount.start < 2)
    ) or not 0 < amount.value <= 1_000_000:
        return False
    if amount.ranged or is_no_price(text, amount):
        return False
    if amount.value == 1:
        return False
    if (
        1990 <= amount.value <= 2035
        and amount.value != 2000
        and not amount.words
        and "." not in text[amount.start : amount.end]
    ):
        return False
    if NAMED_BEFORE.search(text[max(0, amount.start - 3) : amount.start]) or is_aside(
        text, amount, amount.end
    ):
        return False
    before = BARE_BEFORE.search(text[max(0, amount.start - 1) : amount.start])
    return bool(before) and BARE_AFTER.match(text, amount.end) is not None


def _list_numbers(text: str, amounts: Sequence[Amount]) -> set[int]:
    """Starts of the numbers that count the lines of a list from one: 1网贷 2车主 3业主."""
    found: list[int] = []
    for amount in amounts:
        if amount.words or amount.value != len(found) + 1 or names_money(text, amount):
            continue
        before = text[max(0, amount.start - 1) : amount.start]
        if (
            LIST_BEFORE.search(before)
            and LIST_AFTER.match(text, amount.end)
            and not (before == " " and COUNTED.match(text, amount.end))
        ):
            found.append(amount.start)
    return set(found) if len(found) > 1 else set()


def _is_cell(text: str, amount: Amount, following: Amount | None) -> bool:
    """Whether a bare whole number stands before its price: 奔驰 | 21400 | 0.6, 家长 8600 每笔2.5元."""
    if (
        following is None
        or amount.value < 10
        or not float(amount.value).is_integer()
        or is_limited(text, amount)
    ):
        return False
    gap = text[amount.end : following.start]
    if "\n" in gap or NO_PRICE_AFTER.match(text, amount.end) or CUE.before(text, amount.start):
        return False
    if CELLS.fullmatch(gap):
        return following.value < amount.value * 10
    if len(gap) > FAR or any(sign in gap for sign in "。;"):
        return False
    money = read_money(text, following)
    worth = money.value if money else None
    return worth is not None and amount.value >= max(500, worth * 100)


#: A count stands at most so many characters before its price.
FAR = 12
#: A number without a counter is no stock below this.
FEWEST = 300


def _settled(found: Sequence[Figure], text: str) -> list[Figure]:
    """Bare numbers before a far smaller price of a record are counts: 客户5900, …, 一块八一个."""
    settled: list[Figure] = []
    for one in reversed(found):
        behind = settled[-1] if settled else None
        if isinstance(one, Price) and not one.firm and behind and _is_count_of(one, behind):
            settled.append(Quantity(int(one.value or 0), one.start, one.end))
        else:
            settled.append(one)
    return settled[::-1]


def _is_count_of(bare: Price, behind: Figure) -> bool:
    worth = bare.value or 0
    if worth < FEWEST or worth != int(worth) or bare.raw:
        return False
    if isinstance(behind, Quantity):
        return behind.start - bare.end <= FAR and 0.1 < worth / behind.value < 10
    cheap = behind.value is not None and behind.value * 100 <= worth
    return (
        cheap
        and (behind.unit == "record" or (behind.firm and (behind.value or 0) < 10))
        and behind.start - bare.end <= 60
    )


class _Reader:
    """Reads the amounts of one text in order; knows the figure before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Figure] = []
        self.counted = False
        self.end = 0

    def _priced(self, amount: Amount) -> Price | None:
        price = read_price(self.text, amount)
        if price or not _is_bare(self.text, amount):
            return price
        return Price(amount.value, None, None, amount.start, amount.end, firm=False)

    def _block(self, price: Price) -> Price:
        """``price`` with the count right before it as its block."""
        last = self.found[-1] if self.found else None
        if (
            isinstance(last, Quantity)
            and price.unit is None
            and BLOCK_GAP.fullmatch(self.text, last.end, price.start)
        ):
            return Price(
                price.value,
                price.unit,
                price.raw,
                price.start,
                price.end,
                last.value,
                price.firm,
                price.yearly,
            )
        return price

    def _behind(self, amount: Amount) -> bool:
        """Whether the amount is the block behind a small price: 1元=20条."""
        last = self.found[-1] if self.found else None
        if not isinstance(last, Price) or last.value is None or last.value > 20 or last.block or last.unit:
            return False
        return (
            last.end <= amount.start and BLOCK_AFTER.fullmatch(self.text, last.end, amount.start) is not None
        )

    def read(self, amount: Amount, following: Amount | None) -> None:
        """One amount, with the one behind it."""
        if amount.start < self.end:
            return
        money = read_money(self.text, amount)
        self.end = money.end if money else amount.end
        counted = COUNTED.match(self.text, amount.end)
        if self._is_told(amount):
            self._count(Quantity(int(amount.value), amount.start, amount.end))
            return
        quantity = read_quantity(self.text, amount, bare=self._may_be_stock(amount))
        if counted and self._behind(amount):
            last = self.found.pop()
            assert isinstance(last, Price)
            self.found.append(of_block(last, int(amount.value), counted.end()))
        elif quantity:
            self._count(quantity)
        elif _is_cell(self.text, amount, following) and not read_price(self.text, amount):
            self._count(Quantity(int(amount.value), amount.start, amount.end))
        elif price := self._priced(amount):
            self._price(price)

    def _price(self, price: Price) -> None:
        """A new price, or the upper end of the one before: 7块到10块, 八毛一块."""
        last = self.found[-1] if self.found else None
        if (
            isinstance(last, Price)
            and last.firm
            and last.value is not None
            and last.unit is None
            and price.value
            and TO.fullmatch(self.text, last.end, price.start)
        ):
            self.found[-1] = replace(
                last, end=price.end, unit=price.unit, raw=self.text[last.start : price.end]
            )
            return
        self.found.append(self._block(price))
        self.end = max(self.end, price.end)
        self.counted = False

    def _is_told(self, amount: Amount) -> bool:
        """Whether a bare number answers how many, or stands right behind persons: 重疾险客户5200."""
        left = self.text[max(0, amount.start - 14) : amount.start]
        told = ASKED.search(left) or (amount.value >= 1000 and PEOPLE.search(left))
        if not told or amount.value < 100 or amount.ranged or not float(amount.value).is_integer():
            return False
        return read_price(self.text, amount) is None and BARE_AFTER.match(self.text, amount.end) is not None

    def _may_be_stock(self, amount: Amount) -> bool:
        """Whether a large number that nothing explains is a count: not right behind another count."""
        cue = CUE.before(self.text, amount.start)
        if is_aside(self.text, amount, amount.end):
            return False
        if cue and not (cue in ("一份", "一个", "一位", "一条", "一人") and amount.value >= 10_000):
            return False
        if not self.counted:
            return True
        between = self.text[self.found[-1].end : amount.start]
        return not amount.words and NAMES.search(between) is not None

    def _count(self, quantity: Quantity) -> None:
        self.found.append(quantity)
        self.counted = True


def find_figures(text: str, amounts: Sequence[Amount]) -> list[Figure]:
    """Counts and prices among ``amounts`` of a reading, in order."""
    reader = _Reader(text)
    listed = _list_numbers(text, amounts)
    amounts = [one for one in amounts if one.start not in listed]
    for place, amount in enumerate(amounts):
        reader.read(amount, amounts[place + 1] if place + 1 < len(amounts) else None)
    return _settled(reader.found, text)
