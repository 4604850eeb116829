"""Rows of a chat log that QQ's client saved as MHT, as units; the pictures behind them are not read.

The file is a MIME message (RFC 2557): a page in HTML, then each picture of the chat. It may be as long as
they are; nothing of it is held but a row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.exports.qq_page import DAY
from operations.importing.chat_lines import ABOUT
from operations.importing.markup_scan import CHUNK, pieces_of, plain_words
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Skipped, Unit, Unreadable

_ROW = re.compile(rb"<tr\b[^<>]{0,500}>", re.IGNORECASE)
_BOUNDARY = re.compile(r'boundary="?([^"\s;]{1,70})', re.IGNORECASE)
_CODING = re.compile(r"content-transfer-encoding:\s{0,9}([\w-]{1,20})", re.IGNORECASE)
# Behind the clock, in the row's second block, stand the words.
_WORDS = re.compile(r"\d{1,2}:\d{2}:\d{2}(?:\s?[AP]M)?\s*</div>(.*)", re.DOTALL | re.IGNORECASE)
_AS_IT_IS = ("7bit", "8bit", "binary")


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the page in HTML begins and ends in the file."""

    start: int
    end: int
    boundary: bytes


def cut(file: Opened) -> Iterator[Unit | Fault | Skipped]:
    """Every row with a message; above them stands the chat, and the day of those that follow.

    Raises:
        Unreadable: no page in it, or one that is coded otherwise than QQ does it.
    """
    page, chat, day = _page(file), "", ""
    for number, piece in enumerate(pieces_of(file.stream, _ROW, page.start, page.end)):
        if isinstance(piece, Fault):
            yield piece
            continue
        markup = file.text(piece.raw)
        said, shown = _WORDS.search(markup), plain_words(markup)
        if said:
            words = plain_words(said[1])
            context = {"chat": chat, "day": day, "row": str(number)}
            silent = "" if words else "message without words"
            yield Unit(
                start=piece.start, raw=piece.raw, place=number, words=words, context=context, silent=silent
            )
        elif dated := DAY.search(shown):
            day = dated[1]
        elif (about := ABOUT.search(shown)) and about["what"] == "对象":
            chat = about["name"].strip()
    for _ in range(_pictures(file, page)):
        yield Skipped("picture in the file")


def _page(file: Opened) -> _Page:
    head = file.head.decode("latin-1")
    found = _BOUNDARY.search(head)
    begun = re.search(r"\r?\n\r?\n", head[head.find("text/html", found.end()) :]) if found else None
    if not found or not begun:
        raise Unreadable("is an MHT file without a page in it")
    start = head.find("text/html", found.end()) + begun.end()
    coding = _CODING.search(head[found.end() : start])
    if coding and coding[1].lower() not in _AS_IT_IS:
        raise Unreadable(f"is an MHT file whose page is coded as {coding[1]}: QQ saves it as it is")
    boundary = b"--" + found[1].encode("latin-1")
    end = next(_places(file, boundary, start), file.file.size)
    return _Page(start, end, boundary)


def _pictures(file: Opened, page: _Page) -> int:
    """How many parts stand behind the page; the last boundary closes the file."""
    return max(sum(1 for _ in _places(file, page.boundary, page.end)) - 1, 0)


def _places(file: Opened, sign: bytes, start: int) -> Iterator[int]:
    """Where ``sign`` stands in the file, from ``start`` on."""
    while chunk := file.at(start, start + CHUNK):
        place = -1
        while (place := chunk.find(sign, place + 1)) >= 0:
            yield start + place
        if len(chunk) < CHUNK:
            return
        start += CHUNK - len(sign) + 1
