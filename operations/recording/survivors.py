"""Whether anybody is still named in what is about to be written down, in whatever encoding."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from analysis.privacy.known import Known, is_telling
from analysis.privacy.pseudonyms import PersonalKind
from analysis.readings.folding import fold

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def survivors(text: str, kinds: dict[str, PersonalKind]) -> list[str]:
    """Values of ``kinds`` that ``text`` still holds, plain, HTML-escaped, JSON-escaped or percent-encoded.

    Only values that cannot mean anything else count: somebody may be called 天 or ``div``.
    """
    known = Known({value: kind for value, kind in kinds.items() if is_telling(value)})
    found = (one.value for shown in _readings(text) for one in known.find(fold(shown), telling=True))
    return list(dict.fromkeys(found))


def _readings(text: str) -> Iterator[str]:
    """``text`` as it stands, and with each of its encodings undone."""
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))
    for shown in dict.fromkeys((text, unescaped)):
        yield shown
        if "%" in shown:
            yield unquote(shown, "utf-8", "replace")
            yield unquote(shown, "gb18030", "replace")
