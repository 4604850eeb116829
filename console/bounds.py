"""Bounds of time and price: as a form's fields, and as the ranges that a query says them by."""

import re
from dataclasses import dataclass

from django.http import QueryDict

FIELDS = ("posted", "price")
RANGE = r"(?<!\S){}:\[(\S+) TO (\S+)\](?!\S)"
# What a form's field of a date or a number sends.
VALUE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,9}(?:\.[0-9]{1,4})?")
OPEN = "*"
OPERATOR = re.compile(r"\b(?:OR|AND|NOT)\b|\|\||&&")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lower and the upper end of a field; an empty one is open."""

    field: str
    low: str = ""
    high: str = ""


def bounds_in(query: str) -> dict[str, Bounds]:
    """The bounds that a query says of each field, by the field's name."""
    return {field: _bounds_in(query, field) for field in FIELDS}


def bounds_typed(fields: QueryDict) -> tuple[Bounds, ...]:
    """The bounds in a form's fields ``posted_low``, ``posted_high``, …; what is no value leaves its end
    open.
    """
    return tuple(
        Bounds(field, *(_value(str(fields.get(f"{field}_{end}", ""))) for end in ("low", "high")))
        for field in FIELDS
    )


def bounded(query: str, bounds: Bounds) -> str:
    """``query`` with these bounds in the place of those it says of the same field."""
    rest = " ".join(re.sub(RANGE.format(bounds.field), " ", query).split())
    if not (bounds.low or bounds.high):
        return rest
    asked = f"{bounds.field}:[{bounds.low or OPEN} TO {bounds.high or OPEN}]"
    return f"{_joinable(rest)} {asked}".strip()


def _bounds_in(query: str, field: str) -> Bounds:
    found = re.search(RANGE.format(field), query)
    low, high = (end.replace(OPEN, "") for end in found.groups()) if found else ("", "")
    return Bounds(field, low, high)


def _value(typed: str) -> str:
    return typed.strip() if VALUE.fullmatch(typed.strip()) else ""


def _joinable(query: str) -> str:
    """The query in brackets where what is put behind it would belong to its last word alone."""
    return f"({query})" if OPERATOR.search(_outside_brackets(query)) else query


def _outside_brackets(query: str) -> str:
    depth, outside = 0, []
    for sign in query:
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        outside.append(sign if depth == 0 else " ")
    return "".join(outside)
