"""Reads a query in Lucene syntax, as Elastic users know it, into the house's own tree."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NoReturn

from luqum import tree
from luqum.exceptions import ParseError
from luqum.thread import parse as parse_lucene

from records.term import Term, Terms
from search.nodes import All, Any, Everything, Node, Not, Range, Run, Tag, Word, WordStart

TAGS = frozenset(
    {
        *("id", "source", "platform", "category", "severity", "label", "seller", "contact", "channel"),
        *("review", "board", "run", "capture"),
    }
)
NUMBERS = frozenset(["price", "quantity", "score"])
TIMES = frozenset(["posted", "first_seen"])
NAMES = {
    "来源": "source", "平台": "platform", "类别": "category", "严重程度": "severity", "标签": "label",
    "卖家": "seller", "联系方式": "contact", "渠道": "channel", "复核": "review", "价格": "price",
    "数量": "quantity", "分数": "score", "发布": "posted", "首次": "first_seen",
    "板块": "board", "state": "review",
}  # fmt: skip
LONGEST = 2000
MOST_LEAVES = 200
MOST_DEPTH = 30
SHORTEST_START = 2
SIGNS = str.maketrans(
    {"：": ":", "“": '"', "”": '"', "（": "(", "）": ")", "＊": "*", "　": " ", "＜": "<", "＞": ">"}
)
# Values with colons of their own are quoted before Lucene's grammar sees them.
WHOLE_VALUE = re.compile(r'(?<![\w"])(contact|seller|id|capture|run):(?=[^\s"(\[{])([^\s()]+)')
ADDRESS = re.compile(r'(?<![\w":])https?://[^\s"()]+')
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")

Termed = Callable[[str], Terms]


class QueryError(ValueError):
    """A query that cannot be read: ``position`` counts characters from 0, the message says the repair."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


def parse(query: str, terms: Termed) -> Node:
    """The tree of ``query``; an empty one matches everything.

    Raises:
        QueryError: too long, too deep, an unknown field, a wrong value or broken syntax.
    """
    if len(query) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters; make a shorter one", LONGEST)
    text = normalise(query)
    if not text:
        return Everything()
    try:
        lucene = parse_lucene(text)
    except ParseError as error:
        raise _syntax(text, error) from error
    except RecursionError as error:
        raise QueryError(
            f"the query is nested deeper than {MOST_DEPTH} levels; take brackets away"
        ) from error
    return _Reader(terms).read(lucene, 0)


def normalise(query: str) -> str:
    """The query with full-width signs, Chinese field names, handles and web addresses made plain for
    Lucene.
    """
    text = query.translate(SIGNS).strip()
    for name, field in NAMES.items():
        text = re.sub(rf"(?<!\w){name}:", f"{field}:", text)
    text = ADDRESS.sub(lambda match: f'"{match.group()}"', text)
    return WHOLE_VALUE.sub(lambda match: f'{match.group(1)}:"{match.group(2)}"', text)


def _syntax(text: str, error: ParseError) -> QueryError:
    found = re.search(r"position (\d+)", str(error))
    place = int(found.group(1)) if found else len(text)
    if text.count('"') % 2:
        return QueryError(
            f"a quotation mark is not closed (at {text.rindex(chr(34))}); add another one", text.rindex('"')
        )
    if text.count("(") != text.count(")"):
        return QueryError("brackets do not pair up; add or remove one", place)
    return QueryError(
        f"the query cannot be read at character {place}; put signs such as / or : in quotation marks", place
    )


