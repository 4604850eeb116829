"""Pages read in processes of their own."""

import asyncio
import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.readers import read
from crawlers.readers.file_page import file_page
from crawlers.workers import pool as pool_module
from crawlers.workers.pool import ReaderPool
from crawlers.workers.worker import Worker
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from testbed.server import Testbed

THREAD = (
    "<title>t</title><div id=post_{0}><td class=t_f id=postmessage_{0}>words of {0}</td>"
    "<div class=authi><a class=xw1 href=home.php?mod=space&uid={0}>n{0}</a></div></div>"
)
# A crawl that reads in processes from its first page on.
AT_ONCE = (
    "from crawlers.workers import pool; pool.WORTH_SECONDS = pool.WORTH_PART = 0.0; "
    "from scrapy.cmdline import execute; execute()"
)


def thread(number: int) -> Page:
    url = f"https://www.example.com/forum.php?mod=viewthread&tid={number}"
    return file_page(THREAD.format(number).encode(), url=url, fetched_at=datetime(2026, 3, 5, tzinfo=UTC))


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(
        name="board",
        title="Board",
        family="discuz",
        start=("https://www.example.com/",),
        hosts=("www.example.com",),
        folder=str(tmp_path),
    )


@pytest.fixture
def readers(source: Source) -> Iterator[ReaderPool]:
    """A pool that reads in processes from the first page on."""
    readers = ReaderPool(source)
    readers.apart = True
    yield readers
    readers.close()


def test_a_large_page_is_read_beside_the_crawl_from_the_first_on(source: Source) -> None:
    async def both() -> tuple[Reading, Reading]:
        readers = ReaderPool(source)
        try:
            large = replace(
                thread(1), content=THREAD.format(1).encode() + b"<!--" + b"x" * 2_000_000 + b"-->"
            )
            return await readers.read(large), await readers.read(thread(2))
        finally:
            assert (len(readers.idle), readers.apart) == (1, False)
            readers.close()

    assert [[post.text for post in reading.posts] for reading in asyncio.run(both())] == [
        ["words of 1"],
        ["words of 2"],
    ]


def test_processes_read_what_is_read_here(readers: ReaderPool) -> None:
    pages = [thread(number) for number in range(10, 40)]

    async def all_of_them() -> list[Reading]:
        return await asyncio.gather(*map(readers.read, pages))

    found = asyncio.run(all_of_them())
    assert found == [read(page, "discuz", "Asia/Shanghai") for page in pages]
    assert {post.text for reading in found for post in reading.posts} == {
        f"words of {number}" for number in range(10, 40)
    }
    assert 1 <= len(readers.idle) <= len(os.sched_getaffinity(0))


def test_the_first_pages_are_read_here(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    readers = ReaderPool(source)
    first = asyncio.run(readers.read(thread(1)))
    assert (first.state, readers.idle) == (State.ITEMS, [])
    monkeypatch.setattr(pool_module, "WORTH_SECONDS", 0.0)
    monkeypatch.setattr(pool_module, "WORTH_PART", 0.0)
    for number in (2, 3):
        assert asyncio.run(readers.read(thread(number))).state is State.ITEMS
    assert len(readers.idle) == 1
    readers.close()


def stopped(readers: ReaderPool) -> Worker:
    """The pool's only worker, stopped: it takes a page and does not read it."""
    asyncio.run(readers.read(thread(1)))
    (worker,) = readers.idle
    os.kill(worker.process.pid, signal.SIGSTOP)
    return worker


def test_a_page_that_kills_its_reader_is_an_alarm_and_no_more(readers: ReaderPool) -> None:
    worker = stopped(readers)

    async def read_and_kill() -> Reading:
        reading = asyncio.ensure_future(readers.read(thread(2)))
        await asyncio.sleep(0.1)
        worker.process.kill()
        return await reading

    reading = asyncio.run(read_and_kill())
    assert (reading.state, reading.why) == (State.UNKNOWN, "its reader died (exit status -9)")
    assert asyncio.run(readers.read(thread(3))).state is State.ITEMS


def test_a_page_that_is_never_read_ends(readers: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = stopped(readers)
    monkeypatch.setattr(pool_module, "MOST_SECONDS", 0.2)
    reading = asyncio.run(readers.read(thread(2)))
    assert (reading.state, reading.why) == (State.UNKNOWN, "not read within 0.2 seconds")
    assert worker.process.poll() == -signal.SIGKILL
    monkeypatch.setattr(pool_module, "MOST_SECONDS", 60.0)
    assert asyncio.run(readers.read(thread(3))).state is State.ITEMS


def test_a_process_ends_with_its_crawl(readers: ReaderPool) -> None:
    asyncio.run(readers.read(thread(1)))
    (worker,) = readers.idle
    os.kill(worker.process.pid, signal.SIGTERM)  # as for the whole group: it waits for its crawl
    assert asyncio.run(readers.read(thread(2))).state is State.ITEMS
    worker.line.close()
    assert worker.process.wait(10) == 0


def test_a_crawl_reads_by_processes(
    run: Callable[..., Any], sources: Path, sites: Testbed, tmp_path: Path
) -> None:
    out, env = tmp_path / "out.jsonl", {"HAWKWATCH_SOURCES": str(sources)}
    done = run("python", "-c", AT_ONCE, "crawl", "testbed_market", "-O", str(out), env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    found = {json.loads(line)["post"]["post_id"] for line in out.read_text("utf-8").splitlines()}
    truth = {one["post_id"] for one in sites.truth() if one["site"] == "market"}
    assert len(truth - found) <= 1
