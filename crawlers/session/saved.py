"""A session as it is kept: the browser's state, and what is known of its life."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from crawlers.session.state import BrowserState, Cookie

# Cookies against robots and for counting visitors last minutes; one that lets somebody in lasts longer.
SHORTEST_LIFE = 3600.0


# Whoever pauses a source for this, or lets it go on, knows it by its beginning.
ENDED = "the session {name!r} has ended"


def ending(name: str, url: str) -> str:
    """The sentence that says that a session has ended, as ``url`` has shown."""
    return f"{ENDED.format(name=name)}: {url} asks to log in"


@dataclass(frozen=True, slots=True)
class Check:
    """An address that tells a live session from a dead one: it is walled without a session, or shows a way to
    log out (``farewell``) with it.
    """

    url: str
    farewell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What may be told of a session: who gave it, when and how, the address that is asked whether it lives,
    when that was done, when the first of its essential cookies expires, and why it is held for dead.
    """

    saved_at: datetime
    saved_by: str
    way: str
    check: str | None
    checked_at: datetime | None
    expires: datetime | None
    ended: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSession:
    """A session under its ``name``; ``way`` is how it was given.

    ``check`` is None where no address was found that tells. ``ended`` says why it is held for dead.
    """

    name: str
    state: BrowserState = field(repr=False)
    saved_at: datetime
    saved_by: str
    way: Literal["window", "file"]
    check: Check | None = None
    checked_at: datetime | None = None
    ended: str | None = None

    def standing(self) -> Standing:
        """What may be told of it."""
        return Standing(
            saved_at=self.saved_at,
            saved_by=self.saved_by,
            way=self.way,
            check=self.check.url if self.check else None,
            checked_at=self.checked_at,
            expires=self.expires(),
            ended=self.ended,
        )

    def essential(self) -> tuple[Cookie, ...]:
        """The cookies that may let somebody in: those kept from scripts, where there are such, without the
        short-lived."""
        least = self.saved_at.timestamp() + SHORTEST_LIFE
        lasting = tuple(one for one in self.state.cookies if one.lives(least)) or self.state.cookies
        return tuple(one for one in lasting if one.httpOnly) or lasting

    def expires(self) -> datetime | None:
        """When the first of the essential cookies expires; None where they end with the browser."""
        ends = [one.expires for one in self.essential() if one.expires >= 0]
        return datetime.fromtimestamp(min(ends), UTC) if ends else None

    def expired(self, now: datetime) -> bool:
        """Whether none of the essential cookies lives any more (a state of storage alone has none)."""
        essential = self.essential()
        return bool(essential) and not any(one.lives(now.timestamp()) for one in essential)

    def with_cookies(self, fresh: Iterable[Cookie], gone: Iterable[tuple[str, str, str]]) -> "SavedSession":
        """The session with ``fresh`` cookies in their places and those in the places ``gone`` removed."""
        kept = {one.place: one for one in self.state.cookies} | {one.place: one for one in fresh}
        for place in gone:
            kept.pop(place, None)
        return replace(self, state=replace(self.state, cookies=tuple(kept.values())))
