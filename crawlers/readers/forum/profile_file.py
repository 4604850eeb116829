"""Profiles read strictly: a mistake is reported with file, line, field and the nearest valid word."""

import re
from dataclasses import fields, replace
from typing import Any, TypeVar, cast, get_args

from crawlers.declared.source_block import Block
from crawlers.readers.forum.dates import Dates
from crawlers.readers.forum.pick import Picks, read_pick
from crawlers.readers.forum.profile import (
    Addresses,
    ListPicks,
    PagerPicks,
    Patterns,
    PostPicks,
    Profile,
    Recognition,
    ThreadPicks,
)
from records.reading import State

Section = TypeVar("Section", Recognition, ListPicks, ThreadPicks, PostPicks, PagerPicks)
_KEYS = tuple(field.name for field in fields(Profile))
_WORDS = {"type": "string", "minLength": 1}
# What leads somewhere is an address: where no @attribute is named, that of the link or the picture.
_LEADING = {"link": "href", "user": "href", "next": "href", "boards": "href", "images": "src"}
# What a sentence on a page may mean; the rest is known from the connection alone.
SAYABLE = (
    State.GONE,
    State.LOGIN_WALL,
    State.FORBIDDEN,
    State.CAPTCHA,
    State.CHALLENGE,
    State.RATE_LIMITED,
    State.SERVER_ERROR,
    State.REDIRECTED_ELSEWHERE,
    State.EMPTY,
)


def profile_of(block: Block, over: Profile | None = None) -> Profile:
    """The profile that ``block`` declares; what it leaves out is as in ``over``.

    Raises:
        SourceError: an unknown key, no platform, or a value that is no selector.
    """
    block.refuse_unknown(_KEYS)
    if over is None:
        block.required("platform")
    base = over or Profile(platform="")
    return Profile(
        platform=block.text("platform") or base.platform,
        dates=cast(Dates | None, block.choice("dates", get_args(Dates))) or base.dates,
        present=_picks(block, "present") or base.present,
        recognise=_section(block.inner("recognise"), base.recognise),
        addresses=_addresses(block.inner("addresses"), base.addresses),
        list=_section(block.inner("list"), base.list),
        thread=_section(block.inner("thread"), base.thread),
        opening=_section(block.inner("opening"), base.opening),
        post=_section(block.inner("post"), base.post),
        next=_picks(block, "next") or base.next,
        pager=_section(block.inner("pager"), base.pager),
        boards=_picks(block, "boards") or base.boards,
        says=(*_says(block.inner("says")), *base.says),
    )


def profile_schema() -> dict[str, Any]:
    """The JSON Schema of a profile."""
    pick = {"anyOf": [_WORDS, {"type": "array", "items": _WORDS}]}
    sections = {
        name: _object({field.name: pick for field in fields(kind)})
        for name, kind in (
            ("recognise", Recognition),
            ("addresses", Addresses),
            ("list", ListPicks),
            ("thread", ThreadPicks),
            ("opening", PostPicks),
            ("post", PostPicks),
            ("pager", PagerPicks),
        )
    }
    said = _object({state.value: pick for state in SAYABLE})
    dates = {"enum": list(get_args(Dates))}
    return _object(
        {
            "platform": _WORDS,
            "dates": dates,
            "present": pick,
            **sections,
            "next": pick,
            "boards": pick,
            "says": said,
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _section(block: Block, base: Section) -> Section:
    names = [field.name for field in fields(base)]
    block.refuse_unknown(names)
    given: dict[str, Any] = {name: picks for name in names if (picks := _picks(block, name))}
    return replace(base, **given)


def _addresses(block: Block, base: Addresses) -> Addresses:
    block.refuse_unknown([field.name for field in fields(Addresses)])
    return Addresses(
        thread=_patterns(block, "thread") or base.thread,
        user=_patterns(block, "user") or base.user,
        words=_patterns(block, "words") or base.words,
        noise=block.texts("noise") or base.noise,
    )


def _says(block: Block) -> list[tuple[State, Picks]]:
    block.refuse_unknown([state.value for state in SAYABLE])
    return [(State(state), _picks(block, state)) for state in block.values]


def _picks(block: Block, key: str) -> Picks:
    picks = [read_pick(declared) for declared in block.texts(key, _wrong_pick) or ()]
    return tuple(replace(pick, attribute=pick.attribute or _LEADING.get(key)) for pick in picks)


def _wrong_pick(declared: str) -> str | None:
    try:
        read_pick(declared)
    except ValueError as error:
        return str(error)
    return None


def _patterns(block: Block, key: str) -> Patterns:
    return tuple(re.compile(pattern) for pattern in block.texts(key, _wrong_pattern) or ())


def _wrong_pattern(declared: str) -> str | None:
    try:
        compiled = re.compile(declared)
    except re.error as error:
        return f"{declared!r} is no regular expression ({error})"
    return None if compiled.groups else f"{declared!r} has no group: put the number in round brackets"
