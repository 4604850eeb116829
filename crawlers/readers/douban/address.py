"""The one name of a page of Douban's groups."""

from crawlers.readers.canonical import canonical as canonical_anywhere

_NOISE = frozenset(["_i", "_dtcc", "dt_dapp", "dt_platform", "from", "_spm_id"])


def canonical(url: str) -> str:
    """The name of the page at ``url``."""
    return canonical_anywhere(url, _NOISE, {"start": "0"})
