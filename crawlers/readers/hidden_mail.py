"""Mail addresses that Cloudflare hides from readers without scripts; a browser shows them to anybody."""

import re

_HIDDEN = re.compile(r"(?:[0-9a-f]{2}){4,330}", re.IGNORECASE)


def shown_mail(hidden: str) -> str | None:
    """The address in a ``data-cfemail``: hexadecimal, its first byte laid over each of the others."""
    if not _HIDDEN.fullmatch(hidden):
        return None
    key, *signs = bytes.fromhex(hidden)
    try:
        address = bytes(sign ^ key for sign in signs).decode()
    except UnicodeDecodeError:
        return None
    return address if "@" in address and address.isprintable() else None
