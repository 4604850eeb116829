"""What a compound selector demands of an element, each demand with what can be looked up of it."""

from collections.abc import Callable
from copy import copy
from typing import Any

from cssselect import HTMLTranslator, SelectorError, parser
from lxml import etree

from crawlers.readers.selection.tree_index import Key, classes_of

Test = Callable[[etree._Element], bool]
Demand = tuple[Key | None, Test]


class Unplanned(ValueError):
    """The selector asks for what only XPath can answer."""


def demands_of(tree: Any) -> list[Demand]:
    """What a compound selector demands, each part with what can be looked up of it."""
    match tree:
        case parser.Element():
            return [_tag(tree.element.lower())] if tree.element else []
        case parser.Class():
            return [*demands_of(tree.selector), _class(tree.class_name)]
        case parser.Hash():
            return [*demands_of(tree.selector), (("id", tree.id), _equals("id", tree.id))]
        case parser.Attrib():
            return [*demands_of(tree.selector), *_attribute(tree)]
        case parser.Negation():
            return [*demands_of(tree.selector), (None, _not(tree.subselector))]
        case parser.Pseudo() if tree.ident in _PLACES:
            return [*demands_of(tree.selector), (None, _PLACES[tree.ident])]
    return [*demands_of(tree.selector), (None, _as_xpath(tree))]


def _tag(name: str) -> Demand:
    return ("tag", name), lambda element: element.tag == name


def _class(name: str) -> Demand:
    return ("class", name), lambda element: name in classes_of(element.get("class", ""))


def _equals(name: str, value: str) -> Test:
    return lambda element: element.get(name) == value


def _not(tree: Any) -> Test:
    tests = [test for _, test in demands_of(tree)]
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


def _attribute(tree: parser.Attrib) -> list[Demand]:
    """An attribute's test; that it is there at all can be looked up for ids."""
    if tree.namespace:
        raise Unplanned(tree.namespace)
    name = tree.attrib.lower()
    value = (tree.value.value if tree.value else "") or ""
    if tree.operator not in _OPERATORS:
        raise Unplanned(tree.operator)
    test = _OPERATORS[tree.operator](name, value)
    start = value if tree.operator == "^=" else ""
    return [(("id^", start) if name == "id" else None, test)]


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


_OPERATORS: dict[str, Callable[[str, str], Test]] = {
    "exists": _exists,
    "=": _equals,
    "^=": _starts,
    "$=": _ends,
    "*=": _holds,
}
_PLACES = {"first-child": _first, "last-child": _final}
