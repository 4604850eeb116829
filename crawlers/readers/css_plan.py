"""CSS selectors as plans over a TreeIndex: the same elements as XPath finds, many times faster.

A post is read by dozens of selectors: evaluated as XPath each looks at every element of every post. A plan
looks up the rarest part of each step once for the whole page; what it finds in a post is then a stretch of a
list.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError, parser
from lxml import etree

from crawlers.readers.tree_index import ANY, Key, TreeIndex, classes_of

Test = Callable[[etree._Element], bool]
Matches = dict[int, int]
"""The numbers of elements that a path leads to, ascending, each with that of the innermost element it can
start from: below an element a path holds only if it starts there, too."""
Related = Callable[[TreeIndex, Matches, Sequence[int]], Matches]

TEXT, WHOLE_TEXT = "text", "whole text"


class Unplanned(ValueError):
    """The selector asks for what only XPath can answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One compound selector: what to look up, what else must hold, how it stands to the step before it."""

    key: Key
    tests: tuple[Test, ...]
    related: Related | None

    def choose(self, index: TreeIndex, before: Matches) -> Matches:
        """What fits this step, related to what the steps ``before`` found."""
        numbers, elements = index.numbers_of(self.key), index.elements
        if self.related:
            found = self.related(index, before, numbers) if numbers else {}
        else:
            found = dict(zip(numbers, numbers, strict=True))
        for test in self.tests:
            found = {number: start for number, start in found.items() if test(elements[number])}
        return found


@dataclass(frozen=True, slots=True)
class Path:
    """One selector of a group.

    ``pseudo`` is an attribute's name with ``@`` before it, ``text`` (an element's own) or ``whole text``
    (with what stands in the elements inside it); None for the elements themselves. Without steps it is the
    element it is asked of.
    """

    steps: tuple[Step, ...]
    pseudo: str | None

    def find(self, index: TreeIndex) -> Matches:
        """What the path leads to in the whole tree."""
        found: Matches = {}
        for step in self.steps:
            found = step.choose(index, found)
            if not found:
                break
        return found


@dataclass(frozen=True, slots=True)
class Plan:
    """A group of selectors that ask for the same: elements, or the same of them."""

    paths: tuple[Path, ...]
    pseudo: str | None

    def find(self, index: TreeIndex) -> Matches:
        """What any of the paths leads to in the whole tree."""
        if len(self.paths) == 1:
            return self.paths[0].find(index)
        found: Matches = {}
        for path in self.paths:
            for number, start in path.find(index).items():
                found[number] = max(start, found.get(number, start))
        return dict(sorted(found.items()))


@lru_cache(maxsize=4096)
def plan_of(css: str) -> Plan | None:
    """The plan of a group of selectors; None where it has to be evaluated as XPath."""
    try:
        paths = tuple(_path(selector) for selector in parser.parse(css))
    except Unplanned:
        return None
    alike = len({(path.pseudo, not path.steps) for path in paths}) == 1
    return Plan(paths, paths[0].pseudo) if alike else None


def _path(selector: parser.Selector) -> Path:
    steps, pseudo = tuple(_steps(selector.parsed_tree)), _pseudo(selector.pseudo_element)
    last = steps[-1]
    if pseudo == TEXT and last.key == ANY and not last.tests and last.related in (None, _below):
        return Path(steps[:-1], WHOLE_TEXT)  # as parsel understands "a ::text"
    return Path(steps, pseudo)


def _pseudo(element: Any) -> str | None:
    if element is None:
        return None
    if element == TEXT:
        return TEXT
    if isinstance(element, parser.FunctionalPseudoElement) and element.name == "attr":
        return f"@{element.arguments[0].value}"
    raise Unplanned(str(element))


def _steps(tree: Any) -> list[Step]:
    """The compound selectors from left to right."""
    if isinstance(tree, parser.CombinedSelector):
        if tree.combinator not in _RELATED:
            raise Unplanned(tree.combinator)
        return [*_steps(tree.selector), _step(tree.subselector, _RELATED[tree.combinator])]
    return [_step(tree, None)]


def _step(tree: Any, related: Related | None) -> Step:
    parts = _parts(tree)
    key = min((key for key, _ in parts if key), key=lambda key: _RANK[key[0]], default=ANY)
    proven = key[0] in ("id", "class", "tag")  # by having been looked up
    return Step(key, tuple(test for own, test in parts if not (proven and own == key)), related)


_RANK = {"id": 0, "class": 1, "having": 2, "tag": 3}
_Part = tuple[Key | None, Test]


def _parts(tree: Any) -> list[_Part]:
    """What a compound selector demands, each part with what can be looked up of it."""
    match tree:
        case parser.Element():
            return [_tag(tree.element.lower())] if tree.element else []
        case parser.Class():
            return [*_parts(tree.selector), _class(tree.class_name)]
        case parser.Hash():
            return [*_parts(tree.selector), (("id", tree.id), _equals("id", tree.id))]
        case parser.Attrib():
            return [*_parts(tree.selector), *_attribute(tree)]
        case parser.Negation():
            return [*_parts(tree.selector), (None, _not(tree.subselector))]
        case parser.Pseudo() if tree.ident in _PLACES:
            return [*_parts(tree.selector), (None, _PLACES[tree.ident])]
    return [*_parts(tree.selector), (None, _as_xpath(tree))]


def _tag(name: str) -> _Part:
    return ("tag", name), lambda element: element.tag == name


def _class(name: str) -> _Part:
    return ("class", name), lambda element: name in classes_of(element.get("class", ""))


def _equals(name: str, value: str) -> Test:
    return lambda element: element.get(name) == value


def _not(tree: Any) -> Test:
    tests = [test for _, test in _parts(tree)]
    return lambda element: not all(test(element) for test in tests)


def _as_xpath(tree: Any) -> Test:
    """A part that is asked of the element as XPath: few come so far, and such parts are rare."""
    alone = copy(tree)
    alone.selector = parser.Element()
    try:
        condition = HTMLTranslator().xpath(alone)
    except SelectorError as error:
        raise Unplanned(str(error)) from error
    path = etree.XPath(f"boolean(self::{condition})")
    return lambda element: bool(path(element))


def _attribute(tree: parser.Attrib) -> list[_Part]:
    """An attribute's test; that it is there at all can be looked up for ids."""
    if tree.namespace:
        raise Unplanned(tree.namespace)
    name = tree.attrib.lower()
    value = (tree.value.value if tree.value else "") or ""
    if tree.operator not in _OPERATORS:
        raise Unplanned(tree.operator)
    test = _OPERATORS[tree.operator](name, value)
    return [(("having", "id") if name == "id" else None, test)]


