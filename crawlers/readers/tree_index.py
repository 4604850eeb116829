"""Where the elements of a tree stand: by tag, id and class, numbered in the order of the document."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

Key = tuple[str, str]
"""What is looked up: ``("class", "pg")``, ``("tag", "a")``, ``("having", "id")``, ``("any", "")``."""

ANY: Key = ("any", "")
_SPACE = re.compile("[ \t\r\n]+")


def classes_of(value: str) -> list[str]:
    """The words of a class attribute, as XPath's normalize-space parts them."""
    return [value] if value.isalnum() else _SPACE.split(value)


class TreeIndex:
    """The elements below (and with) ``root``; a tree that was changed has to be read anew."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.read()

    def read(self) -> None:
        """Number the elements as they stand now."""
        self.elements: list[etree._Element] = list(self.root.iter("*"))
        self.number = {element: number for number, element in enumerate(self.elements)}
        self.last = self._last_within()
        self.found: defaultdict[Key, list[int]] = defaultdict(list)
        found, number = self.found, 0
        for element in self.elements:  # in one piece: a page has thousands
            found["tag", element.tag].append(number)
            if (name := element.get("id")) is not None:
                found["id", name].append(number)
                found["having", "id"].append(number)
            if words := element.get("class"):
                for word in set(classes_of(words)):
                    found["class", word].append(number)
            number += 1

    def _last_within(self) -> list[int]:
        """For each element the number of the last one inside it (its own where it holds none)."""
        last = list(range(len(self.elements)))
        for number in range(len(last) - 1, 0, -1):
            parent = self.number[self.elements[number].getparent()]
            if last[number] > last[parent]:
                last[parent] = last[number]
        return last

    def within(self, key: Key, element: etree._Element) -> Sequence[int]:
        """The numbers of what ``key`` names, at and below ``element``."""
        found = self.found.get(key)
        if not found and key != ANY:
            return ()
        first = self.number[element]
        last = self.last[first]
        if not found:
            return range(first, last + 1)
        return found[bisect_left(found, first) : bisect_right(found, last)]
