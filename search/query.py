"""Reads a query in Lucene syntax, as Elastic users know it, into the house's own tree."""

import re

from luqum import tree
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene

from search.fault import QueryError
from search.fields import CHANNELS, NAMES, NUMBERS, TAGS, TIMES, VALUES, fold_value
from search.nodes import All, Any, Everything, Node, Not, Tag, TagStart, Word, WordStart
from search.plain import Plain, make_plain
from search.ranges import read_range
from search.spelling import starred, value_of
from search.terming import Termed, text_parts

__all__ = ["QueryError", "parse"]

LONGEST = 2000
MOST_LEAVES = 200
MOST_DEPTH = 30
SHORTEST_START = 2


def parse(query: str, terms: Termed) -> Node:
    """The tree of ``query``; an empty one matches everything.

    Raises:
        QueryError: too long, too deep, an unknown field, a wrong value or broken syntax.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters; make a shorter one", LONGEST)
    plain = make_plain(query)
    if not plain.text.strip():
        return Everything()
    try:
        lucene = parse_lucene(plain.text)
    except ParseError as error:
        raise _syntax(plain, error) from error
    except RecursionError as error:
        raise QueryError(
            f"the query is nested deeper than {MOST_DEPTH} levels; take brackets away"
        ) from error
    return _Reader(terms, plain).read(lucene, 0)


def _syntax(plain: Plain, error: ParseError) -> QueryError:
    found = re.search(r"position (\d+)", str(error))
    place = plain.place(int(found.group(1)) if found else len(plain.text))
    return QueryError(
        f"the query cannot be read at character {place}; complete it there, or put signs in quotation marks",
        place,
    )


class _Reader:
    """Walks Lucene's tree once, counting what must be looked up."""

    def __init__(self, terms: Termed, plain: Plain) -> None:
        self.terms = terms
        self.plain = plain
        self.leaves = 0

    def read(self, node: tree.Item, depth: int, field: str | None = None) -> Node:
        if depth > MOST_DEPTH:
            message = f"the query is nested deeper than {MOST_DEPTH} levels; take brackets away"
            raise QueryError(message, self.at(node))
        if isinstance(node, tree.AndOperation | tree.UnknownOperation):
            return self.combine(All, node, depth, field)
        if isinstance(node, tree.OrOperation):
            return self.combine(Any, node, depth, field)
        if isinstance(node, tree.Prohibit) and field in NUMBERS:
            return read_range(node, field or "", self.at(node))
        if isinstance(node, tree.Not | tree.Prohibit):
            return Not(self.read(node.a, depth + 1, field))
        if isinstance(node, tree.Plus | tree.Group | tree.FieldGroup):
            return self.read(node.children[0], depth + 1, field)
        if isinstance(node, tree.SearchField):
            return self.named(node, depth, field)
        return self.leaf(node, field)

    def combine(self, kind: type[All] | type[Any], node: tree.Item, depth: int, field: str | None) -> Node:
        parts = tuple(self.read(part, depth + 1, field) for part in node.children)
        return parts[0] if len(parts) == 1 else kind(parts)

    def named(self, node: tree.SearchField, depth: int, outer: str | None) -> Node:
        name = NAMES.get(node.name, node.name).lower()
        if outer is not None:
            raise QueryError(f"the field {name!r} stands inside the field {outer!r}", self.at(node))
        if name == "text":
            return self.read(node.expr, depth + 1)
        if name in CHANNELS:  # 微信:abc
            return Tag("contact", f"{CHANNELS[name]}:{self.value(node.expr)}")
        if name not in TAGS | NUMBERS | TIMES:
            known = ", ".join(sorted(TAGS | NUMBERS | TIMES))
            message = f"there is no field {name!r}; put the words in quotation marks, or use one of {known}"
            raise QueryError(message, self.at(node))
        return self.read(node.expr, depth + 1, name)

    def leaf(self, node: tree.Item, field: str | None) -> Node:
        if field in NUMBERS or field in TIMES:
            self.count(node, 1)
            return read_range(node, field or "", self.at(node))
        if isinstance(node, tree.Range | tree.From | tree.To):
            message = "a range needs a field of numbers or times, such as price:[0 TO 1]"
            raise QueryError(message, self.at(node))
        return self.words(node) if field is None else self.tag(node, field)

    def count(self, node: tree.Item, leaves: int) -> None:
        self.leaves += leaves
        if self.leaves > MOST_LEAVES:
            raise QueryError(f"more than {MOST_LEAVES} terms; split the query", self.at(node))

    def tag(self, node: tree.Item, field: str) -> Node:
        """A field's exact value, or how it begins."""
        self.count(node, 1)
        value = self.value(node)
        if starred(node):
            return TagStart(field, self.beginning(node, value[:-1]) if value != "*" else "")
        if field == "contact":
            return _contact(value)
        if field in VALUES and value not in VALUES[field]:
            known = ", ".join(dict.fromkeys(VALUES[field].values()))
            raise QueryError(f"{field} is never {value!r}; it is one of {known}", self.at(node))
        return Tag(field, VALUES.get(field, {}).get(value, value))

    def words(self, node: tree.Item) -> Node:
        """Text to be found."""
        value = self.value(node)
        star = starred(node)
        if star and value == "*":
            return Everything()
        bare = value[:-1] if star else value
        parts = text_parts(bare, self.terms, phrase=isinstance(node, tree.Phrase))
        if not parts:
            message = f"{value!r} holds nothing that can be searched; write words or numbers"
            raise QueryError(message, self.at(node))
        self.count(node, len(parts))
        if star and isinstance(parts[-1], Word):
            parts = (*parts[:-1], WordStart(self.beginning(node, parts[-1].text)))
        return parts[0] if len(parts) == 1 else All(parts)

    def value(self, node: tree.Item) -> str:
        """What a word or phrase says; in lower case and ASCII width."""
        if not isinstance(node, tree.Word | tree.Phrase):
            message = f"{str(node).strip()!r} is not supported; write words, phrases, fields and ranges"
            raise QueryError(message, self.at(node))
        text = str(node.value).strip()
        if isinstance(node, tree.Word) and re.search(r"(?<!\\)[*?](?=.)|(?<!\\)\?", text, re.DOTALL):
            raise QueryError("a wildcard may only stand at the end of a word, as *", self.at(node))
        return fold_value(value_of(node))

    def beginning(self, node: tree.Item, value: str) -> str:
        if len(value) < SHORTEST_START:
            raise QueryError(f"at least {SHORTEST_START} characters must stand before *", self.at(node))
        return value

    def at(self, node: tree.Item) -> int:
        return self.plain.place(int(getattr(node, "pos", 0) or 0))


def _contact(value: str) -> Node:
    if value in CHANNELS:
        return Tag("channel", CHANNELS[value])
    kind, colon, handle = value.partition(":")
    if colon and kind in CHANNELS:
        return Tag("contact", f"{CHANNELS[kind]}:{handle.removeprefix('@')}")
    return Tag("contact", value.removeprefix("@"))
