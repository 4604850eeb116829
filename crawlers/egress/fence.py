"""Where a source may be read: its declared hosts, on public addresses only, by its exit."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy.http import Request

from crawlers.egress.address import OutOfScope
from crawlers.egress.dialer import Dialer, dialer_for
from crawlers.egress.hosts import PORTS, inside
from crawlers.files.policy import refuse_file
from crawlers.session.live import session_of
from crawlers.spider_source import source_of
from records.source import Source

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

_dialers: "WeakKeyDictionary[Crawler, Dialer]" = WeakKeyDictionary()


def dialer_of(crawler: "Crawler") -> Dialer:
    """The crawler's one dialer, of the exit that its source names."""
    if crawler not in _dialers:
        session, exits = session_of(crawler), crawler.settings["EGRESS"]
        spared = {"spared": session.is_shown_beyond} if session else {}
        _dialers[crawler] = dialer_for(source_of(crawler), exits, **spared)
    return _dialers[crawler]


def check(url: str, source: Source, dialer: Dialer) -> None:
    """Raise OutOfScope unless ``source`` may ask for ``url``; what a name stands for, the dialer checks."""
    refuse_file(url)
    if not inside(url, source.hosts):
        raise OutOfScope(f"{urlsplit(url).netloc or url} is not among the declared hosts")
    parts = urlsplit(url)
    dialer.admit(parts.hostname or "", parts.port or PORTS[parts.scheme])


class FenceMiddleware:
    """Refuses every request, robots.txt included, that would leave the fence."""

    def __init__(self, source: Source, dialer: Dialer) -> None:
        self.source = source
        self.dialer = dialer

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "Self":
        """Build for the crawler's source."""
        return cls(source_of(crawler), dialer_of(crawler))

    async def process_request(self, request: Request) -> None:
        """Let a request inside the fence through."""
        check(request.url, self.source, self.dialer)
