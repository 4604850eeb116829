"""JSON and scripts: their strings, keys and numbers, whatever surrounds them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawlers.rewriting.address import Inside
from crawlers.rewriting.codings import from_literal, to_literal
from crawlers.rewriting.edits import Edit, outward

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)(?P<colon>\s*:)?"""
    r"|(?P<comment>/\*.*?\*/|(?<![:\\])//[^\n]*)"
    r"|(?P<word>[A-Za-z_$][\w$]*)|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?)|(?P<mark>[{}\[\](),;:=])",
    re.DOTALL,
)


@dataclass
class _Trail:
    """The keys that lead to where the scan is; a list's entries are named like the list."""

    open: list[tuple[str, str]] = field(default_factory=list)
    word: str = ""
    name: str = ""

    def meet(self, mark: str) -> None:
        """Go into or out of a bracket, take the last word as a name, or forget it."""
        if mark in "{[(":
            self.open.append((mark, self.name))
            self.name = self.name if mark == "[" else ""
        elif mark in "}])":
            del self.open[-1:]
            self.name = ""
        elif mark in ":=":
            self.name = self.word
        else:
            bracket, name = self.open[-1] if self.open else ("", "")
            self.name = name if bracket == "[" else ""

    def keys(self) -> str:
        """The name, behind that of the nearest thing around it that has another."""
        around = next((name for _, name in reversed(self.open) if name and name != self.name), "")
        return f"{around}.{self.name}" if around else self.name


def script_edits(text: str, start: int, end: int, inside: Inside) -> list[Edit]:
    """What ``inside`` makes of every string, key and number of ``text[start:end]``."""
    trail = _Trail()
    return [
        edit
        for token in _TOKEN.finditer(text, start, end)
        for edit in _token_edits(token, text, trail, inside)
    ]


def _token_edits(token: "re.Match[str]", text: str, trail: _Trail, inside: Inside) -> Sequence[Edit]:
    if token["string"]:
        return _string_edits(token, text, trail, inside)
    if token["mark"]:
        trail.meet(token["mark"])
    elif token["word"]:
        trail.word = token["word"]
    elif token["number"]:
        place = token.start()
        return [
            Edit(place + edit.start, place + edit.end, edit.text)
            for edit in inside(token[0], "number", trail.keys())
        ]
    return ()


def _string_edits(token: "re.Match[str]", text: str, trail: _Trail, inside: Inside) -> list[Edit]:
    start, end = token.start("string") + 1, token.end("string") - 1
    decoded = from_literal(text, start, end)
    if token["colon"]:
        trail.word = trail.name = decoded.text
    place = "key" if token["colon"] and trail.open else "value"
    edits = inside(decoded.text, place, trail.keys())  # type: ignore[arg-type]
    return outward(decoded, edits, lambda new: to_literal(new, token["string"], text[start - 1]))
