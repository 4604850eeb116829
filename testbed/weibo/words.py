# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Text, numbers and times as m.weibo.cn prints them."""

import re
from html import escape
from urllib.parse import quote

from testbed.clock import china, days_ago
from testbed.weibo.statuses import Status

LONG = 140
_DECORATED = re.compile(r"#([^#\s]{2,20})#|@([\w-]{2,20})|(https?://[^\s]+)|\[([a-zA-Z一-鿿]{1,4})\]")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def status_html(status: Status, *, whole: bool = False) -> str:
    """The text as the JSON carries it; long ones are cut with a link to the whole unless ``whole``."""
    text = status.placed.posting.text
    cut = is_long(status) and not whole
    words = _decorated(text[:LONG] if cut else text)
    face = _face(status.face) if status.face and not cut else ""
    return f'{words}...<a href="/status/{status.mid}">全文</a>' if cut else words + face


def is_long(status: Status) -> bool:
    """Whether lists show the beginning only."""
    return len(status.placed.posting.text) > LONG


def _decorated(text: str) -> str:
    pieces, end = [], 0
    for found in _DECORATED.finditer(text):
        pieces += [escape(text[end : found.start()]), _decoration(found)]
        end = found.end()
    return "".join([*pieces, escape(text[end:])]).replace("\n", "<br />")


def _decoration(found: re.Match[str]) -> str:
    topic, name, address, face = found.groups()
    if topic:
        link = f"https://m.weibo.cn/search?containerid=231522type%3D1%26t%3D10%26q%3D%23{quote(topic)}%23"
        return f'<a href="{link}" data-hide=""><span class="surl-text">#{escape(topic)}#</span></a>'
    if name:
        return f"<a href='/n/{escape(name)}'>@{escape(name)}</a>"
    return (
        _face(face)
        if face
        else f'<a href="{escape(address)}" data-hide=""><span class="surl-text">{escape(address)}</span></a>'
    )


def _face(name: str) -> str:
    return f'<span class="url-icon"><img alt=[{name}] src="/face/{quote(name)}.png" style="width:1em; height:1em;" /></span>'


def shown_count(count: int) -> int | str:
    """A number below 10,000, else ``1.2万`` and at last ``100万+``."""
    if count >= 1_000_000:
        return "100万+"
    return f"{count / 10_000:.1f}万".replace(".0万", "万") if count >= 10_000 else count


def long_time(at: int) -> str:
    """``Tue Feb 23 12:28:47 +0800 2021``."""
    when = china(at)
    return f"{_DAYS[when.weekday()]} {_MONTHS[when.month - 1]} {when:%d %H:%M:%S} +0800 {when.year}"


def short_time(at: int, now: int) -> str:
    """The older form: ``刚刚``, ``5分钟前``, ``15小时前``, ``昨天 07:12``, ``06-27``, ``2018-06-27``."""
    when, seconds = china(at), now - at
    if seconds < 3600:
        return "刚刚" if seconds < 60 else f"{seconds // 60}分钟前"
    days = days_ago(at, now)
    if days == 0:
        return f"{seconds // 3600}小时前"
    if days == 1:
        return f"昨天 {when:%H:%M}"
    return f"{when:%m-%d}" if when.year == china(now).year else f"{when:%Y-%m-%d}"
