"""One byte form for one JSON value, so that it can be hashed."""

import json
from typing import Any


def canonical(value: Any) -> bytes:
    """``value`` as JSON after the manner of RFC 8785: sorted keys, no white space, UTF-8.

    Keys are sorted by code point, and a lone surrogate (which UTF-8 cannot hold) stays a ``\\udXXX`` escape:
    whatever a site sent can be written and read back unchanged.

    Raises:
        ValueError: NaN or infinity, which JSON lacks.
        TypeError: something that is no JSON value.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")
