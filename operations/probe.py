"""One polite look at the start addresses of sources, before a first run or when one is in trouble."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from config.settings import Settings
from crawlers.readers import read
from operations.errand import fetch_pages
from records.errand import Reply
from records.reading import State
from records.source import Pace, Source

# A source with search terms has an address for each; a few tell enough.
MOST_ASKED = 10
AT_ONCE = 4
FINE = frozenset({State.ITEMS, State.EMPTY, State.UNCHANGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What came of one start address: ``seconds`` until the answer was whole, ``ip`` who gave it, None where
    nobody did; ``robots`` is the verdict of robots.txt, ``crawl_delay`` the pace it asks for in seconds."""

    source: str
    url: str
    ok: bool
    status: int
    state: State
    why: str
    posts: int
    threads: int
    robots: str
    crawl_delay: float | None
    seconds: float | None
    charset: str | None
    ip: str | None


def probe(sources: Sequence[Source], settings: Settings) -> Iterator[Probe]:
    """Ask the first start addresses of each source once, as a run would; none is asked twice.

    Sources that need no browser and no session are asked together, host by host.
    """
    plain = [source for source in sources if _together(source)]
    for private, group in groupby(sorted(plain, key=_private), key=_private):
        yield from _ask_together(list(group), private, settings)
    for source in sources:
        if not _together(source):
            asked = replace(source, clicks=0)
            replies = fetch_pages(asked, asked.start[:MOST_ASKED], settings)
            yield from (probe_of(reply, source) for reply in replies)


def _together(source: Source) -> bool:
    """Whether it may share an errand: neither a browser nor a session of its own is needed."""
    return source.render == "never" and source.session is None


def _private(source: Source) -> bool:
    return source.private_hosts


def _ask_together(sources: Sequence[Source], private: bool, settings: Settings) -> Iterator[Probe]:
    """One errand for many sources: the fence is that of all, for every address lies in its own source's."""
    owners: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for url in source.start[:MOST_ASKED]:
            owners[url].append(source)
    errand = replace(
        sources[0],
        hosts=tuple(dict.fromkeys(host for source in sources for host in source.hosts)),
        private_hosts=private,
        pace=Pace(delay=max(source.pace.delay for source in sources), concurrency=AT_ONCE),
    )
    for reply in fetch_pages(errand, tuple(owners), settings):
        yield from (probe_of(reply, source) for source in owners[reply.address])


def probe_of(reply: Reply, source: Source) -> Probe:
    """What a reply says, read as a page of ``source``."""
    page = reply.pages[-1] if reply.pages else None
    exchange = page.exchange if page else None
    reading = reply.refusal or (read(page, source.family, source.zone, source.select) if page else None)
    assert reading is not None
    return Probe(
        source=source.name,
        url=reply.address,
        ok=reading.state in FINE,
        status=page.status if page else 0,
        state=reading.state,
        why=reading.why,
        posts=len(reading.posts),
        threads=sum(link.kind == "thread" for link in reading.links),
        robots=reply.robots.verdict,
        crawl_delay=reply.robots.delay,
        seconds=round(exchange.seconds, 3) if exchange else None,
        charset=reading.charset,
        ip=exchange.ip if exchange else None,
    )
