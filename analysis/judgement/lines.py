"""The lines of a ledger: goods with their count, and with their price."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.grammars.prices import Price
from analysis.readings.folding import Span

#: What parts prices, or goods, that are told in a row: 三分、五分、两分.
ROW = re.compile(r"[\s、,/;|]{1,4}(?:和|跟)?|[和跟与]")
#: What parts goods that are told side by side: 车主名单、业主名单.
ASIDE = re.compile(r"[^。;\n]{0,6}[、,/|+和跟及与 ][^。;\n]{0,4}")
#: The whole of a list costs this part of what its records would one by one.
WHOLESALE = 0.2, 1.1


@dataclass(frozen=True, slots=True)
class Line:
    """Goods and the count named for them, which ends at ``end``; ``named`` is where the goods stand,
    ``label`` the words before the count.
    """

    category: str
    quantity: int | None = None
    end: int = field(default=0, compare=False)
    named: Span = field(default=(0, 0), compare=False)
    word: str = field(default="", compare=False)
    label: str = field(default="", compare=False)

    def counting(self, quantity: int | None, end: int | None = None, label: str | None = None) -> "Line":
        """The same goods with another count; ``end`` and ``label`` stay where none are given."""
        end, label = self.end if end is None else end, self.label if label is None else label
        return Line(self.category, quantity, end, self.named, self.word, label)


@dataclass(frozen=True, slots=True)
class Priced:
    """A line and its price; ``own`` where goods were named for this price alone."""

    line: Line
    price: Price
    own: bool = False


def prices_in_row(figures: Sequence[object], many: int, text: str) -> list[Price]:
    """So many prices told in a row, one for each line that waits: 三分、五分、两分; else none."""
    row: list[Price] = []
    for one in figures[:many]:
        if not isinstance(one, Price) or (row and not ROW.fullmatch(text, row[-1].end, one.start)):
            return []
        row.append(one)
    return row if len(row) == many else []


def buys_whole(price: Price, record: Priced) -> bool:
    """Whether a price buys the whole of a stock that was priced by the ``record``: 2700位 8块, 整批一万五."""
    low, high = WHOLESALE
    singly = (record.line.quantity or 0) * _asked(record.price)
    return _asked(record.price) < low * singly <= _asked(price) <= high * singly


def told_aside(lines: Sequence[Line], text: str) -> bool:
    """Whether lines are things of different kinds told side by side."""
    apart = all(
        ASIDE.fullmatch(text, one.named[1], other.named[0])
        for one, other in pairwise(lines)
        if other.named[0]
    )
    return apart and len({line.category for line in lines}) > 1


def _asked(price: Price) -> float:
    return price.value or price.foreign or 0
