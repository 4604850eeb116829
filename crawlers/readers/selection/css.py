"""CSS selectors turned into plans."""

from functools import lru_cache
from typing import Any

from cssselect import parser

from crawlers.readers.selection.conditions import Unplanned, demands_of
from crawlers.readers.selection.plan import TEXT, WHOLE_TEXT, Path, Plan, Step
from crawlers.readers.selection.relations import RELATED, Related, below
from crawlers.readers.selection.tree_index import ANY, HAVING_ID

# What leads to the fewest elements comes first.
_RANK = {"id": 0, "class": 1, "id^": 2, "tag": 3}


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
    if pseudo == TEXT and last.key == ANY and not last.tests and last.related in (None, below):
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
        if tree.combinator not in RELATED:
            raise Unplanned(tree.combinator)
        return [*_steps(tree.selector), _step(tree.subselector, RELATED[tree.combinator])]
    return [_step(tree, None)]


def _step(tree: Any, related: Related | None) -> Step:
    parts = demands_of(tree)
    key = min((key for key, _ in parts if key), key=lambda key: _RANK[key[0]], default=ANY)
    proven = key not in (ANY, HAVING_ID)  # by having been looked up
    return Step(key, tuple(test for own, test in parts if not (proven and own == key)), related)
