"""A server's address, a client for it, and its faults as sentences."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from elasticsearch import ApiError, Elasticsearch, TransportError, UnsupportedProductError

from search.fault import IndexFault

OLDEST = (8, 19)
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
VERSION = re.compile(r"(\d+)\.(\d+)")
SHAPE = "http(s)://[user:password@]HOST[:PORT][?prefix=NAME]"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is (``place`` holds no password), who we are there, and the alias we use."""

    place: str
    login: tuple[str, str] | None
    alias: str


def read_address(url: str) -> Address:
    """The parts of an index's address.

    Raises:
        IndexFault: it is not of the shape expected, or the prefix is no name of an index.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 9200
    except ValueError as error:
        raise IndexFault(f"the index address is wrong ({error}); it is {SHAPE}") from error
    if not host:
        raise IndexFault(f"the index address names no host; it is {SHAPE}")
    alias = parse_qs(parts.query).get("prefix", ["hawkwatch-listings"])[0]
    if not NAME.fullmatch(alias):
        raise IndexFault(f"the prefix {alias!r} of the index address may hold a-z, 0-9, - and _ only")
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    shown = f"[{host}]" if ":" in host else host
    return Address(f"{parts.scheme}://{shown}:{port}", login, alias)


def connect(address: Address) -> Elasticsearch:
    """A client that tries again where a connection breaks."""
    return Elasticsearch(
        address.place, basic_auth=address.login, request_timeout=30, retry_on_timeout=True, max_retries=2
    )


@contextmanager
def asking(place: str) -> Iterator[None]:
    """Turns what the client raises into an IndexFault."""
    try:
        yield
    except UnsupportedProductError as error:
        raise IndexFault(f"{place}: what answers there is no Elasticsearch") from error
    except TransportError as error:
        raise IndexFault(f"{place}: Elasticsearch cannot be reached: {error.message}") from error
    except ApiError as error:
        raise IndexFault(_sentence(place, error)) from error


def _sentence(place: str, error: ApiError) -> str:
    if error.status_code == 404 and error.message == "index_not_found_exception":
        return f"{place}: there is no index yet; run `hawkwatch index init`"
    return f"{place}: Elasticsearch refused ({error.status_code}): {_reason(error)}"


def _reason(error: ApiError) -> str:
    told = error.body.get("error") if isinstance(error.body, dict) else None
    causes = told.get("root_cause") if isinstance(told, dict) else None
    reason = causes[0].get("reason") if causes else None
    return f"{error.message}: {reason}" if reason else str(error.message)


def check_version(client: Elasticsearch, place: str) -> str:
    """The oldest version among the server's nodes.

    Raises:
        IndexFault: it is too old, or tells none.
    """
    # Some distributions have no GET /; every one tells its nodes.
    nodes = client.nodes.info(filter_path="nodes.*.version").body.get("nodes", {}).values()
    versions = sorted((_numbers(str(node.get("version"))), str(node.get("version"))) for node in nodes)
    if not versions or versions[0][0] == (0, 0):
        raise IndexFault(f"{place}: the server does not tell its version")
    numbers, version = versions[0]
    if numbers < OLDEST:
        raise IndexFault(f"{place}: Elasticsearch {version} is too old; 8.19 or newer is needed")
    return version


def _numbers(version: str) -> tuple[int, int]:
    found = VERSION.match(version)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)
