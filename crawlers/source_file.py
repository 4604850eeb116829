"""One ``source.yml``: read, checked key by key, and turned into a Source."""

import re
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from crawlers.hosts import PORTS, inside
from crawlers.readers import FAMILIES
from crawlers.source_block import Block, SourceError, nearest
from records.reading import LinkKind, Post
from records.source import Expectation, Pace, Render, Source

Access = Literal["public-anonymous", "public-registered", "authorised"]
KEYS = tuple(field.name for field in fields(Source) if field.name not in ("name", "folder"))
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::[1-9]\d{0,4})?"
)


def load_source(folder: Path) -> Source:
    """The source declared by ``folder``'s ``source.yml``; the folder's name is the source's.

    Raises:
        SourceError: no such file, no YAML, an unknown key, a missing or wrong value; the message names
            file, line and field.
    """
    file = folder / "source.yml"
    if not _NAME.fullmatch(folder.name):
        raise SourceError(
            f"{file}:1: name: a source's folder is called in a-z, 0-9, _ and -, not {folder.name!r}"
        )
    block = Block(file, _values(file))
    block.refuse_unknown(KEYS)
    for key in ("title", "family", "start", "hosts"):
        block.required(key)
    return _source(block, folder)


def _values(file: Path) -> CommentedMap:
    """The file's mapping with line numbers."""
    try:
        values = YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceError(f"{file}:1: file: there is no such file") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{file}:1: file: is not UTF-8 text") from error
    except OSError as error:
        raise SourceError(f"{file}:1: file: cannot be read ({error.strerror})") from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"{file}:{line}: yaml: {' '.join(str(error.problem).split())}") from error
    except (YAMLError, ValueError) as error:  # control characters; a date that is none
        raise SourceError(f"{file}:1: yaml: {' '.join(str(error).split())[:200]}") from error
    if not isinstance(values, CommentedMap):
        raise SourceError(f"{file}:1: file: must be a mapping of keys to values")
    return values


def _source(block: Block, folder: Path) -> Source:
    """The record, every value checked."""
    hosts = block.texts("hosts", (), _wrong_host)
    family = block.choice("family", "", sorted(FAMILIES))
    if not hosts:
        raise block.wrong("hosts", "must name at least one host")
    start = block.texts("start", (), partial(_wrong_start, hosts=hosts))
    if not start:
        raise block.wrong("start", "must name at least one address")
    return Source(
        name=folder.name,
        folder=str(folder),
        title=block.text("title", ""),
        family=family,
        start=start,
        hosts=hosts,
        zone=_zone(block),
        render=cast(Render, block.choice("render", "never", get_args(Render))),
        capture=block.texts("capture", ()),
        wait_for=block.text("wait_for", None),
        next_button=block.text("next_button", None),
        clicks=block.whole("clicks", 0, 0),
        select=block.mapping("select"),
        follow=block.texts("follow", ("thread", "next"), partial(_wrong_word, known=get_args(LinkKind))),
        pace=_pace(block.inner("pace")),
        expect=_expectation(block.inner("expect")),
        private_hosts=block.flag("private_hosts", False),
        purpose=block.text("purpose", None),
        access=cast(Access, block.choice("access", "public-anonymous", get_args(Access))),
        tags=block.texts("tags", ()),
        notes=block.text("notes", None),
    )


def _zone(block: Block) -> str:
    zone = block.text("zone", "Asia/Shanghai")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise block.wrong("zone", f"{zone!r} is no time zone (write one like Asia/Shanghai)") from error
    return zone


def _pace(block: Block) -> Pace:
    block.refuse_unknown([field.name for field in fields(Pace)])
    plain = Pace()
    return Pace(
        delay=block.seconds("delay", plain.delay),
        concurrency=block.whole("concurrency", plain.concurrency, 1),
        pages=block.whole("pages", plain.pages, 1),
    )


def _expectation(block: Block) -> Expectation:
    block.refuse_unknown([field.name for field in fields(Expectation)])
    known = tuple(field.name for field in fields(Post))
    return Expectation(
        posts=block.whole("posts", Expectation().posts, 0),
        fields=block.texts("fields", (), partial(_wrong_word, known=known)),
    )


def _wrong_word(entry: str, known: tuple[str, ...]) -> str | None:
    return None if entry in known else f"{entry!r} is none of {', '.join(known)}{nearest(entry, known)}"


def _wrong_host(entry: str) -> str | None:
    if _HOST.fullmatch(entry):
        return None
    return f"{entry!r} is no host; write host or host:port in lower case, without scheme or path"


def _wrong_start(entry: str, hosts: tuple[str, ...]) -> str | None:
    try:
        parts = urlsplit(entry)
        parts.port  # noqa: B018 - a bad port shows itself only when asked for
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if parts.scheme not in PORTS or not parts.hostname or any(sign.isspace() for sign in entry):
        return f"{entry!r} is no http or https address"
    return None if inside(entry, hosts) else f"{entry} lies outside hosts ({', '.join(hosts)})"
