"""Lets the requests of one crawler take their turns, and notes how their hosts answer."""

import asyncio
import sqlite3
import time
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from crawlers.egress.hosts import host_of
from crawlers.manners.hours import are_open
from crawlers.manners.leave import refusal, wish
from crawlers.manners.retry_after import retry_after
from crawlers.manners.standing import Standing, answered, left_alone, troubled
from crawlers.manners.turns import LeftAlone, Turn, Turns
from crawlers.spider_source import source_of
from records.page import Exchange

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_pacers: "WeakKeyDictionary[Crawler, Pacer]" = WeakKeyDictionary()

SLOW_DOWN = (429, 503)
# What robots.txt may ask for with Crawl-delay: one that asks for hours would close the site without a word.
LONGEST_CRAWL_DELAY = 60.0
# A request that waits looks so often whether its run is being ended, or its hours are.
LOOK_SECONDS = 1.0


class Pacer:
    """The turns of one crawler: its source's pace, its source's exit."""

    def __init__(self, crawler: "Crawler") -> None:
        self.crawler = crawler
        self.source = source_of(crawler)
        self.turns = Turns(Path(crawler.settings["TURNS"]))
        self.least: dict[str, float] = {}
        self.heard: defaultdict[str, list[float | None]] = defaultdict(list)

    def keep_apart(self, url: str, seconds: float | None) -> None:
        """What robots.txt says of the pause between two requests to the host of ``url``."""
        self.least[host_of(url)] = min(seconds or 0.0, LONGEST_CRAWL_DELAY)

    async def take_turn(self, url: str, counted: bool = True) -> float:
        """Wait until the host of ``url`` may be asked; ``counted`` against the day's budget.

        Returns the seconds that it keeps behind the request before; where there are any, note_sent() wants to
        be told when the request leaves.

        Raises:
            LeftAlone: not now: the host wants to be left alone for long, the day's budget is used, the
                source's hours are over, the run is being ended, or the table of turns cannot be written.
        """
        try:
            return await self._take_turn(host_of(url), counted)
        except sqlite3.Error as error:
            raise LeftAlone(f"turns.sqlite: {error}", "store", time.time()) from error

    async def _take_turn(self, host: str, counted: bool) -> float:
        now = time.time()
        if reason := refusal(self.source, host, self.turns, now):
            raise reason
        turn = self._take(host, now, counted)
        starts = turn.starts
        while starts > now:
            await self._sleep(starts)
            now = time.time()
            if reason := wish(self.source, host, self.turns, now):
                raise reason
            starts = self.turns.begin(self.source.egress, host, turn, now)
        return turn.gap

    def _take(self, host: str, now: float, counted: bool) -> Turn:
        pace, least = self.source.pace, self.least.get(host, 0.0)
        return self.turns.take(
            self.source.egress,
            host,
            now,
            delay=max(pace.delay, least),
            least=least,
            jitter=pace.jitter,
            counted=counted,
            heard=tuple(self.heard.pop(host, ())),
        )

    async def _sleep(self, starts: float) -> None:
        while (wait := starts - time.time()) > 0:
            if not self.crawler.crawling:
                raise LeftAlone("the run is being ended", "interrupted", time.time())
            await asyncio.sleep(min(wait, LOOK_SECONDS))
            if not are_open(self.source.pace.hours, self.source.zone, datetime.now(UTC)):
                raise LeftAlone("the hours of the source are over", "hours", time.time())

    def note_sent(self, url: str) -> None:
        """The request for ``url`` leaves now: the pause behind it counts from here."""
        self.turns.change(self.source.egress, host_of(url), partial(replace, begun=time.time()))

    def note_answer(self, exchange: Exchange | None, latency: float | None) -> None:
        """An answer came, its headers ``latency`` seconds after it was asked for (None: in a browser)."""
        if exchange is None:
            return
        if exchange.status in SLOW_DOWN:
            self.slow_down(exchange.url, exchange.started_at.timestamp())
        else:
            self.heard[host_of(exchange.url)].append(latency)
        if exchange.status >= 300 and (said := exchange.header("retry-after")):
            self._leave_alone(exchange, said)

    def slow_down(self, url: str, asked_at: float) -> None:
        """The host of ``url`` asks for a slower pace, in answer to a request sent at ``asked_at``."""
        how = partial(troubled, delay=self.source.pace.delay, asked_at=asked_at, now=time.time())
        self.turns.change(self.source.egress, host_of(url), how)

    def _leave_alone(self, exchange: Exchange, said: str) -> None:
        now = time.time()
        if seconds := retry_after(said, now):
            why = f"HTTP {exchange.status}, Retry-After: {said[:60]}"
            how = partial(left_alone, seconds=seconds, why=why, now=now)
            self.turns.change(self.source.egress, host_of(exchange.url), how)

    def close(self) -> None:
        """Note what was heard last and let go of the table."""
        for host, latencies in self.heard.items():
            self.turns.change(self.source.egress, host, partial(_all_answered, latencies, time.time()))
        self.turns.close()


def _all_answered(latencies: list[float | None], now: float, standing: Standing) -> Standing:
    for latency in latencies:
        standing = answered(standing, latency, now)
    return standing


def pacer_of(crawler: "Crawler") -> Pacer:
    """The crawler's one pacer."""
    if crawler not in _pacers:
        _pacers[crawler] = Pacer(crawler)
    return _pacers[crawler]
