"""Places brought in: looked at once each, recognised, declared."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.settings import Settings
from crawlers.arrival.arrival import Arrival, understand
from crawlers.arrival.draft import write_draft
from crawlers.arrival.example import example_of
from crawlers.arrival.known_hosts import family_of_host
from crawlers.arrival.proposal import propose
from crawlers.arrival.source_name import name_of
from crawlers.declared.catalog import load_source
from crawlers.declared.source_block import SourceError
from crawlers.declared.source_file import FILE, defaults_above
from crawlers.egress.hosts import host_of, is_loopback
from crawlers.fetching.chromium import find_chromium
from operations.errand import fetch_pages
from records.source import DIRECT, Pace, Source

# Redirects inside the host that are followed: to the canonical scheme, folder or file, not through a maze.
MOST_HOPS = 3
GAP_SECONDS = 2.0
PLAIN = Source(name="arrival", title="arrival", family="", start=(), hosts=(), folder="")


class AlreadyDeclared(RuntimeError):
    """The file to be written is there, or the address is watched already; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An address somebody wants watched, in canonical form; what it is to be called if they say."""

    url: str
    name: str | None = None
    tags: tuple[str, ...] = ()
    purpose: str | None = None

    @property
    def source_name(self) -> str:
        """The name given, or one made of the address."""
        return self.name or name_of(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How sources are added: into ``folder``, none that a source in ``others`` watches already, each after
    the ``shipped`` one of its family (``family`` overrules the looks); ``at_once`` hosts at a time, by the
    exit ``egress``.

    Private addresses are asked where ``private`` allows them; loopback also where somebody wrote it himself.
    """

    folder: Path
    others: tuple[Path, ...]
    shipped: tuple[Source, ...]
    private: bool = False
    family: str | None = None
    at_once: int = 1
    egress: str = DIRECT

    def may_be_private(self, url: str) -> bool:
        """Whether what answers at ``url`` may lie on a private network."""
        return self.private or is_loopback(host_of(url))


def look_at(urls: Sequence[str], settings: Settings, manner: Manner) -> Iterator[Arrival]:
    """Fetch every address once and tell what it is, as the answers come in.

    One address at a time on each host; what may lie on a private network is asked apart from the rest, so
    nothing public leads there. A platform that is known by its host and needs a browser is loaded in one, if
    there is one.
    """
    for private in (False, True):
        pace = Pace(delay=0.0 if private else GAP_SECONDS, concurrency=manner.at_once)
        own = [url for url in urls if manner.may_be_private(url) is private]
        for source in _ways(own, settings, manner):
            asked = replace(source, private_hosts=private, pace=pace, egress=manner.egress)
            for reply in fetch_pages(asked, asked.start, settings, MOST_HOPS):
                yield understand(reply, manner.shipped, manner.family, private)


def _ways(urls: Sequence[str], settings: Settings, manner: Manner) -> Iterator[Source]:
    """The addresses by the way in which they are fetched, each as a source that was never declared."""
    browser = find_chromium(settings.chromium) is not None
    ways = {url: _way(url, manner) if browser else PLAIN for url in urls}
    for way in {way.name: way for way in ways.values()}.values():
        together = [url for url in urls if ways[url].name == way.name]
        hosts = tuple(dict.fromkeys(map(host_of, together)))
        yield replace(way, name=PLAIN.name, start=tuple(together), hosts=hosts, clicks=0)


def _way(url: str, manner: Manner) -> Source:
    family = manner.family or family_of_host(url)
    pattern = example_of(family, url, manner.shipped, private=manner.may_be_private(url)) if family else None
    return pattern if pattern and pattern.render == "always" else PLAIN


def declare(wish: Wish, arrival: Arrival, manner: Manner) -> Path:
    """Write the ``source.yml`` of an arrival of a known family; returns the file.

    Raises:
        AlreadyDeclared: there is one of that name.
        SourceError: the declaration does not hold, or the folder cannot be written.
    """
    assert arrival.page is not None
    file = manner.folder / wish.source_name / FILE
    draft = propose(
        arrival,
        arrival.page,
        purpose=wish.purpose,
        private=manner.may_be_private(wish.url),
        egress=manner.egress,
        tags=wish.tags,
        given=given_above(manner),
    )
    text = write_draft(draft)
    _prove(wish.source_name, text)
    try:
        manner.folder.mkdir(parents=True, exist_ok=True)
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    except FileExistsError as error:
        raise AlreadyDeclared(f"{file} is there already and stays as it is") from error
    except OSError as error:
        raise SourceError("{file}: cannot be written ({error})", file=file, error=error.strerror) from error
    return file


def _prove(name: str, text: str) -> None:
    """Load the declaration from a place of its own: nothing is written that would not load."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        folder.mkdir()
        (folder / FILE).write_text(text, "utf-8")
        load_source(folder)


def given_above(manner: Manner) -> frozenset[str]:
    """The keys that a ``defaults.yml`` gives to every source of the manner's folder."""
    folder = manner.folder.resolve()
    places = (place.resolve() for place in manner.others)
    within = next((place for place in places if folder.is_relative_to(place)), folder)
    given = set()
    block = defaults_above(folder / PLAIN.name, within)
    while block is not None:
        given |= {key for key, value in block.values.items() if value is not None}
        block = block.below
    return frozenset(given)
