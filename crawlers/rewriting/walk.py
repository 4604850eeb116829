"""The way through a page to all its words, whatever they are wrapped in."""

import re
from dataclasses import dataclass

from crawlers.rewriting.address import address_edits, percent_edits
from crawlers.rewriting.edits import Edit, apply
from crawlers.rewriting.leaf import Leaf, Place, Replace
from crawlers.rewriting.markup import markup_edits
from crawlers.rewriting.script import script_edits

_MARKUP = re.compile(r"<(?:!--|/?[a-zA-Z])")
_JSON = re.compile(r"\s*(?:[\w.$]{1,100}\s*\(\s*)?[\[{].*[\]}]\s*\)?\s*;?\s*", re.DOTALL)
_ADDRESS = re.compile(
    r"\s*(?:[a-zA-Z][a-zA-Z0-9+.\-]*:)?//[^\s<>]+\s*|\s*(?:mailto|tel):\S+\s*"
    r"|/?(?:[\w.~+\-]+[/?&=;#:,]+)+[\w.~+\-]*%[0-9a-fA-F]{2}[!#-&(-~]*|/[\w.~\-]+(?:/[\w.~\-]+)*\?[!#-&(-~]*"
)
_PERCENT = re.compile(r"(?=[^%]*%)(?:[\w.~+\-]|%[0-9a-fA-F]{2})+")
_QUOTED = re.compile(r"[\"'\\]")
# An attribute in a string in an attribute is deep; what goes on is made to be slow.
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Walk:
    """Shows ``replace`` every word of a text; ``charset`` is the codec the page is in."""

    replace: Replace
    charset: str
    depth: int = 0

    def inside(self, text: str, place: Place, name: str) -> list[Edit]:
        """The edits of ``text``, which may be JSON, markup or an address itself."""
        if not text or self.depth > DEEPEST:
            return []
        deeper = Walk(self.replace, self.charset, self.depth + 1)
        if place in ("text", "attribute", "value", "comment", "parameter"):
            if _JSON.fullmatch(text) and _QUOTED.search(text):
                return script_edits(text, 0, len(text), deeper.inside)
            if place != "parameter" and _MARKUP.search(text):
                return markup_edits(text, deeper.inside, self.replace, self.charset)
            if _ADDRESS.fullmatch(text):
                return deeper.address(text, name)
            if _PERCENT.fullmatch(text):
                return percent_edits(
                    text, (0, len(text)), lambda plain: deeper.inside(plain, place, name), self.charset
                )
        return list(self.replace(Leaf(text, place, name)))

    def address(self, text: str, name: str = "") -> list[Edit]:
        """The edits of an address."""
        return address_edits(text, self.inside, self.charset, name)

    def script(self, text: str) -> list[Edit]:
        """The edits of JSON or a script."""
        return script_edits(text, 0, len(text), self.inside)


def rewrite(text: str, replace: Replace, charset: str = "utf-8") -> str:
    """``text`` (a page, or an answer in JSON) with the edits that ``replace`` makes of its words."""
    walk = Walk(replace, charset)
    if text.lstrip("\ufeff \t\r\n")[:1] in "{[" or _JSON.fullmatch(text):
        return apply(text, walk.script(text))
    return apply(text, markup_edits(text, walk.inside, replace, charset))
