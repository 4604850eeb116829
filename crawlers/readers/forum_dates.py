"""Whether a forum prints 05-03-2026 for the fifth of March: declared, or told by the page's other dates."""

import re
from collections.abc import Iterable
from typing import Literal

from parsel import Selector

from crawlers.readers.forum_pick import Picks

Dates = Literal["day-first", "month-first"]
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?!\d)")


def prints_day_first(declared: Dates | None, blocks: Iterable[Selector], picks: Picks) -> bool:
    """Undeclared: where some date can only begin with its day and none can only begin with its month."""
    if declared:
        return declared == "day-first"
    printed = (value for block in blocks for pick in picks for value in pick.values(block))
    pairs = [(int(found[1]), int(found[3])) for value in printed for found in _NUMBERS.finditer(value)]
    return any(one > 12 for one, _ in pairs) and not any(two > 12 for _, two in pairs)


def year_first(value: str) -> str:
    """A date that begins with its day, in the order that nobody misunderstands."""
    return _NUMBERS.sub(r"\4-\3-\1", value)
