"""Addresses taken apart: host, parts of the path, parameters."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from crawlers.rewriting.codings import from_percent, to_percent
from crawlers.rewriting.edits import Edit, Span, outward
from crawlers.rewriting.leaf import Place

Inside = Callable[[str, Place, str], Sequence[Edit]]
_ADDRESS = re.compile(
    r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.\-]*:)?(?://(?:[^/?#@]*@)?(?P<host>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_SEGMENT = re.compile(r"[^/;]+")
_PARAMETER = re.compile(r"(?P<name>[^&;=]*)=(?P<value>[^&;]*)|[^&;=]+")
_OPAQUE = ("data:", "blob:", "about:")
#: Addresses within a text, with their scheme or at least ``www.`` or a host of two names and a known ending.
_IN_TEXT = re.compile(
    r"(?:[a-zA-Z][a-zA-Z0-9+.\-]{1,15}://|www\.)[^\s<>\"'，。、；：！？（）【】《》“”‘’\[\]{}|\\^`\u2e80-\uffff]{3,}"
    r"|(?<![a-zA-Z0-9@._\-/=])(?:[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?\.){1,4}[a-zA-Z]{2,12}(?![a-zA-Z0-9._@\-])"
    r"(?::[0-9]{2,5})?(?:/[^\s<>\"'，。、；：！？（）【】《》“”‘’\[\]{}|\\^`\u2e80-\uffff]*)?"
)


def address_edits(address: str, inside: Inside, charset: str, name: str = "") -> list[Edit]:
    """What ``inside`` makes of an address as a whole, else of its host, path, parameters and fragment.

    ``name`` says where it stands.
    """
    if whole := list(inside(address, "address", name)):
        return whole
    if address.lstrip()[:8].lower().startswith(_OPAQUE):
        return []
    found = _ADDRESS.match(address)
    assert found, "every text is an address of this form"
    edits = [edit for part in _parts(address, found) for edit in _part_edits(address, part, inside, charset)]
    return sorted(edits)


def find_addresses(text: str, is_host: Callable[[str], bool]) -> list[Span]:
    """Where addresses stand in ``text``; without a scheme only where ``is_host`` knows the host."""
    spans: list[Span] = []
    for found in _IN_TEXT.finditer(text):
        shown = found[0].rstrip(".,:;!?)*'")
        if "://" in shown or shown.lower().startswith("www.") or is_host(re.split("[/:]", shown)[0]):
            spans.append((found.start(), found.start() + len(shown)))
    return spans


Part = tuple[Place, str, int, int]


def _parts(address: str, found: "re.Match[str]") -> Iterator[Part]:
    """Place, name and span of each part that holds words."""
    if found["host"]:
        yield "host", "", *found.span("host")
    elif found["scheme"] and not found["host"] and "/" not in found["path"]:
        yield "path", found["scheme"], *found.span("path")  # mailto: and the like
        return
    before = ""
    for segment in _SEGMENT.finditer(address, *found.span("path")):
        yield "path", before, *segment.span()
        before = segment[0]
    for parameter in _PARAMETER.finditer(address, *found.span("query")) if found["query"] else ():
        named = parameter["value"] is not None
        span = parameter.span("value") if named else parameter.span()
        yield "parameter", parameter["name"] if named else "", *span
    if found["fragment"]:
        yield "path", "#", *found.span("fragment")


def _part_edits(address: str, part: Part, inside: Inside, charset: str) -> list[Edit]:
    place, name, start, end = part
    return percent_edits(address, (start, end), lambda text: inside(text, place, name), charset)


def percent_edits(text: str, span: Span, inside: Callable[[str], Sequence[Edit]], charset: str) -> list[Edit]:
    """What ``inside`` makes of the percent-encoded ``span`` of a text, by the first reading that it edits."""
    raw = not text[slice(*span)].isascii()  # written as it is meant, as browsers show it
    for decoded, codec in from_percent(text, *span, charset):
        if edits := inside(decoded.text):
            return outward(decoded, edits, str if raw else partial(to_percent, codec=codec))
    return []
