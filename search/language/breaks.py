"""Why Lucene's grammar stops where it does, and the query without what stopped it."""

import re
from dataclasses import dataclass

from search.fault import QueryError
from search.language.plain import Plain

FIRST = re.compile(r"(AND|OR)(?![^\s()])")
LAST = re.compile(r"(?<![^\s(])(AND|OR|NOT)$")
NAMED = re.compile(r"[^\s:()]+:$|[<>]=?$")


@dataclass(frozen=True, slots=True)
class Break:
    """Where the grammar stops: at ``position`` of ``plain``, which ``query`` was made into."""

    query: str
    plain: Plain
    position: int

    @property
    def before(self) -> str:
        return self.plain.text[: self.position].rstrip()

    @property
    def after(self) -> str:
        return self.plain.text[self.position :]

    @property
    def place(self) -> int:
        return self.plain.place(self.position)

    @property
    def last(self) -> int:
        """The place of the last sign before."""
        return self.plain.place(len(self.before) - 1)

    def without(self, first: int, end: int) -> str:
        """The query without what stands at ``[first, end)`` of it."""
        return f"{self.query[:first].rstrip()} {self.query[end:].lstrip()}".strip()


def syntax_error(query: str, plain: Plain, position: int) -> QueryError:
    """What is wrong at ``position`` of the plain text."""
    broken = Break(query, plain, position)
    for told in (_nothing_left, _nothing_right, _lone_sign, _no_value, _empty_brackets, _odd_start):
        if error := told(broken):
            return error
    message = "the query cannot be read from here on; put signs such as {sign} in quotation marks"
    return QueryError(message, broken.place, sign=broken.after[:1] or "/")


def _nothing_left(broken: Break) -> QueryError | None:
    operator = FIRST.match(broken.after)
    if operator is None:
        return None
    end = broken.plain.place(broken.position + operator.end())
    repaired, first = broken.without(broken.place, end), LAST.search(broken.before)
    message = "{operator} has nothing on its left; write a word there, or take it away"
    if first:
        message = "{first} and {operator} stand side by side; take one of them away"
    told = {"first": first.group() if first else "", "operator": operator.group()}
    return QueryError(message, broken.place, repaired=repaired, **told)


def _nothing_right(broken: Break) -> QueryError | None:
    operator = LAST.search(broken.before)
    if operator is None:
        return None
    message = "{operator} has nothing on its right; write a word there, or take it away"
    repaired = broken.without(broken.plain.place(operator.start()), broken.place)
    return QueryError(message, broken.place, repaired=repaired, operator=operator.group())


def _lone_sign(broken: Break) -> QueryError | None:
    if not broken.before.endswith(("+", "-")):
        return None
    message = "the query cannot be read: the sign {sign} stands before nothing; write a word right behind it"
    repaired = broken.without(broken.last, broken.last + 1)
    return QueryError(message, broken.last, repaired=repaired, sign=broken.before[-1])


def _no_value(broken: Break) -> QueryError | None:
    if not NAMED.search(broken.before):
        return None
    message = "the field has no value; write one right behind it, such as category:bank"
    return QueryError(message, broken.place)


def _empty_brackets(broken: Break) -> QueryError | None:
    if not broken.before.endswith("("):
        return None
    repaired = broken.without(broken.last, broken.place + 1)
    return QueryError("nothing stands in these brackets; take them away", broken.last, repaired=repaired)


def _odd_start(broken: Break) -> QueryError | None:
    if broken.after.startswith("/"):
        message = "expressions between slashes are not supported; write the beginning of a word and * or ?"
        return QueryError(message, broken.place)
    if broken.after.startswith(":"):
        return QueryError("no field is named before this colon; name one, or take it away", broken.place)
    return None
