"""Labels: the words that tell the lines of a list apart, by which a price further on names one of them.

餐饮 22万, 物流 9万。餐饮卖900, 物流750: the second price is that of the second line.
"""

import re
from collections.abc import Sequence

from analysis.judgement.lines import Line

#: A label has at most so many characters; what names it again before its price has fewer.
LONGEST, NEAREST = 30, 10
PARTS = re.compile(r"[\s,.;:。、|/()<>\[\]\"“”《》\n]+")
#: Words between a label and its price: 单拿律所要 6000.
SAID = re.compile(r"单拿|单要|单买|单卖|单价|价格|[卖给要出拿价收的算按是每就各那]")
#: Labels of one character.
LETTERS = frozenset("甲乙丙丁戊abcde男女")


def label_before(text: str, start: int, place: int) -> str:
    """The words between ``start``, where the figure before ends, and a count at ``place``."""
    return text[max(start, place - LONGEST) : place]


def named_again(lines: Sequence[Line], text: str, start: int, place: int) -> Line | None:
    """The one line whose label stands right before a price at ``place``, behind the figure before."""
    parts = [part for part in PARTS.split(text[max(start, place - NEAREST) : place]) if part]
    name = SAID.sub("", parts[-1]) if parts else ""
    fits = [_fit(name, line.label) for line in lines]
    best = max(fits, default=0)
    return lines[fits.index(best)] if best and fits.count(best) == 1 else None


def _fit(name: str, label: str) -> int:
    """In how many pairs of characters a name and a label agree; labels of one character in that."""
    if name in LETTERS:
        return int(name in label)
    return sum(name[place : place + 2] in label for place in range(len(name) - 1))
