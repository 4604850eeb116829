"""Which bare prices are counts after all: the figures beside them tell."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from analysis.grammars.prices import Price
from analysis.grammars.quantities import Quantity

#: A count stands at most so many characters beside another, and so many before a price with a unit.
NEAR, FAR = 12, 60
#: A count in thousands, and one in tens of thousands without a counter.
THOUSANDS, LARGE = re.compile(r"[千k]"), re.compile(r"[万w亿][0-9一二三四五六七八九]?$")
#: A number without a counter is no stock below this.
FEWEST = 300
#: What stands between a bare count and its price where nothing else does: 五千一,一千块; 三毛,有三万.
SIDE = re.compile(r"[\s,;|。·]{1,4}(?:有|共|就)?\s?")
#: The same behind the price of a record, of what is there or wanted: 三毛,今晚要五千.
WANTED = re.compile(r"[\s,;|。·]{1,4}(?:今晚|现在|先|量|各|还|只|共)?(?:有|共|就|要|来|吃|收)?\s?")
#: Words beside a price that make it one of all that was listed before it.
SHARED = re.compile(
    r"统一|单[买拿卖要]|各|每[类样份种个年位]|一律|通通|都|均|全[部要拿]|[两三四五]样|打包|一[起样]|合|一年"
)
#: What stands between the numbers of such a list, each with its name, and before its price.
NAMED_NEXT = re.compile(r" ?[、,/| ][^,。;\n、0-9]{1,8}")
PRICE_NEXT = re.compile(r"[,;。\s、|]{1,3}[^,。;\n0-9]{0,6}")
#: The least bare number of a list of counts, and how far below them a price of all of them is at least; one
#: of a record, up to so many yuan, lies further below.
LEAST_LISTED, BELOW, CHEAP, FAR_BELOW = 100, 3, 10, 30
#: A count behind the price of a record is so many times as large.
FAR_MORE = 1000


def settle(found: Sequence[Quantity | Price], text: str) -> list[Quantity | Price]:
    """Bare numbers before a far smaller price of a record are counts: 客户5900, …, 一块八一个."""
    settled: list[Quantity | Price] = []
    counts: Quantity | None = None
    for place, one in reversed(list(enumerate(found))):
        behind = settled[-1] if settled else None
        before = found[place - 1] if place else None
        bare = one if isinstance(one, Price) and not (one.firm or one.block) else None
        if bare and (
            _is_count_of(bare, behind, counts, text)
            or _is_beside(bare, (before, behind), text)
            or _has_price_beside(bare, before, behind, text)
        ):
            counts = _counted(bare)
            settled.append(counts)
        else:
            settled.append(one)
    return _count_listed(settled[::-1], text)


def _count_listed(found: Sequence[Quantity | Price], text: str) -> list[Quantity | Price]:
    """Bare numbers listed before one far smaller price for all are counts: 车主6千、业主3千,统一两毛."""
    counted, start = list(found), 0
    for place, one in enumerate(found):
        if isinstance(one, Quantity) or (not one.firm and (one.value or 0) >= LEAST_LISTED):
            continue
        if one.firm and _is_of_all(one, found[start:place], text, start == 0):
            counted[start:place] = map(_counted, found[start:place])
        start = place + 1
    return counted


def _counted(bare: Quantity | Price) -> Quantity:
    """A number as a count."""
    return Quantity(int(bare.value or 0), bare.start, bare.end)


def _may_be_stock(worth: float) -> bool:
    return worth >= FEWEST and worth == int(worth)


def _is_of_all(price: Price, listed: Sequence[Quantity | Price], text: str, first: bool) -> bool:
    """Whether a price is for all numbers listed before it, of which some are bare; ``first`` of the post."""
    bare = [one.value or 0 for one in listed if isinstance(one, Price)]
    if len(listed) < 2 or not bare or not price.value or price.value * BELOW > min(bare):
        return False
    if any(one != int(one) for one in bare):
        return False
    apart = (NAMED_NEXT.fullmatch(text, one.end, other.start) for one, other in pairwise(listed))
    if not all(apart) or not PRICE_NEXT.fullmatch(text, listed[-1].end, price.start):
        return False
    shared = SHARED.search(text, listed[-1].end, price.end + 3)
    if shared and len(bare) < len(listed):
        return first
    cheap = price.value <= CHEAP and price.value * FAR_BELOW <= min(bare)
    return cheap and (first or shared is not None)


def _is_beside(bare: Price, beside: Iterable[Quantity | Price | None], text: str) -> bool:
    """Whether a number in thousands stands beside a large count without a counter: 印尼2万 马来8千."""
    if not THOUSANDS.search(text[bare.start : bare.end]):
        return False
    counts = (one for one in beside if isinstance(one, Quantity) and LARGE.search(text[one.start : one.end]))
    return any(max(one.start - bare.end, bare.start - one.end) <= NEAR for one in counts)


def _has_price_beside(
    bare: Price, before: Quantity | Price | None, behind: Quantity | Price | None, text: str
) -> bool:
    """Whether a bare number and a smaller price stand side by side: 九千,二百块; 一毛八,十二万."""
    worth = bare.value or 0
    if not _may_be_stock(worth):
        return False
    if isinstance(behind, Price) and behind.value and SIDE.fullmatch(text, bare.end, behind.start):
        return worth >= behind.value * (1 if behind.firm else 2)
    return isinstance(before, Price) and _is_behind_price(bare, before, text)


def _is_behind_price(bare: Price, before: Price, text: str) -> bool:
    """Whether a bare number right behind the price of a record is their count."""
    if not before.firm or not before.value or before.unit not in (None, "record"):
        return False
    side = (bare.value or 0) >= before.value * FAR_MORE
    return side and WANTED.fullmatch(text, before.end, bare.start) is not None


def _is_count_of(bare: Price, behind: Quantity | Price | None, counts: Quantity | None, text: str) -> bool:
    """Whether a bare number is the count of the price ``behind``, or stands beside such a count."""
    worth = bare.value or 0
    if behind is None or not _may_be_stock(worth):
        return False
    gap = behind.start - bare.end
    if "\n" in text[bare.end : behind.start]:
        return False
    if isinstance(behind, Quantity):
        return behind is counts and gap <= NEAR and 0.1 < worth / behind.value < 10
    if gap > FAR or behind.value is None or behind.value * 100 > worth:
        return False
    return behind.unit == "record" or (behind.firm and behind.value < 10)
