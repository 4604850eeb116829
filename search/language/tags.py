"""Exact values of a field, how they begin, and what they are like."""

import re
from collections.abc import Callable, Sequence

from search.fault import QueryError
from search.fields import BY_NAME, CHANNELS, VALUES, fold_value
from search.language.repair import nearest
from search.language.wildcards import check_wildcards, glob_of, is_like
from search.nodes import Any, Node, Not, Tag, TagLike, TagStart

YES, NO = ("yes", "true", "是"), ("no", "false", "否")
MONTH = re.compile(r"([0-9]{4})(?:年|[-/.])([0-9]{1,2})月?")
MOBILE = re.compile(r"(?:\+?0{0,2}86|0)?(1[3-9][0-9]{9})")


def read_tag(field: str, pieces: Sequence[str], place: int) -> Node:
    """The node that asks ``field`` for ``pieces``: texts and wildcards by turns.

    Raises:
        QueryError: a value that the field never has, or wildcards that cannot be looked up.
    """
    folded = [piece if turn % 2 else fold_value(piece) for turn, piece in enumerate(pieces)]
    if folded == ["", "*", ""]:
        return TagStart(field, "")
    if field in VALUES:
        return _known(field, folded, place)
    if field == "contact":
        if len(folded) == 1 and folded[0] in CHANNELS:
            return Tag("channel", CHANNELS[folded[0]])
        folded[0] = _handle(folded[0])
    if field == "month" and len(folded) == 1:
        folded[0] = _month(folded[0], place)
    if len(folded) == 1:
        return _anywhere(field, lambda name: Tag(name, folded[0]))
    check_wildcards(folded, place)
    if folded[1:] == ["*", ""]:
        return _anywhere(field, lambda name: TagStart(name, folded[0]))
    return _anywhere(field, lambda name: TagLike(name, glob_of(folded)))


def read_answer(value: str) -> Node | None:
    """Whether somebody reviewed it, or how: what ``reviewed:`` may be asked instead of a time."""
    folded = fold_value(value)
    if folded in NO:
        return Tag("review", "unreviewed")
    if folded in YES:
        return Not(Tag("review", "unreviewed"))
    return Tag("review", VALUES["review"][folded]) if folded in VALUES["review"] else None


def _known(field: str, folded: Sequence[str], place: int) -> Node:
    """A value out of those the field may have; for ``state``, a verdict will do."""
    names = {name: Tag(field, code) for name, code in VALUES[field].items()}
    if field == "state":
        names |= {name: Tag("review", code) for name, code in VALUES["review"].items()}
    glob = glob_of(folded)
    found = tuple(dict.fromkeys(tag for name, tag in names.items() if is_like(name, glob)))
    if not found:
        raise _never(field, "".join(folded), names, place)
    return found[0] if len(found) == 1 else Any(found)


def _never(field: str, value: str, names: dict[str, Tag], place: int) -> QueryError:
    codes = tuple(dict.fromkeys(tag.value for tag in names.values()))
    near = nearest(value, names)
    if near:
        message = "{field} is never '{value}'; did you mean {near}? It is one of {known}"
        return QueryError(message, place, field=field, value=value, near=near, known=codes)
    message = "{field} is never '{value}'; it is one of {known}"
    return QueryError(message, place, field=field, value=value, known=codes)


def _handle(value: str) -> str:
    """A contact's value as it is stored: ``kind:handle``, or the handle alone."""
    kind, colon, handle = value.partition(":")
    if not (colon and kind in CHANNELS):
        return value.removeprefix("@")
    handle = handle.removeprefix("@")
    mobile = MOBILE.fullmatch(re.sub(r"[\s\-]", "", handle)) if CHANNELS[kind] == "phone" else None
    return f"{CHANNELS[kind]}:{mobile[1] if mobile else handle}"


def _month(value: str, place: int) -> str:
    found = MONTH.fullmatch(value)
    if not found:
        raise QueryError("'{value}' is not a month; write one such as 2026-03", place, value=value)
    return f"{found[1]}-{int(found[2]):02}"


def _anywhere(field: str, made: Callable[[str], Node]) -> Node:
    """The node made for the field, or for any of those in which its values are looked for, too."""
    names = (field, *BY_NAME[field].also)
    return Any(tuple(map(made, names))) if len(names) > 1 else made(field)
