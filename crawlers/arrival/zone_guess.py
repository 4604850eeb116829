"""In which time zone a site prints its times: what the page itself says, else a guess."""

import re
from urllib.parse import urlsplit

from crawlers.readers.sheet import page_text
from records.page import Page

# Countries with one zone, or one in which most people live.
_OF_COUNTRY = {
    "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "mo": "Asia/Macau",
    "sg": "Asia/Singapore", "my": "Asia/Kuala_Lumpur", "jp": "Asia/Tokyo", "kr": "Asia/Seoul",
    "vn": "Asia/Ho_Chi_Minh", "th": "Asia/Bangkok", "ph": "Asia/Manila", "kh": "Asia/Phnom_Penh",
    "ru": "Europe/Moscow", "de": "Europe/Berlin", "fr": "Europe/Paris", "uk": "Europe/London",
}  # fmt: skip
_OF_LANGUAGE = {"zh-tw": "Asia/Taipei", "zh-hk": "Asia/Hong_Kong", "zh-hant": "Asia/Taipei"}
_OFFSET = re.compile(r"(?:GMT|UTC)\s{0,3}([+-])\s{0,3}(\d{1,2})(?::?00)?(?![\d:])")
_ALL_UTC = re.compile(r"times are (?:<[^>]{0,200}>)?(?:UTC|GMT)\b(?!\s{0,3}[+-])", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,300}?\blang=[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
_EIGHT_HOURS_AHEAD = {_OF_COUNTRY[country] for country in ("tw", "hk", "mo", "sg", "my", "ph")}


def guess_zone(page: Page, plain: str) -> tuple[str, str]:
    """The IANA zone, and from what it was guessed; ``plain`` where nothing speaks for another."""
    text = page_text(page)
    guess = _by_page(text, page.url) or _by_country(page.url) or _by_language(text)
    return guess or (plain, "a guess: nothing on the page speaks for another")


def _by_page(text: str, url: str) -> tuple[str, str] | None:
    """Forum software prints the offset of its times at the foot of every page."""
    found = list(_OFFSET.finditer(text))
    if not found:
        return ("UTC", "the page says that its times are UTC") if _ALL_UTC.search(text) else None
    said, hours = found[-1], int(found[-1][2])
    offset = hours if said[1] == "+" else -hours
    zone = _chinese(url) if offset == 8 else _fixed(offset)
    return (zone, f"the page says {said[0]}") if zone else None


def _chinese(url: str) -> str:
    country = _by_country(url)
    return country[0] if country and country[0] in _EIGHT_HOURS_AHEAD else "Asia/Shanghai"


def _fixed(offset: int) -> str | None:
    # The names under Etc count the other way round: GMT+7 is seven hours behind.
    if not -12 <= offset <= 14:
        return None
    return f"Etc/GMT{-offset:+d}" if offset else "UTC"


def _by_country(url: str) -> tuple[str, str] | None:
    country = (urlsplit(url).hostname or "").rpartition(".")[2]
    zone = _OF_COUNTRY.get(country)
    return (zone, f"a guess from .{country}") if zone else None


def _by_language(text: str) -> tuple[str, str] | None:
    found = _LANGUAGE.search(text[:5000])
    zone = _OF_LANGUAGE.get(found[1].lower()) if found else None
    return (zone, f"a guess from the page's language {found[1]}") if zone and found else None
