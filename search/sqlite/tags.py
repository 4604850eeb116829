"""Exact values as tokens of the full-text index."""

import re

from search.entry import Entry

#: The token of every document.
ANY = "="
# The tokenizer cuts at signs that cannot be seen, and at quotation marks; each sign by itself, so that what
# begins alike still does.
HIDDEN = {code: f"%{code:02x}" for code in (*range(33), *b"%\"'", 127)}
TO_HIDE = re.compile(f"[{re.escape(''.join(map(chr, HIDDEN)))}]")

SIGN = re.compile("%([0-9a-f]{2})")


def token(field: str, value: str) -> str:
    """``field=value``; with an empty value the token of all that hold any value of the field."""
    return f"{field}={value.translate(HIDDEN)}"


def tokens_of(entry: Entry) -> list[str]:
    """All exact values of a document."""
    found = [ANY]
    for field, values in entry.tags.items():
        if values:
            found.append(f"{field}=")
            found += [f"{field}={value}" for value in values]
    # Hardly any document has such a sign: one look at all values is quicker than one at each.
    return [one.translate(HIDDEN) for one in found] if TO_HIDE.search("".join(found)) else found


def shown(told: str) -> str:
    """The value in a token."""
    return SIGN.sub(lambda sign: chr(int(sign[1], 16)), told.partition("=")[2])
