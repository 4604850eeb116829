"""Ranges of numbers and times out of Lucene's tree."""

from collections.abc import Callable

from luqum import tree

from search.bounds import Stretch, read_number, read_time
from search.fault import QueryError
from search.fields import NUMBERS
from search.nodes import Range
from search.spelling import value_of


def read_range(node: tree.Item, field: str, place: int) -> Range:
    """The range that ``node`` asks of ``field``: brackets, a comparison, or one value.

    Raises:
        QueryError: a bound is no number or time, or the bounds are the wrong way round.
    """
    if isinstance(node, tree.From):
        return _range(field, place, low=value_of(node.a), low_included=bool(node.include))
    if isinstance(node, tree.To):
        return _range(field, place, high=value_of(node.a), high_included=bool(node.include))
    if isinstance(node, tree.Range):
        low, high = value_of(node.low), value_of(node.high)
        return _range(field, place, low, high, bool(node.include_low), bool(node.include_high))
    return _range(field, place, value_of(node), value_of(node))


def _range(
    field: str,
    place: int,
    low: str = "*",
    high: str = "*",
    low_included: bool = True,
    high_included: bool = True,
) -> Range:
    first, last = _bound(field, low, place), _bound(field, high, place)
    if first and last and first.first > last.last:
        raise QueryError(f"the range from {low} to {high} is empty; swap its ends", place)
    bottom, bottom_included = _low(first, low_included)
    top, top_included = _high(last, high_included)
    return Range(field, bottom, top, bottom_included, top_included)


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


def _bound(field: str, value: str, place: int) -> Stretch | None:
    if value == "*":
        return None
    read: Callable[[str], Stretch] = read_number if field in NUMBERS else read_time
    try:
        return read(value)
    except ValueError:
        shape = "a number such as 0.5 or 10万" if field in NUMBERS else "a time such as 2026-03-14"
        kind = "a number" if field in NUMBERS else "a time"
        raise QueryError(f"{value!r} is not {kind}; write {shape}", place) from None
