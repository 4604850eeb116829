"""The lines of a ledger: goods with their count, and with their price."""

from dataclasses import dataclass, field

from analysis.grammars.prices import Price
from analysis.readings.folding import Span


@dataclass(frozen=True, slots=True)
class Line:
    """Goods and the count named for them, which ends at ``end``; ``named`` is where the goods stand."""

    category: str
    quantity: int | None = None
    end: int = field(default=0, compare=False)
    named: Span = field(default=(0, 0), compare=False)
    word: str = field(default="", compare=False)

    def counting(self, quantity: int | None, end: int | None = None) -> "Line":
        """The same goods with another count; without ``end`` it stands where the count before did."""
        return Line(self.category, quantity, self.end if end is None else end, self.named, self.word)


@dataclass(frozen=True, slots=True)
class Priced:
    """A line and its price; ``own`` where goods were named for this price alone."""

    line: Line
    price: Price
    own: bool = False
