"""Messages of Telegram Desktop's HTML export, as units: one file of a chat after the other."""

import re
from collections.abc import Iterator

from operations.importing.markup_scan import Piece, pieces_of, plain_words
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Unit

MESSAGE = re.compile(rb'<div\s[^<>]{0,200}?class="message\s[^"<>]{0,100}"[^<>]{0,200}>')
_CHAT = re.compile(r'<div class="text bold">\s*(.{0,300}?)\s*</div>', re.DOTALL)
_AUTHOR = re.compile(r'<div class="from_name">\s*([^<]{1,200}?)\s*<')
_WORDS = re.compile(r'<div class="text">(.*)', re.DOTALL)
_NUMBER = re.compile(r'id="message(-?\d{1,15})"')


def cut(file: Opened) -> Iterator[Unit | Fault]:
    """Every message; one that is joined to the one before it is told that one's author."""
    name = author = ""
    for piece in pieces_of(file.stream, MESSAGE, 0, file.file.size):
        if isinstance(piece, Fault):
            yield piece
            continue
        markup = file.text(piece.raw)
        head = markup.partition(">")[0]
        if not MESSAGE.match(piece.raw):
            found = _CHAT.search(markup)
            name = plain_words(found[1]) if found else ""
        elif "default" not in head:
            yield _unit(piece, head, "", {}, silent="service message")
        else:
            said = _WORDS.search(markup)
            yield _unit(piece, head, plain_words(said[1]) if said else "", {"name": name, "author": author})
            author = _author(markup) or author


def _author(markup: str) -> str:
    """Who wrote the message itself: the name in a message passed on stands deeper."""
    own = markup.partition('<div class="forwarded')[0]
    found = _AUTHOR.search(own)
    return plain_words(found[1]) if found else ""


def _unit(piece: Piece, head: str, words: str, context: dict[str, str], silent: str = "") -> Unit:
    number = _NUMBER.search(head)
    place = int(number[1]) if number else piece.line
    return Unit(start=piece.start, raw=piece.raw, place=place, words=words, context=context, silent=silent)
