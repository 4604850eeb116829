"""CSS selectors as plans over a TreeIndex: the same elements as XPath finds, many times faster.

A post is read by dozens of selectors, and a run reads millions of posts: evaluated as XPath each selector looks at
every element of the post. A plan looks up the rarest part of each step and keeps what stands where it should.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError, parser
from lxml import etree

from crawlers.readers.tree_index import ANY, Key, TreeIndex, classes_of

Test = Callable[[etree._Element], bool]
Numbers = Sequence[int]
Related = Callable[[TreeIndex, Numbers, Numbers], Numbers]

TEXT, WHOLE_TEXT = "text", "whole text"


class Unplanned(ValueError):
    """The selector asks for what only XPath can answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One compound selector: what to look up, what else must hold, how it stands to the step before it."""

    key: Key
    tests: tuple[Test, ...]
    related: Related | None

    def choose(self, index: TreeIndex, top: etree._Element) -> Numbers:
        """The numbers of the elements at and below ``top`` that fit this step alone."""
        numbers, elements = index.within(self.key, top), index.elements
        for test in self.tests:
            numbers = [number for number in numbers if test(elements[number])]
        return numbers


@dataclass(frozen=True, slots=True)
class Path:
    """One selector of a group.

    ``pseudo`` is an attribute's name with ``@`` before it, ``text`` (an element's own) or ``whole text`` (with
    what stands in the elements inside it); None for the elements themselves.
    """

    steps: tuple[Step, ...]
    pseudo: str | None

    def find(self, index: TreeIndex, top: etree._Element) -> Numbers:
        """The numbers of the elements that the whole path leads to, in the order of the document."""
        found: Numbers = (index.number[top],)
        for step in self.steps:
            chosen = step.choose(index, top)
            found = step.related(index, found, chosen) if step.related else chosen
            if not found:
                break
        return found


@lru_cache(maxsize=4096)
def plan_of(css: str) -> tuple[Path, ...] | None:
    """The plan of a group of selectors; None where it has to be evaluated as XPath."""
    try:
        paths = tuple(_path(selector) for selector in parser.parse(css))
    except Unplanned:
        return None
    return paths if len({path.pseudo for path in paths}) == 1 else None


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
    value = tree.value.value if tree.value else ""
    if tree.operator not in _OPERATORS or (tree.operator != "exists" and value is None):
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


def _below(index: TreeIndex, upper: Numbers, lower: Numbers) -> Numbers:
    """Those of ``lower`` that stand inside one of ``upper``; both ascend, so one pass does."""
    found, place, reach = [], 0, -1
    for number in lower:
        while place < len(upper) and upper[place] < number:
            reach = max(reach, index.last[upper[place]])
            place += 1
        if number <= reach:
            found.append(number)
    return found


def _children(index: TreeIndex, upper: Numbers, lower: Numbers) -> Numbers:
    parents = {index.elements[number] for number in upper}
    return [number for number in lower if index.elements[number].getparent() in parents]


def _adjacent(index: TreeIndex, before: Numbers, after: Numbers) -> Numbers:
    elders = {index.elements[number] for number in before}
    return [
        number
        for number in after
        if next(index.elements[number].itersiblings("*", preceding=True), None) in elders
    ]


_OPERATORS: dict[str, Callable[[str, str], Test]] = {
    "exists": _exists,
    "=": _equals,
    "^=": _starts,
    "$=": _ends,
    "*=": _holds,
}
_PLACES = {"first-child": _first, "last-child": _final}
_RELATED: dict[str, Related] = {" ": _below, ">": _children, "+": _adjacent}
