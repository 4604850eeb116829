"""Platforms that are known by their host, and the address under which each is watched."""

import re
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from crawlers.readers import FAMILIES
from crawlers.readers.addresses import absolute

FAMILY_OF_HOST = {
    "t.me": "telegram",
    "telegram.me": "telegram",
    "telegram.dog": "telegram",
    "tieba.baidu.com": "tieba",
    "m.weibo.cn": "weibo",
    "weibo.cn": "weibo",
    "s.weibo.com": "weibo",
    "weibo.com": "weibo",
    "goofish.com": "goofish",
    "h5.m.goofish.com": "goofish",
    "weixin.sogou.com": "sogou_weixin",
    "mp.weixin.qq.com": "sogou_weixin",
    "v2ex.com": "v2ex",
    "xiaohongshu.com": "xiaohongshu",
    "douban.com": "douban",
}
# What people paste, and the address that shows the posts to anybody.
_ENTRANCES = (
    (
        re.compile(
            r"https?://(?:www\.)?(?:t|telegram)\.(?:me|dog)/(?:s/)?([A-Za-z]\w{3,31})(?:/\d+)?/?(?:\?embed=.*)?"
        ),
        r"https://t.me/s/\1",
    ),
    (
        re.compile(r"https?://(?:m\.weibo\.cn|(?:www\.)?weibo\.com)/u/(\d+)/?(?:\?.*)?"),
        r"https://m.weibo.cn/api/container/getIndex?type=uid&value=\1&containerid=107603\1",
    ),
    (
        re.compile(r"https?://m\.weibo\.cn/search\?(containerid=[^&]+).*"),
        r"https://m.weibo.cn/api/container/getIndex?\1&page_type=searchall",
    ),
)


def family_of_host(url: str) -> str | None:
    """The family of the platform that ``url`` lies on, or None."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    family = FAMILY_OF_HOST.get(host)
    return family if family in FAMILIES else None


def entrance(address: str) -> str | None:
    """The canonical address to watch for what a person pasted (``https`` where no scheme is given), or None.

    Session ids, tracking and fragments go; a Telegram channel becomes its preview, a Weibo page the answer
    that its script asks for.
    """
    words = address.strip()
    if re.search(r"\s", words) or not re.search(r"[.:]", words):
        return None
    try:
        url = absolute("", safe_url_string(words if "://" in words else f"https://{words}"))
    except ValueError:
        return None
    if url is None:
        return None
    whole = ((pattern.fullmatch(url), form) for pattern, form in _ENTRANCES)
    return next((found.expand(form) for found, form in whole if found), url)
