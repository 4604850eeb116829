"""JSON that a site sent: walked without trust in its shape."""

import html
import json
import re
from typing import Any

MOST_VIEW = 4_096
"""Within so many characters the view that a browser makes of an answer comes to the answer itself."""

_JSONP = re.compile(r"\s*[\w.$]{1,100}\s*\(")
# The view has a head, and in its body nothing before the answer.
_VIEW = re.compile(
    r"(?:<!DOCTYPE[^>]*>|<!--[^>]*-->|\s)*<html[^>]*>\s*(?:<head[^>]*>(?:(?!<body|<pre).)*)?<body[^>]*>\s*<pre[^>]*>",
    re.IGNORECASE | re.DOTALL,
)


def parse_json(text: str) -> Any:
    """The value of JSON or JSONP ``text``, also as a browser saved its view; None where it is neither.

    The standard parser, because sites send half surrogate pairs, which faster ones refuse.
    """
    plain = without_view(text.strip().lstrip("\ufeff"))
    if not plain.startswith(("{", "[")):
        plain = _inside_call(plain)
    try:
        return json.loads(plain) if plain else None
    except (ValueError, RecursionError):
        return None


def first_json(text: str, start: int) -> Any:
    """The JSON value that begins at ``start`` of ``text``, whatever follows it; None where none does."""
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def without_view(text: str) -> str:
    """An answer that is no page, without the markup in which a browser shows it; any other text as it is."""
    shows = text.startswith("<") and "<pre" in text[:MOST_VIEW].lower()
    found = _VIEW.match(text, 0, MOST_VIEW) if shows else None
    end = text.rfind("</pre>") if found else -1
    if found is None or end < found.end():
        return text
    shown = text[found.end() : end].strip()
    if not shown.startswith(("{", "[")) and not _JSONP.match(shown):
        return text
    return shown if "<" in shown else html.unescape(shown)  # a browser escapes every bracket, a person none


def _inside_call(text: str) -> str:
    found = _JSONP.match(text)
    end = text.rfind(")")
    return text[found.end() : end] if found and end > found.end() else ""


def at(value: Any, *keys: str | int) -> Any:
    """The value under ``keys``, one below the other; None where the path ends early."""
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            value = value[key]
        else:
            return None
    return value


def entries(value: Any, *keys: str | int) -> list[Any]:
    """The list under ``keys``; an object with numbers for keys counts as one (PHP sends such); else empty."""
    found = at(value, *keys)
    if isinstance(found, dict):
        return list(found.values())
    return found if isinstance(found, list) else []


def words(value: Any, *keys: str | int) -> str | None:
    """The text or number under ``keys`` as text; None for anything else and for nothing but space."""
    found = at(value, *keys)
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        return None
    return str(found).strip() or None
