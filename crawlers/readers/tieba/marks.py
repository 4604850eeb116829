"""What Tieba writes into its markup: JSON in attributes, portraits, names of bars."""

import json
import re
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from parsel import Selector

from crawlers.readers.sheet import Sheet, line
from crawlers.readers.tree import at, parse_json
from records.reading import Link

_QUOTED = re.compile(r"'((?:[^'\\]|\\.){0,2000})'")
_BAR_TITLE = re.compile(r"(?:^|【)([^【】_]{1,60}?)吧(?:】_|[-_]+)百度贴吧")


def fields(node: Selector) -> Any:
    """The JSON in ``data-field``; some templates write it with single quotes."""
    raw = node.attrib.get("data-field", "")
    return parse_json(raw) or parse_json(_QUOTED.sub(lambda found: json.dumps(found[1]), raw))


def portrait(*found: Any) -> str | None:
    """The first portrait, without the time stamp behind its ``?``; the address of a picture ends in one."""
    for value in found:
        known = unquote(value) if isinstance(value, str) else ""
        if "/" in known and "/portrait" not in known:
            continue
        if name := known.partition("?")[0].rpartition("/")[2]:
            return name
    return None


def account(href: str | None) -> str | None:
    """The portrait in a person's address; older addresses have the name of the account instead."""
    return portrait(said(href, "id")) or said(href, "un")


def said(url: str | None, name: str) -> str | None:
    """The query parameter ``name``; an address without ``ie=utf-8`` writes it in GBK."""
    try:
        pairs = urlsplit(url or "").query.split("&")
    except ValueError:
        return None
    value = next((pair.partition("=")[2] for pair in pairs if pair.partition("=")[0] == name), "")
    content = unquote_to_bytes(value.replace("+", " "))
    try:
        return content.decode() or None
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def bar_name(shown: str | None) -> str | None:
    """The bar without its last 吧."""
    return (shown or "").strip().removesuffix("吧").strip() or None


def bar_of(sheet: Sheet) -> str | None:
    """The bar that the page belongs to, as its head, its title or its address has it."""
    titled = _BAR_TITLE.search(line(sheet.root.css("title")) or "")
    return (
        bar_name(line(sheet.root.css("a.card_title_fname, .card_title_fname")))
        or (titled[1].strip() if titled else None)
        or bar_name(said(sheet.url, "kw"))
    )


def next_page(sheet: Sheet, pager: str) -> Link | None:
    """The pager's link that says 下一页."""
    after = (link for link in sheet.root.css(f"{pager} a") if "下一页" in (line([link]) or ""))
    return next((sheet.link("next", link.attrib.get("href")) for link in after), None)


def truth(value: Any, *keys: str) -> bool:
    """Whether the site says yes under ``keys``: true, 1 or "1"."""
    return at(value, *keys) in (True, 1, "1")
