"""Visible text of a piece of markup, with the line breaks a reader sees."""

import re
from collections.abc import Iterable, Set
from html import unescape

from lxml import etree

from crawlers.readers.hidden_mail import shown_mail
from crawlers.readers.parsable import MOST_TAGS, parse
from crawlers.readers.selection.element import Element

_Node = etree._Element | str | None
_BREAK = None

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    ["script", "style", "template", "noscript", "head", "title", "textarea", "select", "iframe", "object"]
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND = re.compile(r" *\n *")
_GAPS = re.compile(r"\n{3,}")


def visible_text(markup: str | None, drop: str | None = None) -> str:
    """The text of ``markup`` as it is seen (``seen_text``)."""
    if not markup:
        return ""
    markup = markup.replace("\0", "\ufffd")
    if markup.count("<") > MOST_TAGS:  # no post: its words are read, its structure is not
        return _trimmed(unescape(_ANY_TAG.sub("\n", _SPACES.sub(" ", markup))))
    return seen_text(parse(markup), drop)


def seen_text(node: Element, drop: str | None = None) -> str:
    """The text of an element as it is seen: ``<br>``, blocks and what is written in ``<pre>`` break
    lines, white space becomes one space.

    Scripts, hidden elements and whatever the CSS selector ``drop`` names are left out; an image gives its
    ``alt`` (emoji), a mail address hidden by Cloudflare stands as browsers show it. Zero-width characters
    stay: they are part of what was written.
    """
    dropped = {left_out.root for left_out in node.css(drop)} if drop else set()
    return _trimmed("".join(_pieces(node.root, dropped)))


def _trimmed(text: str) -> str:
    """Without spaces around line breaks, at most one empty line between lines."""
    text = _AROUND.sub("\n", text)
    return _GAPS.sub("\n\n", text.replace("\xa0", " ")).strip(" \n")


def _pieces(top: etree._Element, dropped: Set[etree._Element]) -> list[str]:
    """Walks without recursion: a hostile page may nest a hundred thousand deep."""
    pieces: list[str] = []
    stack: list[tuple[_Node, bool]] = [(top, False)]
    while stack:
        node, written = stack.pop()
        if node is _BREAK:
            _put(pieces, "\n")
        elif isinstance(node, str):
            _put_text(pieces, node, written)
        elif isinstance(node.tag, str):  # else a comment
            written = written or node.tag == "pre"
            stack.extend((inner, written) for inner in _opened(node, pieces, dropped))
    return pieces


def _put_text(pieces: list[str], text: str, written: bool) -> None:
    """Add a text, whose line breaks count where they are ``written`` (in ``<pre>``)."""
    first, *further = text.splitlines() if written and text.strip() else [text]
    _put(pieces, _SPACES.sub(" ", first))
    for piece in further:
        pieces.append("\n")
        _put(pieces, _SPACES.sub(" ", piece))


def _opened(element: etree._Element, pieces: list[str], dropped: Set[etree._Element]) -> Iterable[_Node]:
    """What to visit for ``element``, last first."""
    if _unseen(element):
        return ()
    if element in dropped:  # what stands around a block stays apart
        return (_BREAK,) if element.tag in _BLOCKS else ()
    if mail := shown_mail(element.get("data-cfemail", "")):
        return (mail,)
    if element.tag == "br":
        pieces.append("\n")
    elif element.tag == "img":
        pieces.append(element.get("alt", ""))
    elif element.tag in ("td", "th"):
        _put(pieces, " ")
    inside = [node for child in reversed(element) for node in (child.tail, child) if node is not None]
    inside += [element.text] if element.text else []
    if element.tag not in _BLOCKS:
        return inside
    _put(pieces, "\n")
    return [_BREAK, *inside]


def _unseen(element: etree._Element) -> bool:
    style = element.get("style")
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or (style is not None and _HIDDEN.search(style) is not None)
    )


def _put(pieces: list[str], piece: str) -> None:
    """Add a piece: a block breaks the line only where one has begun, a space follows only a word."""
    last = pieces[-1][-1:] if pieces else "\n"
    if piece == "\n" and (not pieces or last == "\n"):
        return
    if last in (" ", "\n"):
        piece = piece.lstrip(" ")
    if piece:
        pieces.append(piece)
