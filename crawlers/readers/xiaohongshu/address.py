"""The one name of a page of Xiaohongshu."""

import re

from crawlers.readers.canonical import canonical as canonical_anywhere
from crawlers.readers.canonical import rewritten

# A note is shown only to who brings its token, and every list gives it another one.
_NOISE = frozenset(["xsec_token", "xsec_source", "source", "channel_type", "app_platform", "m_source"])
_NOTE = (re.compile(r"/(?:discovery/item|search_result)/(?=[0-9a-f]{12,})"), "/explore/")


def canonical(url: str) -> str:
    """The name of the page at ``url``; a note has one, wherever it was found."""
    return canonical_anywhere(rewritten(url, _NOTE), _NOISE)
