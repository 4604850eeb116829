"""The grammar of a declared value: ``CSS [- CSS left out] [@attribute] [/pattern/]``.

``.post_date @title`` is an attribute, ``.head b /#(\\d+)/`` the part of a text that the pattern's group
holds, ``.body - .quote`` a text without its quotes, ``@id`` an attribute of the row or post itself. Where
several are given they are alternatives: the first that finds something counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from cssselect import SelectorError
from parsel import Selector
from parsel.csstranslator import HTMLTranslator

from crawlers.readers.sheet import shown_text

_FORM = re.compile(
    r"(?P<css>.*?)(?:(?:^|\s+)-\s+(?P<drop>.+?))?(?:(?:^|\s+)@(?P<attribute>[\w:-]+))?(?:(?:^|\s+)/(?P<pattern>.+)/)?",
    re.DOTALL,
)
# A value is a name, a date or a sentence. A page made to hurt has thousands of elements of one kind, all
# nested: only so many are looked at, and only the beginning of what they say.
_LONGEST = 4_000
_MOST_TEXTS = 1_000
_MOST_TRIED = 300
_MOST_RENDERED = 10
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Pick:
    """A value's place: ``css`` is empty for the row or post itself, ``attribute`` None for its text."""

    css: str
    drop: str | None = None
    attribute: str | None = None
    pattern: re.Pattern[str] | None = None

    def nodes(self, within: Selector) -> list[Selector]:
        """The elements, in the page's order; with an attribute those inside something left out are none."""
        found = list(within.css(self.css)) if self.css else [within]
        if not (self.attribute and self.drop):
            return found
        out = {node.root for node in within.css(self.drop)}
        return [node for node in found if not out.intersection(islice(node.root.iterancestors(), _DEEPEST))]

    def values(self, within: Selector) -> Iterator[str]:
        """What the elements say, each on one line; those that say nothing are passed over."""
        most = None if self.attribute else _MOST_RENDERED if self.drop else _MOST_TRIED
        return (found for node in self.nodes(within)[:most] if (found := self._part(self._shown(node))))

    def text(self, node: Selector) -> str:
        """The visible text of one element, with its line breaks."""
        return self._part(shown_text([node], self.drop)) or ""

    def _shown(self, node: Selector) -> str:
        if self.attribute:
            return " ".join(node.attrib.get(self.attribute, "").split())
        if self.drop:
            return " ".join(shown_text([node], self.drop).split())
        return " ".join("".join(islice(node.root.itertext("*"), _MOST_TEXTS)).split())

    def _part(self, shown: str) -> str | None:
        if self.pattern is None:
            return shown or None
        found = self.pattern.search(shown[:_LONGEST])
        return next((group for group in found.groups() if group), found[0]) if found else None


Picks = tuple[Pick, ...]
Text = TypeVar("Text", str, str | None)


def read_pick(declared: str) -> Pick:
    """The value declared as ``declared``.

    Raises:
        ValueError: no selector, or one that is none, or no regular expression; the message says which.
    """
    found = _FORM.fullmatch(declared.strip())
    assert found is not None  # the first group takes whatever the others leave
    css, drop, attribute, pattern = found.group("css", "drop", "attribute", "pattern")
    if not css and not attribute:
        raise ValueError("names no element: write a CSS selector, or @attribute of the row or post itself")
    return Pick(_checked(css), _checked(drop), attribute, _compiled(pattern))


def first(picks: Picks, within: Selector) -> str | None:
    """The first value that any alternative finds."""
    return next((value for pick in picks for value in pick.values(within)), None)


def last(picks: Picks, within: Selector) -> str | None:
    """The last value of the first alternative that finds some: the end of a path."""
    found = (tuple(pick.values(within)) for pick in picks)
    return next((values[-1] for values in found if values), None)


def every(picks: Picks, within: Selector) -> tuple[str, ...]:
    """All values of all alternatives, each once."""
    return tuple(dict.fromkeys(value for pick in picks for value in pick.values(within)))


def nodes(picks: Picks, within: Selector) -> list[Selector]:
    """The elements of the first alternative that has some."""
    return next((found for pick in picks if (found := pick.nodes(within))), [])


def text(picks: Picks, within: Selector) -> str:
    """The visible text of the first element that any alternative finds; empty where there is none."""
    return next((pick.text(found[0]) for pick in picks if (found := pick.nodes(within))), "")


def _checked(css: Text) -> Text:
    try:
        HTMLTranslator().css_to_xpath(css or "*")
    except SelectorError as error:
        raise ValueError(f"{css!r} is no CSS selector ({error})") from error
    return css


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern, re.IGNORECASE | re.DOTALL) if pattern else None
    except re.error as error:
        raise ValueError(f"/{pattern}/ is no regular expression ({error})") from error
