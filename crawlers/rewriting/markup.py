"""HTML: its texts, run by run as they are shown, its attributes, scripts and comments."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from crawlers.rewriting.address import Inside, address_edits
from crawlers.rewriting.codings import from_html, to_html
from crawlers.rewriting.edits import Decoded, Edit, Span, joined, outward
from crawlers.rewriting.leaf import Leaf, Part, Place, Replace
from crawlers.rewriting.script import script_edits

_ATTRIBUTES = r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+"
_TOKEN = re.compile(
    rf"<!--(?P<comment>.*?)(?:-->|\Z)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    rf"|<(?P<raw>script|style|textarea|title)(?P<kind>(?=[\s/>]){_ATTRIBUTES})>(?P<inside>.*?)(?=</(?P=raw)\b|\Z)"
    rf"|<(?P<open>[a-zA-Z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})>|</(?P<close>[a-zA-Z][^\s/>]*)[^>]*>|<[!?][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=/>\"'][^\s=/>]*)(?:\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<bare>[^\s>\"'][^\s>]*)))?"
)
_ELEMENTS = YAML(typ="safe").load(Path(__file__).with_name("elements.yml"))
_INLINE, _VOID, _STRUCTURE, _ADDRESSES = (
    frozenset(_ELEMENTS[name].split()) for name in ("inline", "void", "structure", "addresses")
)
_URL = re.compile(r"url\(\s*['\"]?(?P<address>[^'\")]*)", re.IGNORECASE)
_SCRIPT = re.compile(r"html|template", re.IGNORECASE)
DEEPEST = 400


@dataclass
class _Shown:
    """The text since the last break of a line, and the elements that are open around it."""

    pieces: list[Decoded] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    length: int = 0
    open: list[tuple[str, str, str | None]] = field(default_factory=list)

    def add(self, piece: Decoded) -> None:
        """More text of the same run."""
        if not piece.text:
            return
        classes = " ".join(classes for _, classes, _ in self.open[-3:] if classes)
        href = next((href for _, _, href in reversed(self.open[-6:]) if href is not None), None)
        self.pieces.append(piece)
        self.parts.append(Part(self.length, self.length + len(piece.text), classes, href))
        self.length += len(piece.text)

    def take(self) -> tuple[Decoded, tuple[Part, ...]]:
        """The run, which ends here."""
        run, parts = joined(self.pieces), tuple(self.parts)
        self.pieces, self.parts, self.length = [], [], 0
        return run, parts

    def enter(self, tag: str, classes: str, href: str | None) -> None:
        """An element opens."""
        if tag not in _VOID and len(self.open) < DEEPEST:
            self.open.append((tag, classes, href))

    def leave(self, tag: str) -> None:
        """An element closes, and with it those inside that were left open."""
        place = next((at for at in reversed(range(len(self.open))) if self.open[at][0] == tag), None)
        if place is not None:
            del self.open[place:]


def markup_edits(text: str, inside: Inside, replace: Replace, charset: str) -> list[Edit]:
    """What ``inside`` makes of attributes, scripts and comments, ``replace`` of each run of shown text."""
    return list(_Markup(text, inside, replace, charset).edits())


def unseen_parts(text: str) -> list[Span]:
    """What nobody sees of a page: the insides of scripts, styles, comments and handlers of events."""
    spans: list[Span] = []
    for token in _TOKEN.finditer(text):
        if token["comment"]:
            spans.append(token.span("comment"))
        elif token["raw"] and token["raw"].lower() in ("script", "style"):
            spans.append(token.span("inside"))
        for group in ("attributes", "kind"):
            found = _ATTRIBUTE.finditer(text, *token.span(group)) if token[group] else ()
            handlers = (one for one in found if one["name"].lower().startswith("on"))
            spans += [one.span(quotes) for one in handlers for quotes in ("two", "one") if one[quotes]]
    return [span for span in spans if span[0] < span[1]]


@dataclass
class _Markup:
    text: str
    inside: Inside
    replace: Replace
    charset: str
    shown: _Shown = field(default_factory=_Shown)

    def edits(self) -> Iterator[Edit]:
        """All of them."""
        place = 0
        for token in _TOKEN.finditer(self.text):
            self.shown.add(from_html(self.text, place, token.start()))
            place = token.end()
            yield from self._token(token)
        self.shown.add(from_html(self.text, place, len(self.text)))
        yield from self._run()

    def _token(self, token: "re.Match[str]") -> Iterator[Edit]:
        tag = (token["open"] or token["close"] or "").lower()
        if tag == "br":
            end = token.end()
            self.shown.add(Decoded("\n", ((end, end),)))
        elif (tag and tag not in _INLINE) or token["raw"] or token["cdata"]:
            yield from self._run()
        if token["open"]:
            yield from self._open(tag, token)
        elif token["close"]:
            self.shown.leave(tag)
        elif token["raw"]:
            yield from self._raw(token)
        elif token["comment"] is not None or token["cdata"] is not None:
            yield from self._wrapped(token)

    def _run(self) -> list[Edit]:
        run, parts = self.shown.take()
        if not run.text.strip():
            return []
        return outward(run, self.replace(Leaf(run.text, "text", parts=parts)), to_html)

    def _open(self, tag: str, token: "re.Match[str]") -> Iterator[Edit]:
        values = {
            name: html.unescape(self.text[start:end])
            for name, start, end in self._attributes(token, "attributes")
        }
        self.shown.enter(tag, values.get("class", ""), values.get("href") if tag == "a" else None)
        yield from self._attribute_edits(token, "attributes")

    def _attributes(self, token: "re.Match[str]", group: str) -> Iterator[tuple[str, int, int]]:
        """Name and span of the value of every attribute that has one."""
        for found in _ATTRIBUTE.finditer(self.text, *token.span(group)):
            for quotes in ("two", "one", "bare"):
                if found[quotes]:
                    yield found["name"].lower(), *found.span(quotes)

    def _attribute_edits(self, token: "re.Match[str]", group: str) -> Iterator[Edit]:
        for name, start, end in self._attributes(token, group):
            meant = from_html(self.text, start, end)
            yield from outward(meant, self._value(name, meant.text), to_html)

    def _value(self, name: str, value: str) -> list[Edit]:
        if name.startswith("on"):
            return script_edits(value, 0, len(value), self.inside)
        if name == "style":
            return [
                edit
                for found in _URL.finditer(value)
                for edit in self._address(name, value, *found.span("address"))
            ]
        if name in _ADDRESSES:
            return self._href(name, value)
        place: Place = "structure" if name in _STRUCTURE else "attribute"
        return list(self.inside(value, place, name))

    def _href(self, name: str, value: str) -> list[Edit]:
        if value.lstrip().lower().startswith("javascript:"):
            return script_edits(value, value.index(":") + 1, len(value), self.inside)
        return self._address(name, value, 0, len(value))

    def _address(self, name: str, value: str, start: int, end: int) -> list[Edit]:
        edits = address_edits(value[start:end], self.inside, self.charset, name)
        return [Edit(start + edit.start, start + edit.end, edit.text) for edit in edits]

    def _raw(self, token: "re.Match[str]") -> Iterator[Edit]:
        """A script, a style, or an element whose inside is text whatever it looks like."""
        yield from self._attribute_edits(token, "kind")
        tag, (start, end) = token["raw"].lower(), token.span("inside")
        if tag in ("textarea", "title"):
            meant = from_html(self.text, start, end)
            yield from outward(meant, self.replace(Leaf(meant.text, "text", tag)), to_html)
        elif tag == "style":
            yield from self._shifted(self.replace(Leaf(token["inside"], "style", tag)), start)
        elif _SCRIPT.search(token["kind"]):
            yield from self._shifted(self.inside(token["inside"], "text", tag), start)
        else:
            yield from script_edits(self.text, start, end, self.inside)

    def _wrapped(self, token: "re.Match[str]") -> Iterator[Edit]:
        group = "comment" if token["comment"] is not None else "cdata"
        yield from self._shifted(self.inside(token[group], "comment", group), token.start(group))

    def _shifted(self, edits: Sequence[Edit], by: int) -> Iterator[Edit]:
        for edit in edits:
            yield Edit(by + edit.start, by + edit.end, edit.text)
