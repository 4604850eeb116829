"""Addresses fetched outside any run, by the product's own path: fence, robots.txt, pace, deadlines, browser.

    for reply in fetch_pages(source, addresses, settings):
        page = reply.pages[-1] if reply.pages else None     # records.page.Page; reply.refusal says why not
        reading = reply.refusal or read(page, source.family, source.zone, source.select)

Nothing is kept but the turns taken at the hosts: no journal, no evidence, no memory of the source.
``source.render`` decides between a plain fetch and a browser as in a run;
``replace(source, render="always")`` asks for the browser.
"""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO

from config.settings import Settings
from crawlers.manners.pacer import LONGEST_CRAWL_DELAY
from operations.child import end_process, environment
from records.complaint import Complaint
from records.errand import Errand, Reply
from records.order import Exit
from records.reading import Reading, State
from records.source import Source
from records.wire import decode, encode

# Interpreter, engine and browser need this long to start and to end.
START_SECONDS = 30.0


class ErrandFailed(Complaint):
    """The fetching process broke down; the message has the last line of its log."""

    code = Exit.NEGATIVE


def fetch_pages(
    source: Source, addresses: Sequence[str], settings: Settings, hops: int = 0
) -> Iterator[Reply]:
    """One Reply per address, in the order in which they come in; each address is asked for once.

    Addresses of one host are asked one after the other, ``pace.delay`` seconds apart; ``pace.concurrency``
    hosts are asked side by side. Up to ``hops`` redirects are followed inside the host that was asked. What
    has not come by the deadline comes as a refusal.

    Raises:
        ErrandFailed: the process broke down, which no page should bring about.
    """
    errand = Errand(source=source, addresses=tuple(addresses), hops=hops)
    missing = list(errand.addresses)
    with tempfile.TemporaryFile() as log:
        for reply in _replies(errand, settings, log):
            missing.remove(reply.address)
            yield reply
    for address in missing:
        yield Reply(address=address, pages=(), refusal=Reading(State.UNREACHABLE, "no answer in time"))


def _replies(errand: Errand, settings: Settings, log: IO[bytes]) -> Iterator[Reply]:
    """The replies of a child process, which is ended at its deadline or when nobody listens any more."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crawlers.errand"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env=environment(settings),
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    ended_at_deadline = threading.Event()
    deadline = threading.Timer(seconds(errand, settings), _end, (process, ended_at_deadline))
    deadline.start()
    try:
        with suppress(BrokenPipeError), process.stdin:  # a child that died at once tells why in its log
            process.stdin.write(encode(errand))
        with process.stdout:
            yield from (decode(line, Reply) for line in process.stdout)
        process.wait()
    finally:
        deadline.cancel()
        end_process(process, 2.0)
    if process.returncode and not ended_at_deadline.is_set():
        raise ErrandFailed(f"the fetching process ended with {process.returncode}: {last_line(log)}")


def _end(process: "subprocess.Popen[bytes]", told: threading.Event) -> None:
    told.set()
    end_process(process, 2.0)


def seconds(errand: Errand, settings: Settings) -> float:
    """The deadline of the whole errand: every request at its own limit, one after the other."""
    one = settings.fetch_seconds if errand.source.render == "never" else settings.render_seconds
    asked = len(errand.addresses) * (errand.hops + 3)  # robots.txt, the page, and the page in a browser
    return START_SECONDS + asked * (one + 1.5 * max(errand.source.pace.delay, LONGEST_CRAWL_DELAY))


def last_line(log: IO[bytes]) -> str:
    """The last line that says something."""
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")[:300]
