"""Message text as HTML, and numbers as Telegram prints them."""

import re
from html import escape
from urllib.parse import quote

_LINKED = re.compile(r"(?<![\w/.@])@([A-Za-z]\w{3,31})|(https?://[^\s<>]+)|(?<!\w)#(\w+)")
_EMOJI = re.compile(r"[\U0001F300-\U0001FAFF☀-➿]️?")


def message_html(text: str, channel: str, sought: str = "") -> str:
    """``text`` with breaks, links, emoji and the marks of a search."""
    pieces, end = [], 0
    for found in _LINKED.finditer(text):
        pieces += [_plain(text[end : found.start()], sought), _link(found, channel)]
        end = found.end()
    return "".join([*pieces, _plain(text[end:], sought)])


def _link(found: re.Match[str], channel: str) -> str:
    name, address, tag = found.groups()
    if name:
        return f'<a href="https://t.me/{name}" target="_blank">@{name}</a>'
    if tag:
        return f'<a href="?q={quote("#" + tag)}">#{escape(tag)}</a>'
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(address)}</a>'


def _plain(text: str, sought: str) -> str:
    marked = escape(text).replace("\n", "<br/>")
    marked = _EMOJI.sub(lambda found: f'<i class="emoji"><b>{found[0]}</b></i>', marked)
    if not sought:
        return marked
    return re.sub(f"({re.escape(escape(sought))})", r'<mark class="highlight">\1</mark>', marked, flags=re.I)


def short_number(number: int) -> str:
    """``620``, ``1.2K``, ``1.01M``."""
    if number < 1_000:
        return str(number)
    value, unit = (number / 1_000, "K") if number < 1_000_000 else (number / 1_000_000, "M")
    return (
        f"{value:.2f}".rstrip("0").rstrip(".") + unit
        if unit == "M"
        else f"{value:.1f}".removesuffix(".0") + unit
    )


def grouped(number: int) -> str:
    """``16 674``."""
    return f"{number:,}".replace(",", " ")
