"""Exits: by which way the requests of a source leave the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import SplitResult, unquote, urlsplit

from records.source import DIRECT

Kind = Literal["direct", "http", "socks5", "tor"]
_SPOKEN = {"http": "HTTP proxy", "socks5": "SOCKS5 proxy", "tor": "Tor"}


class ProfileError(ValueError):
    """An exit is not set up, or wrongly; the message names the setting and never shows a password."""


class ExitDown(RuntimeError):
    """The exit itself does not do its work; nothing is known of the site behind it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One exit. ``host`` and ``port`` are the proxy's, empty and 0 for the direct way."""

    name: str = DIRECT
    kind: Kind = "direct"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def direct(self) -> bool:
        """Whether requests leave from this machine itself."""
        return self.kind == "direct"

    def __str__(self) -> str:
        """The exit in words; user and password are left out."""
        if self.direct:
            return self.name
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.name} ({_SPOKEN[self.kind]} {host}:{self.port})"


def find_profile(name: str, declared: Mapping[str, str]) -> Profile:
    """The exit called ``name`` out of the setting ``egress``; ``direct`` is always there.

    Raises:
        ProfileError: it is not set up here, or its address is none.
    """
    if name == DIRECT:
        return Profile()
    if name not in declared:
        known = ", ".join(sorted(declared)) or "none"
        raise ProfileError(f"setting egress: the exit {name!r} is not set up here (set up: {known})")
    return parse_profile(name, declared[name])


def parse_profile(name: str, address: str) -> Profile:
    """The exit at ``address``: ``http://``, ``socks5://`` or ``tor://``, ``[user:password@]host:port``.

    Raises:
        ProfileError: another scheme, no port, or more than that.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or 0
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), 0
    kind = next((kind for kind in get_args(Kind) if kind == parts.scheme and kind != "direct"), None)
    more = parts.path.strip("/") or parts.query or parts.fragment
    if kind is None or not parts.hostname or not port or more:
        raise ProfileError(
            f"setting egress.{name}: must be http://, socks5:// or tor://, then [user:password@]host:port"
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Profile(name, kind, parts.hostname, port, user, password)
