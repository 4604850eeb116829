"""The page behind ``/link?url=``: a script that puts an article's address together and goes there."""

import re

from crawlers.readers.sheet import Sheet
from records.reading import Link, Reading, State

_START = re.compile(r"\bvar\s{1,9}url\s{0,9}=\s{0,9}(['\"])([^'\"\\<>]{0,2000})\1")
_PIECE = re.compile(r"\burl\s{0,9}\+=\s{0,9}(?:(['\"])([^'\"\\<>]{0,2000})\1\s{0,9}(?:;|\n|$))?")
_GOES = re.compile(r"\blocation(?:\.href)?\s{0,9}(?:=|\.(?:replace|assign)\()\s{0,9}url\b")
# In one piece only what leads to an article: anything else may be a guard's page that loads itself again.
_DIRECT = re.compile(
    r"\blocation(?:\.href)?\s{0,9}(?:=|\.(?:replace|assign)\()\s{0,9}"
    r"(['\"])(https?://[^/'\"\\<>\s]{1,100}/s[/?][^'\"\\<>\s]{1,2000})\1"
)
_LONGEST = 20_000


def read_hop(sheet: Sheet, text: str) -> Reading | None:
    """Where the page says it leads, or None where it is no such page.

    The address stands in the page in pieces of plain text, which are read as they are. Anything that would
    have to be computed is a challenge.
    """
    if len(text) > _LONGEST or sheet.root.css("body > div, #seccodeForm"):
        return None
    script = "\n".join(sheet.root.css("script::text").getall())
    start = _START.search(script)
    if not start or not _GOES.search(script):
        return _hop(sheet, direct[2]) if (direct := _DIRECT.search(script)) else None
    pieces = [found[2] for found in _PIECE.finditer(script, start.end())]
    if not all(piece is not None for piece in pieces):
        return Reading(State.CHALLENGE, "the address of the article has to be computed")
    return _hop(sheet, start[2] + "".join(piece or "" for piece in pieces))


def _hop(sheet: Sheet, target: str) -> Reading:
    link: Link | None = sheet.link("thread", target)
    if link is None:
        return Reading(State.CHALLENGE, "the address of the article has to be computed")
    return Reading(State.REDIRECTED_ELSEWHERE, link.url, links=(link,))
