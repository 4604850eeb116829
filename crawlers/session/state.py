"""A browser's state in the form of Playwright's ``storage_state``: cookies, and each origin's local storage.

The fields have Playwright's names, for such files are read and handed back as they stand. No value is ever
printed: it is the key to somebody's account.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import msgspec

from records.complaint import Complaint
from records.order import Exit

if TYPE_CHECKING:
    from tldextract import TLDExtract


@lru_cache(maxsize=1)
def _suffixes() -> "TLDExtract":
    from tldextract import TLDExtract  # a fifth of a second, and many a process reads no cookie

    return TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


class SessionError(Complaint):
    """A session is not there, cannot be used or has ended; the message is one sentence."""

    code = Exit.SESSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """One cookie; ``expires`` is in Unix seconds, -1 for one that ends with the browser. A ``domain`` without
    a dot before it is that host alone (RFC 6265, 5.3)."""

    name: str
    value: str = field(repr=False)
    domain: str
    path: str = "/"
    expires: float = -1.0
    httpOnly: bool = False
    secure: bool = False
    sameSite: Literal["Strict", "Lax", "None"] = "Lax"

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is known by: another one there takes its place."""
        return self.domain, self.path, self.name

    def reaches(self, host: str) -> bool:
        """Whether it is sent to ``host`` (RFC 6265, 5.1.3)."""
        bare = self.domain.removeprefix(".").lower()
        return host.lower() == bare or (bare != self.domain and host.lower().endswith(f".{bare}"))

    def lives(self, now: float) -> bool:
        """Whether it has not expired at ``now`` (Unix seconds)."""
        return self.expires < 0 or self.expires > now


@dataclass(frozen=True, slots=True)
class Stored:
    """One entry of a local storage."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """The local storage of one origin, such as ``https://board.example.com``."""

    origin: str
    localStorage: tuple[Stored, ...] = ()


@dataclass(frozen=True, slots=True)
class BrowserState:
    """Everything a browser shows a site to be known again."""

    cookies: tuple[Cookie, ...] = ()
    origins: tuple[Origin, ...] = ()

    def only_for(self, hosts: Iterable[str]) -> "BrowserState":
        """What belongs to ``hosts`` (``host`` or ``host:port``) and their parent domains."""
        names = {host.partition(":")[0] for host in hosts}
        return BrowserState(
            tuple(one for one in self.cookies if belongs(one.domain, names)),
            tuple(one for one in self.origins if belongs(urlsplit(one.origin).hostname or "", names)),
        )


def belongs(domain: str, names: Iterable[str]) -> bool:
    """Whether ``domain`` is one of the host ``names`` or a parent of one, and no public suffix."""
    bare = domain.removeprefix(".").lower()
    related = any(name == bare or name.endswith(f".{bare}") for name in names)
    return related and bool(_suffixes()(bare).domain)


def read_state(file: Path) -> BrowserState:
    """The browser state in a JSON file that Playwright wrote.

    Raises:
        SessionError: it cannot be read, or is not of that form; the message names file and field, no value.
    """
    try:
        state = msgspec.json.decode(file.read_bytes(), type=BrowserState)
    except OSError as error:
        raise SessionError(f"{file}: cannot be read: {error.strerror}") from error
    except msgspec.ValidationError as error:
        raise SessionError(f"{file}: no browser state as Playwright writes it: {error}") from None
    except msgspec.DecodeError:
        raise SessionError(f"{file}: no browser state as Playwright writes it: not JSON") from None
    for number, cookie in enumerate(state.cookies):
        if empty := next((name for name in ("name", "domain") if not getattr(cookie, name)), None):
            raise SessionError(f"{file}: `$.cookies[{number}].{empty}` is empty")
    return state
