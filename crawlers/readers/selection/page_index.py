"""What was asked of a page, kept while it is read."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from crawlers.readers.selection.css import plan_of
from crawlers.readers.selection.tree_index import TreeIndex


@dataclass(frozen=True, slots=True)
class Finding:
    """What a selector leads to in a whole tree: numbers, and from where each path starts at the innermost.

    ``starts`` is None where every path starts where it ends; ``numbers`` where it is the element asked.
    """

    numbers: list[int] | None
    starts: list[int] | None
    pseudo: str | None

    def within(self, first: int, last: int) -> list[int]:
        """The part of it inside the element that reaches from number ``first`` to ``last``."""
        if self.numbers is None:
            return [first]
        begin, end = bisect_left(self.numbers, first), bisect_right(self.numbers, last)
        found = self.numbers[begin:end]
        if self.starts is None or not found:
            return found
        starts = self.starts[begin:end]
        return [number for number, start in zip(found, starts, strict=True) if start >= first]


class PageIndex(TreeIndex):
    """The index of a page with what was asked of it so far."""

    def read(self) -> None:
        """Number the elements anew, and forget what was found before."""
        super().read()
        self.findings: dict[str, Finding | None] = {}

    def find(self, css: str) -> Finding | None:
        """What ``css`` leads to in the whole tree; None where it has to be evaluated as XPath."""
        if css not in self.findings:
            self.findings[css] = self._search(css)
        return self.findings[css]

    def _search(self, css: str) -> Finding | None:
        plan = plan_of(css)
        if plan is None:
            return None
        if not plan.paths[0].steps:
            return Finding(None, None, plan.pseudo)
        found = plan.find(self)
        numbers, starts = list(found), list(found.values())
        return Finding(numbers, None if starts == numbers else starts, plan.pseudo)
