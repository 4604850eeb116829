"""Reads a query in Lucene syntax, as Elastic users know it, into the house's own tree."""

import re
from datetime import UTC, datetime

from luqum import tree
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene

from search.fault import QueryError
from search.fields import CHANNELS, NUMBERS, TAGS, TIMES, fold_value
from search.language.breaks import syntax_error
from search.language.plain import Plain, make_plain
from search.language.ranges import read_range
from search.language.repair import mended
from search.language.scope import CONTACT, EXISTS, SOUND, TEXT, Scope, scope_of
from search.language.spelling import pieces_of, value_of
from search.language.tags import read_answer, read_tag
from search.language.unsupported import UNSUPPORTED, unsupported
from search.language.words import NOTHING, read_alike, read_words
from search.nodes import All, Any, Everything, Node, Not, Range, TagStart
from search.terming import Termed

__all__ = ["QueryError", "parse"]

#: The version of the language: it rises when a saved query would be read otherwise than it was meant.
LANGUAGE = 1
LONGEST = 2000
MOST_LEAVES = 200
# Elasticsearch nests 30 levels at most, and what is put around a query needs some.
MOST_DEPTH = 24
#: So many things may be wrong with a query for which a repair is suggested.
MOST_REPAIRS = 4
TOO_DEEP = "the query is nested deeper than {number} levels; take brackets away"


def parse(query: str, terms: Termed, now: datetime | None = None) -> Node:
    """The tree of ``query``; an empty one matches everything. Relative times count from ``now``.

    Raises:
        QueryError: too long, too deep, an unknown field, a wrong value or broken syntax.
    """
    moment = now or datetime.now(UTC)
    try:
        return _parse(query, terms, moment)
    except QueryError as error:
        told = mended(query, error)
        told.repaired = _readable(told.repaired, terms, moment)
        raise told from error.__cause__


def _readable(repaired: str, terms: Termed, now: datetime) -> str:
    """A repair, itself repaired where something else is wrong with it; nothing where that leads nowhere."""
    for _ in range(MOST_REPAIRS):
        if not repaired:
            break
        try:
            _parse(repaired, terms, now)
        except QueryError as error:
            repaired = mended(repaired, error).repaired
        else:
            return repaired
    return ""


def _parse(query: str, terms: Termed, now: datetime) -> Node:
    if len(query) > LONGEST:
        message = (
            "the query is longer than {number} characters; make a shorter one, or search for a list of terms"
        )
        raise QueryError(message, LONGEST, number=LONGEST)
    plain = make_plain(query)
    if not query.strip():
        return Everything()
    if not plain.text.strip():
        raise QueryError(NOTHING, text=query.strip())
    try:
        lucene = parse_lucene(plain.text)
    except ParseError as error:
        found = re.search(r"position (\d+)", str(error))
        raise syntax_error(query, plain, int(found.group(1)) if found else len(plain.text)) from error
    except RecursionError as error:
        raise QueryError(TOO_DEEP, number=MOST_DEPTH) from error
    return _Reader(query, plain, terms, now).read(lucene, 0)


