"""Where the elements of a tree stand: by tag, id and class, numbered in the order of the document."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, islice, takewhile

from lxml import etree

Key = tuple[str, str]
"""What is looked up: ``("class", "pg")``, ``("tag", "a")``, ``("id", "fwin")``, or what an id begins with:
``("id^", "post_")``."""

ANY: Key = ("any", "")
HAVING_ID: Key = ("id^", "")
# The tree finds tags faster than an index of them is made; of the beginnings of ids a page is asked for few.
_WHEN_ASKED = ("tag", "id^")
_SPACE = re.compile("[ \t\r\n]+")


def classes_of(value: str) -> list[str]:
    """The words of a class attribute, as XPath's normalize-space parts them."""
    return _SPACE.split(value)


class TreeIndex:
    """The elements below (and with) ``root``; a tree that was changed has to be read anew."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.read()

    def read(self) -> None:
        """Number the elements as they stand now; ``found`` has those of each key, by its kind."""
        self.elements: list[etree._Element] = list(self.root.iter("*"))
        self.number = {element: number for number, element in enumerate(self.elements)}
        self.last = self._last_within()
        ids, classes = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for number, element in enumerate(self.elements):  # in one piece: a page has thousands
            if (name := element.get("id")) is not None:
                ids[name].append(number)
            if words := element.get("class"):
                for word in (words,) if words.isalnum() else set(classes_of(words)):
                    classes[word].append(number)
        self.found: dict[str, dict[str, list[int]]] = {"id": ids, "class": classes, "tag": {}, "id^": {}}
        self.ids = sorted(ids)

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
        if key == ANY:
            return range(len(self.elements))
        kind, name = key
        found = self.found[kind]
        if kind in _WHEN_ASKED and name not in found:
            found[name] = self._tagged(name) if kind == "tag" else self._with_id(name)
        return found.get(name, ())

    def _tagged(self, name: str) -> list[int]:
        return [self.number[element] for element in self.root.iter(name)]

    def _with_id(self, start: str) -> list[int]:
        behind = islice(self.ids, bisect_left(self.ids, start), None)
        names = takewhile(lambda name: name.startswith(start), behind)
        return sorted(chain.from_iterable(map(self.found["id"].__getitem__, names)))
