"""Where the elements of a tree stand: by tag, id and class, numbered in the order of the document."""

import re
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
        """Number the elements as they stand now; ``found`` has those of each key."""
        self.elements: list[etree._Element] = list(self.root.iter("*"))
        self.number = {element: number for number, element in enumerate(self.elements)}
        self.last = self._last_within()
        self.found: defaultdict[Key, list[int]] = defaultdict(list)
        found = self.found
        for number, element in enumerate(self.elements):  # in one piece: a page has thousands
            found["tag", element.tag].append(number)
            if (name := element.get("id")) is not None:
                found["id", name].append(number)
                found["having", "id"].append(number)
            if words := element.get("class"):
                for word in set(classes_of(words)):
                    found["class", word].append(number)

    def _last_within(self) -> list[int]:
        """For each element the number of the last one inside it (its own where it holds none)."""
        last = list(range(len(self.elements)))
        for number in range(len(last) - 1, 0, -1):
            parent = self.elements[number].getparent()
            if parent is not None and last[number] > last[above := self.number[parent]]:
                last[above] = last[number]
        return last

    def numbers_of(self, key: Key) -> Sequence[int]:
        """The numbers of the elements that ``key`` names."""
        return range(len(self.elements)) if key == ANY else self.found.get(key, ())
