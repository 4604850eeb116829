"""An answer that comes at the very deadline, as on a busy machine: its connection is closed all the same."""

import asyncio
import time
from contextlib import suppress

import pytest
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import Request
from scrapy.settings import Settings

from crawlers.fetching.plain_fetch import PlainFetch
from crawlers.spider import SourceSpider
from records.source import Source
from testbed.hostile.server import HostileServer

AT_ONCE, SECONDS = 16, 0.5


async def ask(fetch: PlainFetch, url: str) -> None:
    with suppress(TimeoutError, DownloadFailedError, DownloadTimeoutError):
        await fetch.download_request(Request(url, meta={"download_timeout": SECONDS}))


async def left_open(fetch: PlainFetch, server: HostileServer, kind: str, busy_from: float) -> list[str]:
    """The connections that live on after all requests have ended, their process busy across the deadline."""
    asyncio.get_running_loop().call_later(busy_from, time.sleep, SECONDS + 0.1)
    await asyncio.gather(*(ask(fetch, server.address(kind, number)) for number in range(AT_ONCE)))
    return [connection.info() for connection in fetch.pool.connections]


@pytest.mark.full
@pytest.mark.parametrize("kind", ["endless_header_line", "endless_chunk_size"])
def test_no_connection_stays_open(kind: str) -> None:
    async def all_of_them() -> None:
        with HostileServer() as server:
            source = Source(
                name="late", title="Late", family="forum", start=(server.address(kind),),
                hosts=(server.authority,), folder="", private_hosts=True,
            )  # fmt: skip
            settings = Settings()
            settings.setmodule("crawlers.settings")
            settings.set("FETCH_SECONDS", SECONDS)
            spider = type("Spider", (SourceSpider,), {"source": source, "name": source.name})
            fetch = PlainFetch(Crawler(spider, settings))
            left = [await left_open(fetch, server, kind, step / 300) for step in range(12)]
            await fetch.close()
        assert left == [[]] * 12

    asyncio.run(all_of_them())
