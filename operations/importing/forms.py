"""The forms of export there are, and how a file shows which it is in."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.images.decoding import is_picture
from crawlers.exports.qq_chat import HEAD
from crawlers.exports.wechat_text import DAY, SPOKE
from operations.importing import (
    chat_lines,
    json_posts,
    pictures,
    qq_rows,
    table_rows,
    telegram_messages,
    telegram_pages,
)
from operations.importing.archive_members import GZIP, WARC
from operations.importing.hints import Hints
from operations.importing.opened import Opened
from operations.importing.parts import Cut
from operations.importing.unit import Unreadable


@dataclass(frozen=True, slots=True)
class Form:
    """``name`` as in ``crawlers.exports``, ``noun`` for its units, and what cuts a file into them.

    An archive of web pages is not cut: its pages are read by their families.
    """

    name: str
    noun: str
    cut: Callable[[Opened, Hints], Iterator[Cut]] | None


FORMS = {
    form.name: form
    for form in (
        Form("warc", "record", None),
        Form("telegram-json", "message", lambda file, hints: telegram_messages.cut(file)),
        Form("telegram-html", "message", lambda file, hints: telegram_pages.cut(file)),
        Form("csv", "line", lambda file, hints: table_rows.cut(file, hints.columns)),
        Form("jsonl", "line", lambda file, hints: json_posts.cut(file, hints.columns)),
        Form("qq-txt", "line", lambda file, hints: chat_lines.cut_qq(file)),
        Form("qq-mht", "row", lambda file, hints: qq_rows.cut(file)),
        Form("wechat-txt", "line", lambda file, hints: chat_lines.cut_wechat(file)),
        Form("screenshots", "picture", lambda file, hints: pictures.cut(file)),
        Form("text", "line", lambda file, hints: chat_lines.cut_text(file, hints.whole)),
    )
}
# What people say, and the forms that may be meant by it.
FORMATS: dict[str, tuple[str, ...]] = {
    "warc": ("warc",),
    "telegram": ("telegram-json", "telegram-html"),
    "csv": ("csv",),
    "jsonl": ("jsonl",),
    "qq": ("qq-txt", "qq-mht"),
    "text": ("wechat-txt", "text"),
    "screenshots": ("screenshots",),
}
_ARCHIVES = {
    b"PK\x03\x04": "a zip archive (or an office file)",
    b"PK\x05\x06": "a zip archive",
    b"Rar!": "a rar archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"%PDF": "a PDF",
    b"SQLite format 3": "a database",
}
# Text has hardly any of these: control signs, and what fits no sign of its encoding.
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_OBJECT = re.compile(r'\s*\{.*"(?:chats|messages)"\s*:', re.DOTALL)


def form_of(file: Opened, name: str, wanted: str | None) -> Form:
    """The form of ``file``: the one it shows, which must be of the format ``wanted``, if one is.

    Raises:
        Unreadable: empty, an archive (none is unpacked), no text, or not of the format wanted.
    """
    if not file.file.size:
        raise Unreadable("is empty")
    if is_archive_of_pages(file.head):
        if wanted in (None, "warc"):
            return FORMS["warc"]
        raise Unreadable(f"is no {wanted} export: it is a WARC file")
    if is_picture(file.head):
        if wanted in (None, "screenshots"):
            return FORMS["screenshots"]
        raise Unreadable(f"is no {wanted} export: it is a picture")
    archive = next((what for magic, what in _ARCHIVES.items() if file.head.startswith(magic)), None)
    if archive:
        raise Unreadable(f"is {archive}: none is unpacked here; look into it and hand in the file itself")
    text = file.text(file.head)
    if len(_NO_TEXT.findall(text)) > len(text) // 20:
        raise Unreadable("is no text")
    shown = _shown(text.lstrip("\ufeff \t\r\n"), name)
    if wanted is None or shown in FORMATS[wanted]:
        return FORMS[shown]
    if wanted in ("text", "csv", "jsonl"):
        return FORMS[FORMATS[wanted][-1]]
    raise Unreadable(f"is no {wanted} export: it looks like {shown}")


def is_archive_of_pages(head: bytes) -> bool:
    """Whether a file begins as a WARC file does, compressed or not."""
    if not head.startswith(GZIP):
        return head.startswith(WARC)
    try:
        return zlib.decompressobj(31).decompress(head, len(WARC)) == WARC
    except zlib.error:
        return False


def _shown(text: str, name: str) -> str:
    """The form that the first characters of a file and its name tell."""
    lines = [line.strip() for line in text.split("\n")[:200]]
    if telegram_pages.MESSAGE.search(text.encode()):
        return "telegram-html"
    if "multipart/related" in text[:2_000].lower() and "mime-version" in text[:2_000].lower():
        return "qq-mht"
    if _OBJECT.match(text) and not _is_lines(lines):
        return "telegram-json"
    if text.startswith(("{", "[{")) or (text.startswith("[") and text[1:].lstrip().startswith("{")):
        return "jsonl"
    if chat_lines.TITLE.search(text[:500]) or any(HEAD.fullmatch(line) for line in lines):
        return "qq-txt"
    if any(map(DAY.fullmatch, lines)) and any(map(SPOKE.fullmatch, lines)):
        return "wechat-txt"
    if name.lower().endswith((".csv", ".tsv")) or table_rows.has_headers(lines[0]):
        return "csv"
    return "text"


def _is_lines(lines: list[str]) -> bool:
    """Whether the first line is an object of its own."""
    return lines[0].endswith("}") and len(lines) > 1 and lines[1].startswith("{")
