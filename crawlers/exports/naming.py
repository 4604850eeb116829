"""Names for what an export gives none: the same message in two exports has the same one."""

import hashlib

from records.page import Page


def content_id(*parts: str | None) -> str:
    """Sixteen hex digits from what a message is: its chat, its author, its time as shown, its words."""
    return hashlib.sha256("\0".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:16]


def address_in_file(page: Page, place: str) -> str:
    """The address of what stands at ``place`` of the handed-in file that ``page`` is a part of."""
    return page.part.address(place) if page.part else page.url


def said_elsewhere(page: Page, name: str) -> str | None:
    """What a part's context says under ``name``."""
    return (page.part.context.get(name) if page.part else None) or None
