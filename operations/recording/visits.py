"""The pages of a recording, fetched as a run would fetch them."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from config.settings import Settings
from crawlers.egress.hosts import inside
from crawlers.expected import read_as
from operations.errand import fetch_pages
from records.errand import Reply
from records.page import Page
from records.reading import LinkKind, Reading, State
from records.source import Source

_ONWARD: tuple[LinkKind, ...] = ("thread", "next")


@dataclass(frozen=True, slots=True)
class Met:
    """What was met at an address; no page where nothing came back, or nothing was asked for."""

    address: str
    page: Page | None
    reading: Reading


def meet(source: Source, addresses: Sequence[str], settings: Settings, most: int) -> list[Met]:
    """The pages at ``addresses``; without any at the source's start addresses, and of each the first thread
    and the next page it leads to. At most ``most`` of them.
    """
    if addresses:
        return list(_fetched(source, addresses[:most], settings))
    met = list(_fetched(source, source.start[:most], settings))
    onward = _onward(source, met)[: most - len(met)]
    if onward:
        time.sleep(source.pace.delay)
        met += _fetched(source, onward, settings)
    return met


def _fetched(source: Source, addresses: Sequence[str], settings: Settings) -> Iterator[Met]:
    """In the order of ``addresses``, whatever the order of the answers."""
    replies = {
        reply.address: reply for reply in fetch_pages(source, tuple(dict.fromkeys(addresses)), settings)
    }
    return (_met(source, replies[address]) for address in dict.fromkeys(addresses))


def _met(source: Source, reply: Reply) -> Met:
    if reply.refusal or not reply.pages:
        return Met(reply.address, None, reply.refusal or Reading(State.UNREACHABLE, "no answer"))
    page = reply.pages[-1]
    return Met(reply.address, page, read_as(page, source))


def _onward(source: Source, met: Sequence[Met]) -> list[str]:
    known = {one.address for one in met} | {one.page.url for one in met if one.page}
    found = (url for one in met for kind in _ONWARD for url in _first(source, one.reading, kind, known))
    return list(dict.fromkeys(found))


def _first(source: Source, reading: Reading, kind: LinkKind, known: Iterable[str]) -> list[str]:
    """The first link of a kind inside the fence that was not fetched yet."""
    urls = (link.url for link in reading.links if link.kind == kind and inside(link.url, source.hosts))
    return [url for url in urls if url not in known][:1]
