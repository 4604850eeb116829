"""One ``source.yml``: read, checked key by key, and turned into a Source."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from crawlers.declared.declaration import open_declaration
from crawlers.declared.search_terms import PLACE, Lexicon, expand, no_lexicon, resolve
from crawlers.declared.source_block import Block, SourceError
from crawlers.declared.source_keys import KEYS
from crawlers.egress.hosts import inside
from records.source import Expectation, Pace, Source

FILE, DEFAULTS = "source.yml", "defaults.yml"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")


def load_source(folder: Path, within: Path | None = None, lexicon: Lexicon = no_lexicon) -> Source:
    """The source declared by ``folder``'s ``source.yml``; the folder's name is the source's.

    What it leaves out is taken from ``defaults.yml`` in the folder above it, and so on up to ``within`` (the
    folder of sources it was found in; only the one above where not given); the nearest wins. ``lexicon``
    gives the word lists that ``terms`` may name.

    Raises:
        SourceError: no such file, no YAML, an unknown key, a missing or wrong value; the message names
            file, line and field.
    """
    file = folder / FILE
    if not NAME.fullmatch(folder.name):
        raise SourceError(
            f"{file}:1: name: a source's folder is called in a-z, 0-9, _ and -, not {folder.name!r}"
        )
    block = _block(file, defaults_above(folder, within or folder.parent))
    values = _values(block)
    hosts, start = values["hosts"], values["start"]
    if not hosts:
        raise block.wrong("hosts", "must name at least one host")
    if not start:
        raise block.wrong("start", "must name at least one address")
    for number, address in enumerate(start):
        if not inside(PLACE.sub("x", address), hosts):
            raise block.wrong("start", f"{address} lies outside hosts ({', '.join(hosts)})", number)
    if values.get("robots") == "ignore-with-reason":
        _demand_leave(block)
    terms = resolve(block, values.get("terms", ()), lexicon)
    return Source(
        name=folder.name,
        folder=str(folder),
        **values | {"terms": terms, "start": expand(block, start, terms)},
    )


def _demand_leave(block: Block) -> None:
    """robots.txt is not obeyed for a reason, by leave of a named person, until a named day only."""
    for key in ("robots_reason", "robots_until", "approver"):
        if block.value(key) is None:
            raise block.wrong(key, "is missing: robots: ignore-with-reason needs it")


def defaults_above(folder: Path, within: Path) -> Block | None:
    """The defaults that hold for ``folder``, those of ``within`` lowest."""
    above = [place for place in folder.parents if place == within or within in place.parents]
    below = None
    for place in reversed(above):
        if (file := place / DEFAULTS).is_file():
            below = _block(file, below)
    return below


def _block(file: Path, below: Block | None) -> Block:
    """The file as a block whose keys are all known."""
    block = replace(open_declaration(file), below=below)
    block.refuse_unknown({key.name.partition(".")[0] for key in KEYS})
    return block


def _values(block: Block) -> dict[str, Any]:
    """The record's values, every one checked; what is not given is left to the record's defaults."""
    for key in KEYS:
        if key.required:
            block.required(key.name)
    return dict(_given(block, "")) | {
        "pace": Pace(**dict(_given(_inner(block, "pace"), "pace."))),
        "expect": Expectation(**dict(_given(_inner(block, "expect"), "expect."))),
    }


def _inner(block: Block, name: str) -> Block:
    inner = block.inner(name)
    inner.refuse_unknown({key.name.partition(".")[2] for key in KEYS if key.name.startswith(f"{name}.")})
    return inner


def _given(block: Block, prefix: str) -> Iterator[tuple[str, Any]]:
    """The keys below ``prefix`` that are given, with their values."""
    for key in KEYS:
        name = key.name.removeprefix(prefix)
        if key.name.startswith(prefix) and "." not in name:
            value = key.kind.read(block, name)
            if value is not None:
                yield name, value
