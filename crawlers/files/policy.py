"""Which addresses and answers are files: not asked for, or cut behind their headers."""

import re
from dataclasses import dataclass
from email.message import Message
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from ruamel.yaml import YAML

from crawlers.egress.address import OutOfScope, plain_host
from records.page import Exchange

POLICY = "a file: not fetched by policy"
_KINDS = Path(__file__).with_name("kinds.yml")
_EXTENSION = re.compile(r"\.([a-z0-9]{1,8})/?$")
# A text that every site has for robots.
_ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class FileKinds:
    """What ``kinds.yml`` says: ``extensions``, media ``types``, and ``disks`` by patterns of their hosts.

    ``likely`` finds something in every text that names one by its address; most texts have nothing of it.
    """

    extensions: frozenset[str]
    types: re.Pattern[str]
    disks: tuple[tuple[re.Pattern[str], str], ...]
    likely: re.Pattern[str]


@cache
def file_kinds() -> FileKinds:
    """The shipped kinds, read once."""
    declared = YAML(typ="safe").load(_KINDS.read_text("utf-8"))
    extensions = frozenset(name for group in declared["extensions"] for name in group)
    types = "|".join(_pattern(name) for name in declared["types"])
    disks = tuple(
        (re.compile(rf"(?:[\w.-]+\.)?{_pattern(host)}"), name) for host, name in declared["disks"].items()
    )
    hosts = "|".join(_pattern(host) for host in declared["disks"])
    likely = rf"\.(?:{'|'.join(sorted(extensions))})(?![a-z0-9])|(?<![\w-])(?:{hosts})"
    return FileKinds(extensions, re.compile(types), disks, re.compile(likely, re.IGNORECASE | re.ASCII))


def _pattern(name: str) -> str:
    return re.escape(name).replace(r"\*", r"[\w.+-]*")


@lru_cache(maxsize=4096)  # every post of a page links to the same places
def kind_of(url: str) -> Literal["file", "net-disk"] | None:
    """Whether an http(s) address is of a net disk, or its path ends as a file's; None for a page."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.netloc else None
    except ValueError:
        return None
    if host and disk_of(host):
        return "net-disk"
    return "file" if parts.path.lower() != _ROBOTS and extension_of(parts.path) else None


@lru_cache(maxsize=4096)  # a page has few hosts, and many links to each
def disk_of(host: str) -> str | None:
    """What people call the net disk at ``host``."""
    name = plain_host(host)
    return next((called for pattern, called in file_kinds().disks if pattern.fullmatch(name)), None)


def extension_of(path: str) -> str | None:
    """The extension of a file that is never fetched, of a path or a name."""
    found = _EXTENSION.search(unquote(path).strip().lower())
    return found[1] if found and found[1] in file_kinds().extensions else None


def file_name(url: str) -> str:
    """The last step of an address's path."""
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2] or url


def is_file_name(name: str) -> bool:
    """Whether ``name`` ends as that of a file that is never fetched."""
    return extension_of(name) is not None


def refuse_file(url: str) -> None:
    """Raise OutOfScope where ``url`` is of a file or a net disk."""
    if kind := kind_of(url):
        raise OutOfScope(POLICY if kind == "file" else f"{POLICY} ({disk_of(urlsplit(url).hostname or '')})")


def offered_file(headers: tuple[tuple[str, str], ...]) -> str | None:
    """What an answer offers to be saved, by its headers: name and size (RFC 6266); None for a page."""
    message = Message()
    for name, value in headers:
        if name.lower() in ("content-type", "content-disposition"):
            message[name] = value
    saved = message.get_content_disposition() == "attachment"
    if not saved and not file_kinds().types.fullmatch(message.get_content_type()):
        return None
    size = next((value for name, value in headers if name.lower() == "content-length"), None)
    named = message.get_filename() or message.get_content_type()
    return f"{named}, {size} bytes" if size and size.isdigit() else f"{named}, size not said"


def offered_by(exchange: Exchange | None) -> str | None:
    """What the answer of an exchange offers to be saved; None for a page."""
    return offered_file(exchange.headers) if exchange and 200 <= exchange.status < 300 else None
