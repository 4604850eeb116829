"""The JSON objects of a text, whatever separates them: lines, commas, brackets."""

import json
import re
from collections.abc import Iterator
from typing import Any

_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[ \t\r\n,\[\]\ufeff]*")


def objects_in(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each object in order with the line (from 0) it begins in; what is none costs the rest of its line."""
    place = line = counted = 0
    while (found := _BETWEEN.match(text, place)) and (place := found.end()) < len(text):
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            place = text.find("\n", place) + 1 or len(text)
            continue
        if isinstance(value, dict):
            yield line, value
