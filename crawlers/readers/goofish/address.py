"""The one name of a page of Goofish."""

from crawlers.readers.canonical import canonical as canonical_anywhere

# The category is the item's own; where the click came from is nobody's.
_NOISE = frozenset(["categoryid", "searchreqfrompage", "ttid", "ut_sk", "forcewebview"])


def canonical(url: str) -> str:
    """The name of the page at ``url``."""
    return canonical_anywhere(url, _NOISE)
