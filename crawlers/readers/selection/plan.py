"""Selectors as plans over a TreeIndex: the same elements as XPath finds, many times faster.

A post is read by dozens of selectors: evaluated as XPath each looks at every element of every post. A plan
looks up the rarest part of each step once for the whole page; what it finds in a post is then a stretch of a
list.
"""

from dataclasses import dataclass

from crawlers.readers.selection.conditions import Test
from crawlers.readers.selection.relations import Matches, Related
from crawlers.readers.selection.tree_index import Key, TreeIndex

TEXT, WHOLE_TEXT = "text", "whole text"


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
