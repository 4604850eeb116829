"""One status (mblog) as Weibo's JSON has it, in both dialects."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawlers.readers.addresses import absolute, origin
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tree import at, entries, words
from crawlers.readers.visible import visible_text
from records.reading import Count, Post

_COUNTS = (("reposts", "reposts_count"), ("comments", "comments_count"), ("likes", "attitudes_count"))
_MORE = re.compile(r"\.{3}\s*全文$")


def status_posts(mblog: Any, base: str, now: datetime, zone: str) -> tuple[Post, ...]:
    """The status, and the one it passes on where that still has an author; empty for what is no status."""
    own = _post(mblog, base, now, zone)
    if own is None:
        return ()
    original = at(mblog, "retweeted_status")
    quoted = _post(original, base, now, zone) if at(original, "user") else None
    return (own, quoted) if quoted else (own,)


def is_cut(mblog: Any) -> bool:
    """Whether the list shows only the beginning of the text."""
    return at(mblog, "isLongText") in (True, 1, "1") and not words(mblog, "longText", "longTextContent")


def detail_url(mid: str, base: str) -> str:
    """The page of a status on the mobile site."""
    return f"{origin(base)}/detail/{mid}"


def user_url(uid: str, base: str) -> str:
    """The statuses of an account as JSON on the mobile site."""
    return f"{origin(base)}/api/container/getIndex?type=uid&value={uid}&containerid=107603{uid}"


def _post(mblog: Any, base: str, now: datetime, zone: str) -> Post | None:
    mid = words(mblog, "mid") or words(mblog, "id")
    if not mid or ("text" not in mblog and "text_raw" not in mblog):
        return None
    moment = moment_of(words(mblog, "created_at"), now, zone)
    return Post(
        platform="weibo",
        post_id=mid,
        url=_address(mblog, mid, base),
        author_name=words(mblog, "user", "screen_name"),
        author_id=words(mblog, "user", "id") or words(mblog, "user", "idstr"),
        signature=words(mblog, "user", "description"),
        text=_text(mblog),
        images=_images(mblog, base),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(mblog),
        ip_place=(words(mblog, "region_name") or "").removeprefix("发布于").strip() or None,
        reply_to=words(mblog, "retweeted_status", "mid") or words(mblog, "retweeted_status", "id"),
    )


def _text(mblog: Any) -> str:
    """The whole text where the answer has it; else the beginning without the words that open the rest."""
    whole = words(mblog, "longText", "longTextContent")
    raw = words(mblog, "text_raw")
    if raw and not whole:  # weibo.com/ajax: no markup, real line breaks, half a zero-width mark at the end
        return raw.removesuffix("\u200b").strip()
    return _MORE.sub("...", visible_text(whole or words(mblog, "text")))


def _address(mblog: Any, mid: str, base: str) -> str:
    short, uid = words(mblog, "mblogid"), words(mblog, "user", "id")
    if short and uid and (urlsplit(base).hostname or "").endswith("weibo.com"):
        return f"https://weibo.com/{uid}/{short}"
    return detail_url(mid, base)


def _images(mblog: Any, base: str) -> tuple[str, ...]:
    """``pics`` is a list or an object with numbers for keys; weibo.com/ajax has ``pic_infos``."""
    pictures = entries(mblog, "pics") or entries(mblog, "pic_infos")
    sources = (words(picture, "large", "url") or words(picture, "url") for picture in pictures)
    return tuple(url for source in sources if (url := absolute(base, source)))


def _counters(mblog: Any) -> dict[str, Count] | None:
    named = {name: parse_count(words(mblog, key)) for name, key in _COUNTS}
    return {name: count for name, count in named.items() if count} or None
