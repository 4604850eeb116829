"""The one parser of shown counters."""

import re
import unicodedata
from decimal import Decimal

from records.reading import Count

_UNITS = {
    "千": 10**3,
    "k": 10**3,
    "百万": 10**6,
    "百萬": 10**6,
    "千万": 10**7,
    "千萬": 10**7,
    "万": 10**4,
    "萬": 10**4,
    "w": 10**4,
    "m": 10**6,
    "亿": 10**8,
    "億": 10**8,
    "b": 10**9,
}
# Groups of three behind a comma or a space; a unit letter that is no beginning of a word.
_NUMBER = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ ,]\d{3}){1,4}(?!\d)|\d{1,15}(?!\d))(?!,\d)(\.\d{1,6}(?!\d|\.\d))?(?!\.\d)"
    r"\s?(?:([百千][万萬]|[千万萬亿億])|([kmbw])(?![a-z]))?\s?(\+)?"
)
# Points group digits in half of Europe; no site counts in thousandths.
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){1,4}(?![\d.,]|\s?(?:[百千万萬亿億]|[kmbw](?![a-z])))")
_ABOUT = ("约", "約", "超", "超过", "超過", "近", "~", ">", "≈", "about", "over", "more than", "nearly")
# What a signed 64-bit column can hold; no site counts further.
_MOST = 2**63
# A button that shows its verb alone has been pressed by nobody.
_NOBODY = {"转发", "评论", "赞", "点赞", "收藏", "分享", "回复", "喜欢", "想要", "浏览", "阅读", "讨论"}


def parse_count(text: str | int | None) -> Count | None:
    """The first number in ``text``: ``1.2万``, ``100万+``, ``2158人想要``, ``14,149``, ``620K``, ``16 674``,
    ``Replies: 1,234``.

    ``转发`` alone is 0. ``rounded`` where a unit, a fraction, a ``+`` or 约 says that the site rounded.
    None where there is no number, or none that a counter could reach.
    """
    if isinstance(text, bool) or text is None:
        return None
    plain = _plain(text)
    if plain in _NOBODY:
        return Count(0)
    if not (found := _NUMBER.search(plain)) or plain[: found.start()].endswith("-"):
        return None
    whole, fraction, han, letter, plus = found.groups()
    unit = _UNITS[han or letter] if han or letter else 1
    value = int(Decimal(whole.replace(",", "").replace(" ", "") + (fraction or "")) * unit)
    about = plain[: found.start()].rstrip().endswith(_ABOUT)
    return Count(value, bool(unit > 1 or fraction or plus or about)) if value < _MOST else None


def _plain(text: str | int) -> str:
    """Half-width, lower case, digits ungrouped by points, single spaces (sites group with narrow ones)."""
    squeezed = " ".join(str(text)[:2000].split())[:200]
    plain = " ".join(unicodedata.normalize("NFKC", squeezed).lower().split())
    return _DOTTED.sub(lambda number: number[0].replace(".", ""), plain)
