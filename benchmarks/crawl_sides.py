"""One side of the plain benchmark: ``python -m benchmarks.crawl_sides SIDE HOST:PORT PAGES HOME``.

Prints one JSON line: pages, posts, seconds of wall time and of CPU from the start of the engine to the end of
the last page, and a digest over the fields read.
"""

import hashlib
import json
import os
import resource
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, ClassVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Request, Response
from scrapy.settings import Settings

from benchmarks.board_spider import BoardSpider
from benchmarks.threads import path_of
from crawlers.workers.pool import ReaderPool
from records.page import Page
from records.reading import Post
from records.source import Pace, Source
from records.visit import KeptVisit, Visit

AT_ONCE = 8


class Tally:
    """An item pipeline that keeps what it is given; what was read is compared after the clock has stopped."""

    kept: ClassVar[list[Any]] = []
    began: ClassVar[tuple[float, float]]
    ended: ClassVar[tuple[float, float]]

    def open_spider(self) -> None:
        """Start the clock."""
        Tally.began = _clock()

    def process_item(self, item: Any) -> Any:
        """Keep an item."""
        Tally.kept.append(item)
        Tally.ended = _clock()
        return item


def _clock() -> tuple[float, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), used.ru_utime + used.ru_stime


class ReadSpider(scrapy.Spider):
    """Fetch, reader and Visit of ours, without journal, judgement and evidence."""

    name = "read"
    source: ClassVar[Source]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.readers = ReaderPool(self.source)

    async def start(self) -> AsyncIterator[Request]:
        """Every thread page."""
        for url in self.source.start:
            yield Request(url, callback=self.parse)

    async def parse(self, response: Response) -> AsyncIterator[Visit]:
        """One visit for the page."""
        page: Page = response.meta["page"]
        reading = await self.readers.read(page)
        yield Visit(source=self.source, run="bench", row=0, page=page, reading=reading)

    def closed(self, reason: str) -> None:
        """End the readers with the engine."""
        self.readers.close()


def idiomatic(addresses: list[str]) -> Crawler:
    """Scrapy as it comes."""
    settings = Settings(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
            "ITEM_PIPELINES": {Tally: 900},
        }
    )
    return _run(settings, BoardSpider, addresses=addresses)


def ours(source: Source, whole: bool) -> Crawler:
    """Our settings; ``whole`` with frontier, judgement, evidence and journal."""
    settings = Settings()
    settings.setmodule("crawlers.settings")
    settings.set("LOG_LEVEL", "ERROR")
    settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", AT_ONCE)
    if whole:
        from crawlers.spider import SourceSpider

        settings.set("ITEM_PIPELINES", {**settings.getdict("ITEM_PIPELINES"), Tally: 900})
        spider: type[scrapy.Spider] = type("Whole", (SourceSpider,), {"source": source, "name": source.name})
    else:
        settings.set("ITEM_PIPELINES", {Tally: 900})
        settings.set("SCHEDULER", "scrapy.core.scheduler.Scheduler")
        settings.set("DOWNLOAD_DELAY", 0)
        spider = type("Read", (ReadSpider,), {"source": source})
    return _run(settings, spider)


def _run(settings: Settings, spider: type[scrapy.Spider], **kwargs: Any) -> Crawler:
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    process.crawl(crawler, **kwargs)
    process.start()
    return crawler


def posts_of(kept: Any) -> list[tuple[str, ...]]:
    """The fields of one item's posts that both sides must agree on."""
    if isinstance(kept, dict):
        return [_plain(kept["post_id"], kept["author_name"], kept["author_id"], kept["time"], kept["text"])]
    visit = kept.judged.visit if isinstance(kept, KeptVisit) else kept
    return [_shown(post) for post in visit.reading.posts]


def _shown(post: Post) -> tuple[str, ...]:
    time_ = post.time.isoformat() if post.time else None
    return _plain(post.post_id, post.author_name, post.author_id, time_, post.text)


def _plain(*values: str | None) -> tuple[str, ...]:
    return tuple("".join((value or "").split()) for value in values)


def main(side: str, place: str, pages: int, home: str) -> None:
    """Run one side and print its line."""
    os.environ["HAWKWATCH_HOME"] = home
    addresses = [f"http://{place}{path_of(number)}" for number in range(pages)]
    source = Source(
        name="bench",
        title="bench",
        family="discuz",
        start=tuple(addresses),
        hosts=(place,),
        folder=home,
        follow=(),
        private_hosts=True,
        pace=Pace(delay=0, concurrency=AT_ONCE, pages=pages),
    )
    if side == "idiomatic":
        idiomatic(addresses)
    else:
        ours(source, side == "whole")
    posts = [post for kept in Tally.kept for post in posts_of(kept)]
    print(
        json.dumps(
            {
                "pages": pages,
                "posts": len(posts),
                "seconds": Tally.ended[0] - Tally.began[0],
                "cpu": Tally.ended[1] - Tally.began[1],
                "fields": hashlib.sha256(repr(sorted(posts)).encode()).hexdigest(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), str(Path(sys.argv[4]).resolve()))
