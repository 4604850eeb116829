"""Which addresses are pages of one list or thread."""

import re
from urllib.parse import unquote_plus, urlsplit

from crawlers.readers.canonical import canonical

# Numbers and cursors that page through a list, in the query of any software.
PAGING = frozenset(
    [
        "page", "pn", "start", "offset", "before", "after", "since_id", "max_id", "max_id_type", "cursor",
        "pagenumber",
    ]
)  # fmt: skip
# What pages through the lists of one family alone, or comes and goes from page to page.
_OWN_PAGING = {"v2ex": frozenset(["p"]), "discuz": frozenset(["extra"])}
# A search whose pager writes other parameters than the first page has: only these tell what is searched.
_TELLING = {"sogou_weixin": frozenset(["type", "query"])}
_FORMS = {
    "discuz": (
        (re.compile(r"(thread-\d+)-\d+-\d+"), r"\1"),
        (re.compile(r"(forum-\w+)-\d+(?=\.html)"), r"\1"),
        (re.compile(r"((?:fid|tid)-\d+)-page-\d+"), r"\1"),
    ),
    "mybb": ((re.compile(r"-page-\d+(?=\.html)"), ""),),
    "xenforo": ((re.compile(r"/page-\d+"), ""),),
    "vbulletin": ((re.compile(r"/page\d+"), ""),),
    "forum": ((re.compile(r"/page-?\d+"), ""),),
}


def series_of(family: str, url: str) -> str:
    """The name of the list or thread whose page ``url`` is: the same for all its pages, in every session."""
    url = canonical(url)
    for pattern, form in _FORMS.get(family, ()):
        url = pattern.sub(form, url)
    parts = urlsplit(url)
    # Latin-1 keeps the bytes apart that a GBK site means.
    pairs = (unquote_plus(pair, "latin-1") for pair in parts.query.split("&") if pair)
    told = sorted(pair for pair in pairs if _tells(family, pair.partition("=")[0].lower()))
    return "\n".join((parts.netloc, parts.path.rstrip("/"), *told))


def _tells(family: str, name: str) -> bool:
    telling = _TELLING.get(family)
    if telling is not None:
        return name in telling
    return name not in PAGING and name not in _OWN_PAGING.get(family, ())