class _Reader:
    """Walks Lucene's tree once, counting what must be looked up."""

    def __init__(self, query: str, plain: Plain, terms: Termed, now: datetime) -> None:
        self.query = query
        self.plain = plain
        self.terms = terms
        self.now = now
        self.leaves = 0

    def read(self, node: tree.Item, depth: int, scope: Scope | None = None) -> Node:
        if depth > MOST_DEPTH:
            raise QueryError(TOO_DEEP, self.at(node), number=MOST_DEPTH)
        match node:
            case tree.AndOperation() | tree.UnknownOperation():
                return self.combine(All, node, depth, scope)
            case tree.OrOperation():
                return self.combine(Any, node, depth, scope)
            case tree.Prohibit() if scope and scope.field in NUMBERS:
                return self.leaf(node, scope)
            case tree.Not() | tree.Prohibit():
                return Not(self.read(node.a, depth + 1, scope))
            case tree.Plus() | tree.Group() | tree.FieldGroup():
                return self.read(node.children[0], depth + 1, scope)
            case tree.SearchField():
                return self.named(node, depth, scope)
        return self.leaf(node, scope)

    def combine(self, kind: type[All] | type[Any], node: tree.Item, depth: int, scope: Scope | None) -> Node:
        parts = tuple(self.read(part, depth + 1, scope) for part in node.children)
        return parts[0] if len(parts) == 1 else kind(parts)

    def named(self, node: tree.SearchField, depth: int, outer: Scope | None) -> Node:
        name = fold_value(node.name)
        inner = name in CHANNELS and outer == CONTACT
        # A match token is put in the place of a number wherever that was typed.
        if outer is not None and not inner and name != "match":
            message = "the field {name} stands inside the field {outer}; take one of them away"
            raise QueryError(message, self.at(node), name=name, outer=outer.field)
        if name == EXISTS:
            return self.exists(node)
        if name in TEXT or (name == "*" and value_of(node.expr) == "*"):
            return self.read(node.expr, depth + 1)
        return self.read(node.expr, depth + 1, scope_of(name, self.at(node)))

    def exists(self, node: tree.SearchField) -> Node:
        """Whether a field has any value."""
        self.count(node, 1)
        scope = scope_of(fold_value(value_of(node.expr)), self.at(node.expr))
        if scope == SOUND:
            raise QueryError("alike is no field of documents; name another one", self.at(node.expr))
        if scope.field in TAGS:
            return TagStart(scope.field, f"{scope.channel}:" if scope.channel else "")
        return Range(scope.field)

    def leaf(self, node: tree.Item, scope: Scope | None) -> Node:
        if type(node) in UNSUPPORTED:
            raise unsupported(node, self.query, self.plain)
        ranged = isinstance(node, tree.Range | tree.From | tree.To)
        if scope and scope.field in NUMBERS | TIMES:
            self.count(node, 1)
            asked = None if ranged or scope.field != "reviewed" else read_answer(value_of(node))
            return asked or read_range(node, scope.field, self.at(node), self.now)
        if ranged:
            message = "a range needs a field of numbers or times, such as price:[0 TO 1]"
            raise QueryError(message, self.at(node))
        return self.looked_up(node, scope)

    def looked_up(self, node: tree.Item, scope: Scope | None) -> Node:
        if not isinstance(node, tree.Word | tree.Phrase):
            message = "'{part}' is not supported; write words, phrases, fields and ranges"
            raise QueryError(message, self.at(node), part=str(node).strip())
        pieces, place = pieces_of(node), self.at(node)
        if scope is None:
            found = read_words(pieces, self.terms, place, phrase=isinstance(node, tree.Phrase))
            self.count(node, len(found.parts) if isinstance(found, All) else 1)
            return found
        if scope == SOUND:
            return self.alike(node)
        self.count(node, 1)
        head = f"{scope.channel}:{pieces[0].removeprefix('@')}" if scope.channel else pieces[0]
        return read_tag(scope.field, (head, *pieces[1:]), place)

    def alike(self, node: tree.Item) -> Node:
        """Han words by how they sound and look."""
        words = read_alike(value_of(node), self.terms, self.at(node))
        self.count(node, sum(len(word.parts) if isinstance(word, Any) else 1 for word in words))
        return All(words) if len(words) > 1 else words[0]

    def count(self, node: tree.Item, leaves: int) -> None:
        self.leaves += leaves
        if self.leaves > MOST_LEAVES:
            message = "more than {number} terms; split the query, or search for a list of terms"
            raise QueryError(message, self.at(node), number=MOST_LEAVES)

    def at(self, node: tree.Item) -> int:
        return self.plain.place(int(getattr(node, "pos", 0) or 0))
