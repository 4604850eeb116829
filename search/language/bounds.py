"""Numbers as people write them in a query: 10万, 0.5元, 5毛."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = re.compile(
    r"[¥￥]?(-?[0-9]{1,15}(?:\.[0-9]{1,9})?)(千|k|万|w|亿|毛|角|分)?[元块条人个]?", re.IGNORECASE
)
SCALES = {
    "": Decimal(1), "千": Decimal(1_000), "k": Decimal(1_000), "万": Decimal(10_000), "w": Decimal(10_000),
    "亿": Decimal(100_000_000), "毛": Decimal("0.1"), "角": Decimal("0.1"), "分": Decimal("0.01"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a bound covers: a number or moment (``first == last``), or a day, month or year up to before
    ``last``. Moments are seconds since 1970 in UTC.
    """

    first: float
    last: float


def read_number(text: str) -> Stretch:
    """A number.

    Raises:
        ValueError: it is none, or not finite.
    """
    found = NUMBER.fullmatch(text.strip())
    number = float(Decimal(found.group(1)) * SCALES[(found.group(2) or "").lower()]) if found else float(text)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return Stretch(number, number)
