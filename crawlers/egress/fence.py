"""Where a source may be read: its declared hosts, on public addresses only."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

from crawlers.egress.hosts import inside
from crawlers.spider_source import source_of
from records.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutOfScope(IgnoreRequest):
    """The address lies outside the source's declared hosts or on a private network."""


def is_public(address: Address) -> bool:
    """Whether ``address`` is on the public Internet: not loopback, private, link-local, shared or
    reserved.
    """
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_global and not address.is_multicast


async def resolve(host: str, port: int) -> list[Address]:
    """Every address ``host`` answers with; empty where the name does not resolve."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return []
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


async def check(url: str, source: Source) -> None:
    """Raise OutOfScope unless ``source`` may ask for ``url``."""
    if not inside(url, source.hosts):
        raise OutOfScope(f"{urlsplit(url).netloc or url} is not among the declared hosts")
    if source.private_hosts:
        return
    parts = urlsplit(url)
    for address in await resolve(parts.hostname or "", parts.port or 443):
        if not is_public(address):
            raise OutOfScope(f"{parts.hostname} answers with the private address {address}")


class FenceMiddleware:
    """Refuses every request, robots.txt included, that would leave the fence."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "Self":
        """Build for the crawler's source."""
        return cls(source_of(crawler))

    async def process_request(self, request: Request) -> None:
        """Let a request inside the fence through."""
        await check(request.url, self.source)
