"""What Tieba writes into its markup: JSON in attributes, portraits, names of bars."""

from typing import Any
from urllib.parse import unquote

from parsel import Selector

from crawlers.readers.addresses import parameter
from crawlers.readers.sheet import Sheet, line
from crawlers.readers.tree import at, parse_json
from records.reading import Link


def fields(node: Selector) -> Any:
    """The JSON in ``data-field``; some templates write it with single quotes."""
    raw = node.attrib.get("data-field", "")
    return parse_json(raw) or parse_json(raw.replace("'", '"'))


def portrait(*found: Any) -> str | None:
    """The first portrait, without the time stamp behind its ``?``."""
    known = next((value for value in found if isinstance(value, str) and value), None)
    return unquote(known).partition("?")[0] or None if known else None


def portrait_of(href: str | None) -> str | None:
    """The portrait in a person's address."""
    return portrait(parameter(href, "id"))


def bar_name(shown: str | None) -> str | None:
    """The bar without its last 吧."""
    return (shown or "").strip().removesuffix("吧").strip() or None


def bar_of(sheet: Sheet) -> str | None:
    """The bar that the page belongs to."""
    return bar_name(line(sheet.root.css("a.card_title_fname"))) or bar_name(parameter(sheet.url, "kw"))


def next_page(sheet: Sheet, pager: str) -> Link | None:
    """The pager's link that says 下一页."""
    after = (link for link in sheet.root.css(f"{pager} a") if "下一页" in (line([link]) or ""))
    return next((sheet.link("next", link.attrib.get("href")) for link in after), None)


def truth(value: Any, *keys: str) -> bool:
    """Whether the site says yes under ``keys``: true, 1 or "1"."""
    return at(value, *keys) in (True, 1, "1")
