"""What a site is told to gain, change or lose while it runs."""

from dataclasses import dataclass, fields
from typing import Any

KINDS = ("open", "reply", "edit", "price", "remove")


class ChangeError(ValueError):
    """A change that cannot be made; the message says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one site.

    * ``open``: a thread in board ``place`` with ``title`` and ``text``, or a message in the channel ``place``
    * ``reply``: ``text`` in the thread ``thread``
    * ``edit``: ``text`` of the post ``post`` (and ``title`` of the thread it opens)
    * ``price``: ``price`` of the goods ``post``
    * ``remove``: the post ``post``, or all of the thread ``thread``
    """

    site: str
    kind: str
    place: str = ""
    thread: str = ""
    post: str = ""
    title: str | None = None
    text: str = ""
    author: str = "新来的人"
    price: float = 0.0


def read_change(order: Any) -> Change:
    """A change from its JSON form.

    Raises:
        ChangeError: a field is unknown, missing or of the wrong type.
    """
    if not isinstance(order, dict):
        raise ChangeError("a change is a JSON object with site and kind")
    known = {field.name for field in fields(Change)}
    if strange := sorted(set(order) - known):
        raise ChangeError(f"unknown field {strange[0]!r}; known are {', '.join(sorted(known))}")
    if not isinstance(order.get("site"), str) or order.get("kind") not in KINDS:
        raise ChangeError(f"a change names its site and one of the kinds {', '.join(KINDS)}")
    return Change(**order)
