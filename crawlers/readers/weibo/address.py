"""Weibo's addresses and the two forms of a status's number."""

import re
from urllib.parse import urlsplit

from crawlers.readers.addresses import origin
from crawlers.readers.canonical import canonical as canonical_anywhere

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BID = re.compile(r"[0-9A-Za-z]{5,12}")
_NOISE = frozenset(
    ["from", "luicode", "lfid", "featurecode", "jumpfrom", "retcode", "wm", "display", "wvr", "rid"]
)
_STATUS = re.compile(r"/(?:detail|status)/([0-9A-Za-z]{5,20})/?(?=$|[?#])")


def canonical(url: str) -> str:
    """The name of the page at ``url``; a status has one, in whichever form its number is written."""
    named = _STATUS.sub(lambda found: f"/detail/{long_mid(found[1])}", url)
    return canonical_anywhere(named, _NOISE, {"page": "1"})


def is_desktop(base: str) -> bool:
    """Whether ``base`` is the desktop site (weibo.com and its hosts), not the mobile one."""
    host = urlsplit(base).hostname or ""
    return host == "weibo.com" or host.endswith(".weibo.com")


def status_url(mid: str, bid: str | None, uid: str | None, base: str) -> str:
    """The page of a status on the site that was asked."""
    if bid and uid and is_desktop(base):
        return f"https://weibo.com/{uid}/{bid}"
    return detail_url(mid, base)


def detail_url(mid: str, base: str) -> str:
    """The page of a status on the mobile site."""
    return f"https://m.weibo.cn/detail/{mid}" if is_desktop(base) else f"{origin(base)}/detail/{mid}"


def whole_text_url(bid: str) -> str:
    """The whole text of a long status as JSON, on the desktop site."""
    return f"https://weibo.com/ajax/statuses/longtext?id={bid}"


def user_url(uid: str, base: str) -> str:
    """The statuses of an account as JSON, on the site that was asked."""
    if is_desktop(base):
        return f"https://weibo.com/ajax/statuses/mymblog?uid={uid}&page=1&feature=0"
    return f"{origin(base)}/api/container/getIndex?type=uid&value={uid}&containerid=107603{uid}"


def long_mid(number: str) -> str:
    """The decimal number of a status; addresses on the desktop write it in base 62 (``bid``).

    Four letters stand for seven digits, counted from the end.
    """
    if number.isdigit() or not _BID.fullmatch(number):
        return number
    first = len(number) % 4
    blocks = [number[:first]] if first else []
    blocks += [number[start : start + 4] for start in range(first, len(number), 4)]
    numbers = [str(_value(block)) for block in blocks]
    return numbers[0] + "".join(part.zfill(7) for part in numbers[1:])


def _value(block: str) -> int:
    value = 0
    for letter in block:
        value = value * 62 + _DIGITS.index(letter)
    return value
