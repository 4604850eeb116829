"""The columns a post says its records have, and to which of its offers they belong."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.grammars.post_reading import PostReading
from analysis.words.vocabulary import Match

#: A column that is asked for, not given: 给身份证就行, 报姓名.
ASKED_BEFORE = re.compile(
    r"(?:给|报|凭|只需|只要|提供|发|输入|用|按|以|留|加|扫|上)(?:个|我|你的|对方|他的)?\s?$"
)
ASKED_AFTER = re.compile(r"\s?(?:查|反查|→|->|就行|就够|即可|就能|就可|换|出(?!生|入)|任一|任意|一样就)")
#: A channel's word right before a handle is no column: 电话 13800000123.
REACHED = frozenset(["phone", "wechat", "qq", "email"])


def find_columns(reading: PostReading) -> list[Match]:
    """Words for columns, the longest of those that overlap, in the order of the text."""
    found: list[Match] = []
    for match in reading.words:
        if match.entry.topic != "fields":
            continue
        if found and match.start < found[-1].end:
            if match.end - match.start > found[-1].end - found[-1].start:
                found[-1] = match
        else:
            found.append(match)
    return [match for match in found if not _is_asked(reading, match)]


def _is_asked(reading: PostReading, match: Match) -> bool:
    """Whether the buyer gives this himself, or it announces the author's own handle."""
    text = reading.text
    if ASKED_AFTER.match(text, match.end) or ASKED_BEFORE.search(text[max(0, match.start - 5) : match.start]):
        return True
    if match.entry.group not in REACHED:
        return False
    return any(match.start - 1 <= one.start <= match.end + 8 for one in reading.contacts)


def _groups(columns: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.entry.group for one in columns))


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a post; those before its ``first`` goods and behind its ``last`` price are for all of it."""

    found: Sequence[Match]
    first: int
    last: int

    def of_all(self) -> tuple[str, ...]:
        """Every record field named."""
        return _groups(self.found)

    def of_one(self, start: int, end: int) -> tuple[str, ...]:
        """The record fields of what is offered in ``[start, end)`` of the text."""
        own = (one for one in self.found if max(start, self.first) <= one.start < end)
        shared = (one for one in self.found if one.start < self.first or one.start >= self.last)
        return _groups([*own, *shared])
