"""A parsed element: parsel's Selector whose CSS selectors are looked up in an index of the tree."""

from typing import Any

from lxml import etree
from parsel import Selector, SelectorList

from crawlers.readers.css_plan import WHOLE_TEXT, Path, plan_of
from crawlers.readers.tree_index import TreeIndex

_WHOLE_TEXT = etree.XPath("descendant-or-self::text()", smart_strings=False)


class Element(Selector):
    """An element, an attribute's value or a text. ``css`` finds what parsel's would, in a part of the time."""

    __slots__ = ("index",)

    @classmethod
    def parse(cls, markup: str) -> "Element":
        """The root of ``markup``, which may be a page, a fragment or a bare text.

        Parsel's own parser makes every element known to Python one by one; this one does not.
        """
        parser = etree.HTMLParser(recover=True, encoding="utf-8", huge_tree=True)
        text = markup.strip(" \t\r\n\f").replace("\0", "")
        root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text else None
        return cls(root=etree.fromstring(b"<html/>", parser) if root is None else root, type="html")

    def css(self, query: str) -> SelectorList[Selector]:
        """What the CSS selectors ``query`` name at and below this element.

        Raises:
            ValueError: ``query`` is no CSS selector.
        """
        plan = plan_of(query)
        index = self._index() if plan else None
        found = _find(plan, index, self.root) if plan and index else None
        return self.xpath(self._css2xpath(query)) if found is None else self._list(found)

    def xpath(self, query: str, namespaces: Any = None, **variables: Any) -> SelectorList[Selector]:
        """What the XPath ``query`` finds from this element on."""
        found = super().xpath(query, namespaces, **variables)
        for one in found:
            one.index = getattr(self, "index", None)
        return found

    def _index(self) -> TreeIndex | None:
        """The index that holds this element; None for a text, and for what was taken out of its tree."""
        if not isinstance(self.root, etree._Element):
            return None
        index: TreeIndex | None = getattr(self, "index", None)
        if index is None:
            index = self.index = TreeIndex(self.root)
        return index if self.root in index.number else None

    def moved(self) -> None:
        """Elements of the tree have been moved."""
        if index := self._index():
            index.read()

    def _list(self, found: list[Any]) -> SelectorList[Selector]:
        return self.selectorlist_cls([self._child(root) for root in found])

    def _child(self, root: Any) -> "Element":
        """An Element as parsel makes them, without its checks of what is known to be right."""
        child = Element.__new__(Element)
        child.root, child.type, child.namespaces = root, self.type, self.namespaces
        child._expr, child._huge_tree, child._text = None, self._huge_tree, None
        child.index = self.index
        return child


def _find(plan: tuple[Path, ...], index: TreeIndex, top: etree._Element) -> list[Any] | None:
    """What the plan finds; None where only XPath keeps the texts in their order."""
    if len(plan) == 1:
        numbers = plan[0].find(index, top)
    else:
        numbers = sorted({number for path in plan for number in path.find(index, top)})
    elements = [index.elements[number] for number in numbers]
    pseudo = plan[0].pseudo
    if pseudo is None:
        return elements
    if pseudo.startswith("@"):
        return [value for element in elements if (value := element.get(pseudo[1:])) is not None]
    nested = any(index.last[one] >= other for one, other in zip(numbers, numbers[1:], strict=False))
    if nested:
        return None
    texts = _WHOLE_TEXT if pseudo == WHOLE_TEXT else _own_texts
    return [text for element in elements for text in texts(element)]


def _own_texts(element: etree._Element) -> list[str]:
    parts = [element.text, *(child.tail for child in element)]
    return [part for part in parts if part]
