"""Visible text of a piece of markup, with the line breaks a reader sees."""

import re
from html import unescape

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.element import PageElement, PreformattedString

from crawlers.readers.hidden_mail import shown_mail
from crawlers.readers.parsable import MOST_TAGS, bounded

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
    """The text of ``markup`` as it is seen: ``<br>``, blocks and what is written in ``<pre>`` break
    lines, white space becomes one space.

    Scripts, hidden elements and whatever the CSS selector ``drop`` names are left out; an image gives its
    ``alt`` (emoji), a mail address hidden by Cloudflare stands as browsers show it. Zero-width characters
    stay: they are part of what was written.
    """
    if not markup:
        return ""
    markup = markup.replace("\0", "\ufffd")
    if markup.count("<") > MOST_TAGS:  # no post: its words are read, its structure is not
        return _trimmed(unescape(_ANY_TAG.sub("\n", _SPACES.sub(" ", markup))))
    soup = BeautifulSoup(bounded(markup), "lxml")
    for element in soup.select(drop) if drop else ():
        if element.name in _BLOCKS and not _unseen(element):
            element.clear()  # what stands around it stays apart
        else:
            element.decompose()
    return _trimmed("".join(_pieces(soup)))


def _trimmed(text: str) -> str:
    """Without spaces around line breaks, at most one empty line between lines."""
    text = _AROUND.sub("\n", text)
    return _GAPS.sub("\n\n", text.replace("\xa0", " ")).strip(" \n")


def _pieces(soup: BeautifulSoup) -> list[str]:
    """Walks without recursion: a hostile page may nest a hundred thousand deep."""
    pieces: list[str] = []
    stack: list[tuple[PageElement | str, bool]] = [(soup, False)]
    while stack:
        node, written = stack.pop()
        if isinstance(node, Tag):
            written = written or node.name == "pre"
            stack.extend((child, written) for child in _opened(node, pieces))
        elif isinstance(node, NavigableString):
            if not isinstance(node, (Comment, PreformattedString)):
                _put_text(pieces, str(node), written)
        elif isinstance(node, str):
            _put(pieces, node)
    return pieces


def _put_text(pieces: list[str], text: str, written: bool) -> None:
    """Add a text, whose line breaks count where they are ``written`` (in ``<pre>``)."""
    first, *further = text.splitlines() if written and text.strip() else [text]
    _put(pieces, _SPACES.sub(" ", first))
    for piece in further:
        pieces.append("\n")
        _put(pieces, _SPACES.sub(" ", piece))


def _opened(tag: Tag, pieces: list[str]) -> list[PageElement | str]:
    """What to visit for ``tag``, last first."""
    if _unseen(tag):
        return []
    if mail := shown_mail(str(tag.get("data-cfemail") or "")):
        return [mail]
    if tag.name == "br":
        pieces.append("\n")
    elif tag.name == "img":
        pieces.append(str(tag.get("alt") or ""))
    elif tag.name in ("td", "th"):
        _put(pieces, " ")
    if tag.name not in _BLOCKS:
        return list(reversed(tag.contents))
    _put(pieces, "\n")
    return ["\n", *reversed(tag.contents)]


def _unseen(tag: Tag) -> bool:
    return tag.name in _UNSEEN or tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style") or "")))


def _put(pieces: list[str], piece: str) -> None:
    """Add a piece: a block breaks the line only where one has begun, a space follows only a word."""
    last = pieces[-1][-1:] if pieces else "\n"
    if piece == "\n" and (not pieces or last == "\n"):
        return
    if last in (" ", "\n"):
        piece = piece.lstrip(" ")
    if piece:
        pieces.append(piece)
