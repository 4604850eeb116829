"""How one step of a selector stands to the step before it."""

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from crawlers.readers.selection.tree_index import TreeIndex

Matches = dict[int, int]
"""The numbers of elements that a path leads to, ascending, each with that of the innermost element it can
start from: below an element a path holds only if it starts there, too."""
Related = Callable[[TreeIndex, Matches, Sequence[int]], Matches]


def below(index: TreeIndex, upper: Matches, lower: Sequence[int]) -> Matches:
    """Those of ``lower`` that stand inside one of ``upper``; both ascend, so one pass does."""
    found: Matches = {}
    # Of those that are open: their last number, the innermost start so far.
    around: list[tuple[int, int]] = []
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


def children(index: TreeIndex, upper: Matches, lower: Sequence[int]) -> Matches:
    """Those of ``lower`` whose parent is one of ``upper``."""
    parents = ((number, index.elements[number].getparent()) for number in lower)
    return _related(index, upper, parents)


def adjacent(index: TreeIndex, before: Matches, after: Sequence[int]) -> Matches:
    """Those of ``after`` that follow at once on one of ``before``."""
    elders = (
        (number, next(index.elements[number].itersiblings("*", preceding=True), None)) for number in after
    )
    return _related(index, before, elders)


def _related(index: TreeIndex, upper: Matches, pairs: Iterable[tuple[int, etree._Element | None]]) -> Matches:
    starts = ((number, upper.get(index.number[other])) for number, other in pairs if other is not None)
    return {number: start for number, start in starts if start is not None}


RELATED: dict[str, Related] = {" ": below, ">": children, "+": adjacent}
