"""One status (mblog) as Weibo's JSON has it: m.weibo.cn, weibo.com/ajax and the open interface."""

import re
from datetime import datetime
from typing import Any

from crawlers.readers.addresses import absolute
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tree import at, entries, words
from crawlers.readers.visible import visible_text
from crawlers.readers.weibo.address import status_url
from records.reading import Count, Post

_COUNTS = (("reposts", "reposts_count"), ("comments", "comments_count"), ("likes", "attitudes_count"))
_MORE = re.compile(r"(?:\.{3}|…)\s*(?:全文|展开c?)\s*$")
_MARKUP = re.compile(r"<(?:br|a|span|img)\b", re.IGNORECASE)
# Weibo ends a text with a zero-width mark of its own; inside a text such marks are the author's.
_END = "\u200b \n"


def status_posts(mblog: Any, base: str, now: datetime, zone: str) -> tuple[Post, ...]:
    """The status, and the one it passes on where that still has an author; empty for what is no status."""
    own = _post(mblog, base, now, zone)
    if own is None:
        return ()
    quoted = _post(at(mblog, "retweeted_status"), base, now, zone)
    return (own, quoted) if quoted else (own,)


def is_status(value: Any) -> bool:
    """Whether ``value`` is a status; a comment has an author and a text as well, but is never passed on."""
    if not isinstance(value, dict) or not ("text" in value or "text_raw" in value):
        return False
    return "reposts_count" in value or "mblogid" in value or "retweeted_status" in value


def is_cut(mblog: Any) -> bool:
    """Whether only the beginning of the text is here; weibo.com/ajax never has more of a long one."""
    if at(mblog, "isLongText") not in (True, 1, "1") or words(mblog, "longText", "longTextContent"):
        return False
    return "text_raw" in mblog or bool(_MORE.search(visible_text(words(mblog, "text"))))


def plain_text(text: str | None) -> str:
    """A text that comes as markup from one interface and as plain lines from the other."""
    if text and not _MARKUP.search(text):
        return text.strip(_END)
    return visible_text(text).strip(_END)


def region(shown: str | None) -> str | None:
    """The place in ``发布于 安徽`` or ``来自安徽``."""
    return re.sub(r"^(?:发布于|来自)\s*", "", shown or "").strip() or None


def _post(mblog: Any, base: str, now: datetime, zone: str) -> Post | None:
    """None for what is no status, and for one that is gone: it has a number and an excuse, but no author."""
    mid = words(mblog, "mid") or words(mblog, "id")
    if not mid or not isinstance(at(mblog, "user"), dict) or not ("text" in mblog or "text_raw" in mblog):
        return None
    moment = moment_of(words(mblog, "created_at"), now, zone)
    author = words(mblog, "user", "idstr") or words(mblog, "user", "id")
    return Post(
        platform="weibo",
        post_id=mid,
        url=status_url(mid, words(mblog, "mblogid"), author, base),
        author_name=words(mblog, "user", "screen_name"),
        author_id=author,
        signature=words(mblog, "user", "description"),
        text=_text(mblog),
        images=_images(mblog, base),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(mblog),
        ip_place=region(words(mblog, "region_name")),
        reply_to=words(mblog, "retweeted_status", "mid") or words(mblog, "retweeted_status", "id"),
        excerpt=is_cut(mblog),
    )


def _text(mblog: Any) -> str:
    """The whole text where the answer has it; else the beginning without the words that open the rest."""
    if whole := words(mblog, "longText", "longTextContent"):
        return plain_text(whole)
    if raw := words(mblog, "text_raw"):  # weibo.com/ajax: no markup, real line breaks
        return raw.strip(_END)
    return _MORE.sub("...", visible_text(words(mblog, "text"))).strip(_END)


def _images(mblog: Any, base: str) -> tuple[str, ...]:
    """``pics`` is a list or an object with numbers for keys; the other dialects have lists of their own."""
    mixed = [at(part, "data") for part in entries(mblog, "mix_media_info", "items") if _is_picture(part)]
    pictures = entries(mblog, "pics") or entries(mblog, "pic_infos") or mixed or entries(mblog, "pic_urls")
    sources = (_source(picture) for picture in pictures)
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(base, source))))


def _is_picture(part: Any) -> bool:
    return words(part, "type") == "pic"


def _source(picture: Any) -> str | None:
    """The largest address that is given."""
    large = words(picture, "large", "url") or words(picture, "large")
    return large or words(picture, "url") or words(picture, "thumbnail_pic")


def _counters(mblog: Any) -> dict[str, Count] | None:
    named = {name: parse_count(words(mblog, key)) for name, key in _COUNTS}
    return {name: count for name, count in named.items() if count} or None