def _starts(name: str, value: str) -> Test:
    return lambda element: bool(value) and element.get(name, "").startswith(value)


def _ends(name: str, value: str) -> Test:
    return lambda element: bool(value) and element.get(name, "").endswith(value)


def _holds(name: str, value: str) -> Test:
    return lambda element: bool(value) and value in element.get(name, "")


def _exists(name: str, value: str) -> Test:
    return lambda element: element.get(name) is not None


def _first(element: etree._Element) -> bool:
    return next(element.itersiblings("*", preceding=True), None) is None


def _final(element: etree._Element) -> bool:
    return next(element.itersiblings("*"), None) is None


def _below(index: TreeIndex, upper: Matches, lower: Sequence[int]) -> Matches:
    """Those of ``lower`` that stand inside one of ``upper``; both ascend, so one pass does."""
    found: Matches = {}
    around: list[
        tuple[int, int]
    ] = []  # of those that are open: their last number, the innermost start so far
    above = iter(upper.items())
    coming = next(above, None)
    for number in lower:
        while coming and coming[0] < number:
            _close(around, coming[0])
            start = max(coming[1], around[-1][1]) if around else coming[1]
            around.append((index.last[coming[0]], start))
            coming = next(above, None)
        _close(around, number)
        if around:
            found[number] = around[-1][1]
    return found


def _close(around: list[tuple[int, int]], number: int) -> None:
    """Take away what ends before ``number``."""
    while around and around[-1][0] < number:
        around.pop()


def _children(index: TreeIndex, upper: Matches, lower: Sequence[int]) -> Matches:
    parents = ((number, index.elements[number].getparent()) for number in lower)
    return _related(index, upper, parents)


def _adjacent(index: TreeIndex, before: Matches, after: Sequence[int]) -> Matches:
    elders = (
        (number, next(index.elements[number].itersiblings("*", preceding=True), None)) for number in after
    )
    return _related(index, before, elders)


def _related(index: TreeIndex, upper: Matches, pairs: Iterable[tuple[int, etree._Element | None]]) -> Matches:
    starts = ((number, upper.get(index.number[other])) for number, other in pairs if other is not None)
    return {number: start for number, start in starts if start is not None}


_OPERATORS: dict[str, Callable[[str, str], Test]] = {
    "exists": _exists,
    "=": _equals,
    "^=": _starts,
    "$=": _ends,
    "*=": _holds,
}
_PLACES = {"first-child": _first, "last-child": _final}
_RELATED: dict[str, Related] = {" ": _below, ">": _children, "+": _adjacent}
