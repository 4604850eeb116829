"""What came back from the network, before anybody read it."""

from dataclasses import dataclass
from datetime import datetime

from records.handover import Part

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its response as seen on the wire.

    ``body`` holds the raw bytes as received (transfer coding undone, content coding *not* undone) whenever
    ``encoded`` is true, else the decoded bytes (a browser hands over nothing else). ``started_at`` is UTC,
    ``seconds`` a monotonic duration. ``ip`` is None when unobserved (proxy, browser cache).
    ``truncated`` is a WARC-Truncated reason (``length``, ``time``, ``disconnect``, ``unspecified``) or None.
    ``withheld`` names the headers out of which the fetch took the secrets of a session.
    """

    url: str
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""
    status: int
    reason: str = ""
    protocol: str = "HTTP/1.1"
    headers: Headers = ()
    body: bytes = b""
    encoded: bool = False
    started_at: datetime
    seconds: float = 0.0
    ip: str | None = None
    truncated: str | None = None
    withheld: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first response header called ``name`` (case-insensitive), or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What a browser made of a page: the DOM as HTML, a full-page PNG where evidence needs one, the responses
    the reader may use, and the files (name and size) that were ``offered`` and never taken.
    """

    dom: str
    screenshot: bytes | None = None
    exchanges: tuple[Exchange, ...] = ()
    browser: str = ""
    user_agent: str = ""
    viewport: tuple[int, int] = (0, 0)
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address, fetched once at ``fetched_at`` (UTC), or the ``part`` of a file that somebody handed in.

    ``content`` is the decoded body (content coding undone) that readers see; ``exchange`` is what crossed the
    wire. Where nothing came back ``exchange`` is None and ``failure`` says why in one phrase; a part has an
    exchange only where the file is an archive of one.
    """

    url: str
    fetched_at: datetime
    exchange: Exchange | None = None
    content: bytes = b""
    rendering: Rendering | None = None
    failure: str | None = None
    part: Part | None = None

    @property
    def status(self) -> int:
        """HTTP status, 0 where nothing came back."""
        return self.exchange.status if self.exchange else 0

    @property
    def broken_off(self) -> bool:
        """Whether the body came in part, and may come whole the next time."""
        return self.exchange is not None and self.exchange.truncated in ("disconnect", "time")
