"""The one name of a page of Tieba."""

from crawlers.readers.canonical import canonical as canonical_anywhere

_NOISE = frozenset(["fr", "red_tag", "sfc", "unique", "client_type", "client_version", "traceid"])
_PLAIN = {"pn": "0", "see_lz": "0", "cid": "0"}


def canonical(url: str) -> str:
    """The name of the page at ``url``; the bar's name stays as it is encoded."""
    first = {"pn": "1"} if "/p/" in url else {}
    return canonical_anywhere(url, _NOISE, _PLAIN | first)
