"""The one name of pages of Sogou's search and of WeChat's articles."""

from urllib.parse import urlsplit

from crawlers.readers.canonical import canonical as canonical_anywhere
from crawlers.readers.sogou_weixin.article_address import article_number

# What the search form tells of its user. The parameters of a link to an article are signed: all count.
_NOISE = frozenset(["_sug_", "_sug_type_", "s_from", "sut", "sst0", "lkt", "w", "oq", "ri"])


def canonical(url: str) -> str:
    """The name of the page at ``url``; an article that says its number is named by that, once and for all."""
    parts = urlsplit(url)
    if parts.path == "/s" and (number := article_number(url)):
        return f"{parts.scheme}://{parts.netloc}/s#{number}"
    if parts.path == "/weixin":
        return canonical_anywhere(url, _NOISE, {"page": "1"})
    return canonical_anywhere(url)
