"""Numbers in Discuz! addresses, in their plain and their rewritten form."""

import re

from crawlers.readers.canonical import canonical as canonical_anywhere
from crawlers.readers.canonical import rewritten

_THREAD = re.compile(r"(?:[?&](?:p?tid)=|thread-|tid-)(\d{1,12})")
_BOARD = re.compile(r"(?:[?&]fid=|forum-|fid-)(\d{1,9})\b")
_PAGE = re.compile(r"(?:[?&]page=(\d{1,7})|thread-\d{1,12}-(\d{1,7})\b|tid-\d{1,12}-page-(\d{1,7}))")
_POST = re.compile(r"(?:[?&]pid=|#pid)(\d{1,12})")
_USER = re.compile(r"uid[=-](\d{1,12})")
# Where the reader came from, what was searched for, for which screen the same page is laid out.
_NOISE = frozenset(["extra", "highlight", "from", "fromuid", "mobile", "prevpage", "sid", "forumdefstyle"])
_PLAIN = {"page": "1"}
# The rewritten forms that the software itself writes; the last number of a thread's is the list's page.
_FORMS = (
    (re.compile(r"/thread-(\d+)-(\d+)-\d+\.html(?:\?|$)"), r"/forum.php?mod=viewthread&tid=\1&page=\2&"),
    (re.compile(r"/forum-(\d+)-(\d+)\.html(?:\?|$)"), r"/forum.php?mod=forumdisplay&fid=\1&page=\2&"),
    (re.compile(r"/space-uid-(\d+)\.html(?:\?|$)"), r"/home.php?mod=space&uid=\1&"),
)


def canonical(url: str) -> str:
    """The name of the page at ``url``, in its dynamic form."""
    return canonical_anywhere(rewritten(url.partition("#")[0], *_FORMS), _NOISE, _PLAIN)


def thread_number(url: str | None) -> str | None:
    """The tid in ``url``."""
    return _first(_THREAD, url)


def board_number(url: str | None) -> str | None:
    """The fid in ``url``."""
    return _first(_BOARD, url)


def page_number(url: str | None) -> int:
    """The page in ``url``, 1 where it names none."""
    return int(_first(_PAGE, url) or 1)


def post_number(url: str | None) -> str | None:
    """The pid in ``url``."""
    return _first(_POST, url)


def user_number(url: str | None) -> str | None:
    """The uid in ``url``."""
    return _first(_USER, url)


def _first(pattern: re.Pattern[str], url: str | None) -> str | None:
    found = pattern.search(url or "")
    return next((group for group in found.groups() if group), None) if found else None