class _Reader:
    """Walks Lucene's tree once, counting leaves."""

    def __init__(self, terms: Termed) -> None:
        self.terms = terms
        self.leaves = 0

    def read(self, node: tree.Item, depth: int, field: str | None = None) -> Node:
        if depth > MOST_DEPTH:
            raise QueryError(
                f"the query is nested deeper than {MOST_DEPTH} levels; take brackets away", _at(node)
            )
        if isinstance(node, tree.AndOperation | tree.UnknownOperation):
            return self.combine(All, node, depth, field)
        if isinstance(node, tree.OrOperation):
            return self.combine(Any, node, depth, field)
        if isinstance(node, tree.Not | tree.Prohibit):
            return Not(self.read(node.a, depth + 1, field))
        if isinstance(node, tree.Plus | tree.Group | tree.FieldGroup | tree.Boost):
            return self.read(node.children[0], depth + 1, field)
        if isinstance(node, tree.SearchField):
            return self.read(node.expr, depth + 1, _field(node))
        return self.leaf(node, field)

    def combine(self, kind: type[All] | type[Any], node: tree.Item, depth: int, field: str | None) -> Node:
        parts = tuple(self.read(part, depth + 1, field) for part in node.children)
        # "a -b" is Lucene's way of saying a and not b; an implicit row is already All.
        return parts[0] if len(parts) == 1 else kind(parts)

    def leaf(self, node: tree.Item, field: str | None) -> Node:
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            raise QueryError(f"more than {MOST_LEAVES} terms; split the query", _at(node))
        if isinstance(node, tree.Range):
            return _range(
                node, field, _value(node.low), _value(node.high), node.include_low, node.include_high
            )
        if isinstance(node, tree.From):
            return _range(node, field, _value(node.a), "*", node.include, True)
        if isinstance(node, tree.To):
            return _range(node, field, "*", _value(node.a), True, node.include)
        if not isinstance(node, tree.Word | tree.Phrase):
            _refuse(node)
        value = _value(node)
        if field in NUMBERS or field in TIMES:
            return _range(node, field, value, value, True, True)
        if field in TAGS:
            return Tag(field or "", fold_value(value)) if value != "*" else _refuse(node)
        return self.words(node, value)

    def words(self, node: tree.Item, value: str) -> Node:
        """Text to be found: Han runs by their bigrams, the rest by words."""
        if isinstance(node, tree.Word) and value == "*":
            return Everything()
        start = isinstance(node, tree.Word) and value.endswith("*")
        bare = value[:-1] if start else value
        if isinstance(node, tree.Word) and ("*" in bare or "?" in bare):
            raise QueryError("a wildcard may only stand at the end of a word", _at(node))
        parts = text_parts(bare, self.terms)
        if not parts:
            raise QueryError(
                f"{value!r} holds nothing that can be searched; write words or numbers", _at(node)
            )
        if start and isinstance(parts[-1], Word):
            if len(parts[-1].text) < SHORTEST_START:
                raise QueryError(f"at least {SHORTEST_START} characters must stand before *", _at(node))
            parts = (*parts[:-1], WordStart(parts[-1].text))
        return parts[0] if len(parts) == 1 else All(parts)


def text_parts(text: str, terms: Termed) -> tuple[Node, ...]:
    """The leaves that find ``text``."""
    termed = terms(text)
    runs = [Run(tuple(run)) for run in runs_of(termed.bigrams)]
    covered = "".join(run.bigrams[0] + "".join(pair[1] for pair in run.bigrams[1:]) for run in runs)
    # A Han word of two or more characters lies inside a run; a lone character is a word.
    words = [
        Word(term.text)
        for term in termed.words
        if not (HAN.search(term.text) and (len(term.text) > 1 or term.text in covered))
    ]
    return (*runs, *dict.fromkeys(words))


def runs_of(bigrams: tuple[Term, ...]) -> list[list[str]]:
    """Bigrams grouped by the runs of Han characters they come from."""
    runs: list[list[str]] = []
    end = -1
    for bigram in bigrams:
        if bigram.start >= end:
            runs.append([])
        runs[-1].append(bigram.text)
        end = bigram.end
    return runs


def fold_value(value: str) -> str:
    """A field's value as it is stored and asked for: NFKC, lower case, no blanks around."""
    return unicodedata.normalize("NFKC", value).strip().lower()


def _field(node: tree.SearchField) -> str | None:
    name = str(NAMES.get(node.name, node.name)).lower()
    if name in ("text", "title"):
        return None
    if name not in TAGS | NUMBERS | TIMES:
        known = ", ".join(sorted(TAGS | NUMBERS | TIMES))
        raise QueryError(f"there is no field {node.name!r}; fields are {known}", _at(node))
    return name


def _value(node: tree.Item) -> str:
    if isinstance(node, tree.Phrase):
        return str(node.value)[1:-1]
    return re.sub(r"\\(.)", r"\1", str(getattr(node, "value", node)).strip())


def _range(
    node: tree.Item, field: str | None, low: str, high: str, low_included: bool, high_included: bool
) -> Range:
    if field not in NUMBERS and field not in TIMES:
        raise QueryError("a range needs a field of numbers or times, such as price:[0 TO 1]", _at(node))
    first, last = _bound(node, field, low), _bound(node, field, high, last=low == high)
    return Range(field or "", first, last, bool(low_included), bool(high_included))


def _bound(node: tree.Item, field: str | None, value: str, last: bool = False) -> float | None:
    if value == "*":
        return None
    try:
        if field in NUMBERS:
            return float(value)
        day = datetime.fromisoformat(value)
    except ValueError:
        shape = "a number" if field in NUMBERS else "a time such as 2026-03-14"
        raise QueryError(f"{value!r} is not {shape}", _at(node)) from None
    moment = (day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp()
    return moment + 86399.999 if last and len(value) == len("2026-03-14") else moment


def _refuse(node: tree.Item) -> NoReturn:
    raise QueryError(
        f"{str(node).strip()!r} is not supported; write words, phrases, fields and ranges", _at(node)
    )


def _at(node: tree.Item) -> int:
    return int(getattr(node, "pos", 0) or 0)
