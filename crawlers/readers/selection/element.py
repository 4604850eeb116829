"""A parsed element: parsel's Selector whose CSS selectors are looked up in an index of the tree."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Self, cast

from lxml import etree
from parsel import Selector, SelectorList

from crawlers.readers.selection.page_index import PageIndex
from crawlers.readers.selection.plan import TEXT, WHOLE_TEXT
from crawlers.readers.selection.tree_index import TreeIndex

_WHOLE_TEXT = etree.XPath("descendant-or-self::text()", smart_strings=False)


class Element(Selector):
    """An element, an attribute's value or a text.

    ``css`` finds in a part of the time what parsel's would, but nothing beside the element it is asked of.
    """

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

    def css(self, query: str) -> SelectorList[Self]:
        """What the CSS selectors ``query`` name at and below this element.

        Raises:
            SelectorError: ``query`` is no CSS selector.
        """
        if not isinstance(self.root, etree._Element):
            return super().css(query)
        index = self._index()
        finding, number = index.find(query), index.number.get(self.root)
        if finding is None or number is None:  # for XPath, or taken out of its tree
            return super().css(query)
        numbers = finding.within(number, index.last[number])
        if not numbers:
            return cast("SelectorList[Self]", self.selectorlist_cls())
        if finding.pseudo == TEXT and _are_nested(numbers, index):
            return super().css(query)
        seen = [self._child(root) for root in _seen(numbers, finding.pseudo, index)]
        return cast("SelectorList[Self]", self.selectorlist_cls(seen))

    def xpath(self, query: str, namespaces: Any = None, **variables: Any) -> SelectorList[Self]:
        """What the XPath ``query`` finds from this element on."""
        found = super().xpath(query, namespaces, **variables)
        for one in found if isinstance(self.root, etree._Element) else ():
            one.index = self._index()
        return found

    @property
    def attrib(self) -> Any:
        """The attributes of the element, as a mapping."""
        return getattr(self.root, "attrib", {})

    def get(self) -> Any:
        """The value or text as it is, an element as markup."""
        return self.root if isinstance(self.root, str) else super().get()

    def outermost(self, elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
        """Those of some ``elements`` of its tree that stand inside none of the others, in their order."""
        index = self._index()
        return _outermost(sorted(index.number[element] for element in elements), index)

    def moved(self) -> None:
        """Elements of the tree have been moved."""
        self._index().read()

    def _index(self) -> PageIndex:
        """The index of the tree, shared by all its elements."""
        index: PageIndex | None = getattr(self, "index", None)
        if index is None:
            index = self.index = PageIndex(self.root)
        return index

    def _child(self, root: Any) -> Self:
        """An Element as parsel makes them, without its checks of what is known to be right."""
        child = type(self).__new__(type(self))
        child.root, child.type, child.namespaces = root, self.type, self.namespaces
        child._expr, child._huge_tree, child._text = None, self._huge_tree, None
        child.index = self.index
        return child


def _seen(numbers: list[int], pseudo: str | None, index: TreeIndex) -> Iterable[Any]:
    """What is asked of the elements: themselves, an attribute or their texts."""
    elements = [index.elements[number] for number in numbers]
    if pseudo is None:
        return elements
    if pseudo == WHOLE_TEXT:
        return (text for element in _outermost(numbers, index) for text in whole_text(element))
    if pseudo == TEXT:
        return (text for element in elements for text in _own_texts(element))
    return (value for element in elements if (value := element.get(pseudo[1:])) is not None)


def whole_text(element: etree._Element) -> list[str]:
    """The texts at and below an element, in the order of the document."""
    return cast("list[str]", _WHOLE_TEXT(element))


def _are_nested(numbers: list[int], index: TreeIndex) -> bool:
    """Whether the texts of one stand among those of another: only XPath keeps them in their order."""
    return any(index.last[one] >= other for one, other in pairwise(numbers))


def _outermost(numbers: Sequence[int], index: TreeIndex) -> Iterator[etree._Element]:
    """The elements that stand in none of the others: what those say they say, too."""
    reach = -1
    for number in numbers:
        if number > reach:
            reach = index.last[number]
            yield index.elements[number]


def _own_texts(element: etree._Element) -> list[str]:
    parts = [element.text, *(child.tail for child in element)]
    return [part for part in parts if part]
