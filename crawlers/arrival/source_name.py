"""What a source is called when nobody says: after its host and the last thing its address names."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

_LONGEST = 64
_DULL_HOSTS = re.compile(r"^(?:www|bbs|m)\.")
_DULL_PARTS = {
    "s",
    "f",
    "search",
    "index",
    "forum",
    "bbs",
    "weibo",
    "html",
    "htm",
    "api",
    "container",
    "getIndex",
}
_DULL_KEYS = {"mod", "ie", "page", "type", "view", "page_type", "start", "pn", "searchsubmit"}


def name_of(url: str) -> str:
    """``board_example_com_2`` for ``https://bbs.board.example.com/forum.php?mod=forumdisplay&fid=2``.

    A word that is not Latin becomes six characters of its digest.
    """
    parts = urlsplit(url)
    host = _DULL_HOSTS.sub("", parts.hostname or "") or "site"
    words = [_slug(host), *([str(parts.port)] if parts.port else []), *_told_apart(parts.path, parts.query)]
    name = "_".join(words)
    return (name if name[0].isalpha() else f"site_{name}")[:_LONGEST].rstrip("_-")


def _told_apart(path: str, query: str) -> list[str]:
    """What names the board, channel or search: the last telling step of the path and value of the query."""
    steps = [
        step for step in re.split(r"[/.]", re.sub(r"[^/]*\.php", "", path)) if step not in ("", *_DULL_PARTS)
    ]
    values = [value for key, value in parse_qsl(query) if key not in _DULL_KEYS]
    return [_slug(word) or sha256(word.encode()).hexdigest()[:6] for word in (*steps[-1:], *values[-1:])]


def _slug(words: str) -> str:
    if not words.isascii():
        return ""
    return re.sub(r"[^a-z0-9-]+", "_", words.lower()).strip("_-")
