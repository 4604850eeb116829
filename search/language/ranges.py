"""Ranges of numbers and times out of Lucene's tree."""

from datetime import datetime

from luqum import tree

from search.fault import QueryError
from search.fields import NUMBERS
from search.language.bounds import Stretch, read_number
from search.language.moments import is_ago, read_time
from search.language.spelling import value_of
from search.nodes import Range

NO_NUMBER = "'{value}' is not a number; write a number such as 0.5 or 10万"
NO_TIME = "'{value}' is not a time; write a time such as 2026-03-14, now-7d or 近7天"


def read_range(node: tree.Item, field: str, place: int, now: datetime) -> Range:
    """The range that ``node`` asks of ``field``: brackets, a comparison, or one value.

    Raises:
        QueryError: a bound is no number or time, or the bounds are the wrong way round.
    """
    low, high, low_included, high_included = _ends(node)
    if low == high and field not in NUMBERS and is_ago(low):
        high = "*"
    first, last = (_bound(field, end, place, now) for end in (low, high))
    bottom, bottom_included = _low(first, low_included)
    top, top_included = _high(last, high_included)
    if first and last and first.first > last.last:
        raise QueryError("the range from {low} to {high} is empty; swap its ends", place, low=low, high=high)
    if bottom is not None and bottom == top and not (bottom_included and top_included):
        message = "the range from {low} to {high} is empty; write [{low} TO {high}]"
        raise QueryError(message, place, low=low, high=high)
    return Range(field, bottom, top, bottom_included, top_included)


def _ends(node: tree.Item) -> tuple[str, str, bool, bool]:
    """Its ends as they are written, ``*`` for an open one, and whether they are in it."""
    if isinstance(node, tree.From):
        return value_of(node.a), "*", bool(node.include), True
    if isinstance(node, tree.To):
        return "*", value_of(node.a), True, bool(node.include)
    if isinstance(node, tree.Range):
        return value_of(node.low), value_of(node.high), bool(node.include_low), bool(node.include_high)
    return value_of(node), value_of(node), True, True


def _low(bound: Stretch | None, included: bool) -> tuple[float | None, bool]:
    # Later than a day is from its end on.
    if bound is None:
        return None, True
    if included or bound.first == bound.last:
        return bound.first, included
    return bound.last, True


def _high(bound: Stretch | None, included: bool) -> tuple[float | None, bool]:
    # Up to a day is to its end.
    if bound is None:
        return None, True
    if bound.first == bound.last:
        return bound.last, included
    return (bound.last if included else bound.first), False


def _bound(field: str, value: str, place: int, now: datetime) -> Stretch | None:
    if value == "*":
        return None
    try:
        return read_number(value) if field in NUMBERS else read_time(value, now)
    except ValueError:
        message = NO_NUMBER if field in NUMBERS else NO_TIME
        raise QueryError(message, place, value=value) from None
