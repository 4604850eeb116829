"""What of a page may be replaced: words, wherever they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from crawlers.rewriting.edits import Edit

#: ``text`` is shown, ``attribute`` may be; ``structure`` are names of the markup (class, id, type …);
#: ``value``, ``key`` and ``number`` stand in JSON or a script; an ``address`` comes whole first, and in parts
#: where nobody wants it whole.
Place = Literal[
    "text",
    "attribute",
    "structure",
    "style",
    "comment",
    "value",
    "key",
    "number",
    "address",
    "host",
    "path",
    "parameter",
]


@dataclass(frozen=True, slots=True)
class Part:
    """``[start, end)`` of a shown text stands in elements of these ``classes``, in a link to ``href``."""

    start: int
    end: int
    classes: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Decoded words of a page.

    ``name`` is that of the element, attribute or parameter; of a value in JSON the keys that lead to it
    (``user.screen_name``), of a path's part the part before it.
    """

    text: str
    place: Place
    name: str = ""
    parts: tuple[Part, ...] = ()


Replace = Callable[[Leaf], Sequence[Edit]]
