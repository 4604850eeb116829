"""The server's version, and what to do about one that this client does not fit."""

import re
from collections.abc import Mapping
from typing import Any

from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from search.fault import IndexFault

OLDEST = (8, 19)
NEWEST_MAJOR = 9
VERSION = re.compile(r"(\d+)\.(\d+)")
STRANGER = (
    "{place}: what answers there is no Elasticsearch; Hawkwatch speaks to Elasticsearch 8.19 and every 9.x"
)
OPENSEARCH = (
    "{place}: what answers there is OpenSearch {version}, not Elasticsearch; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x"
)
UNTOLD = "{place}: the server does not tell its version; Hawkwatch speaks to Elasticsearch 8.19 and every 9.x"
NEWER = (
    "{place}: Elasticsearch {version} is newer than this Hawkwatch: upgrade Hawkwatch; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x"
)
OLD = (
    "{place}: Elasticsearch {version} is too old: upgrade the server to 8.19; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x"
)
OLD_BY_A_MAJOR = (
    "{place}: Elasticsearch {version} is too old: upgrade it to 7.17, then to 8.19; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x"
)


def check_version(client: Elasticsearch, place: str) -> str:
    """The oldest version among the server's nodes.

    Raises:
        IndexFault: a node is too old or too new, or what answers is something else; it says what to do.
    """
    try:
        # Some distributions have no GET /; every one tells its nodes.
        told = client.nodes.info(filter_path="nodes.*.version").body.get("nodes", {}).values()
    except UnsupportedProductError as error:
        raise _stranger(place, _greeting(client)) from error
    except ApiError as error:
        if error.message != "media_type_header_exception":
            raise
        raise IndexFault(NEWER, place=place, version=_version_in(_greeting(client))) from error
    versions = sorted((str(node.get("version")) for node in told), key=_numbers)
    if not versions or _numbers(versions[0]) == (0, 0):
        raise IndexFault(UNTOLD, place=place)
    for version in versions:
        if complaint := _complaint(version):
            raise IndexFault(complaint, place=place, version=version)
    return versions[0]


def _numbers(version: str) -> tuple[int, int]:
    found = VERSION.match(version)
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def _complaint(version: str) -> str | None:
    """What to do about a node of this version; None where it will do."""
    numbers = _numbers(version)
    if numbers[0] > NEWEST_MAJOR:
        return NEWER
    if numbers >= OLDEST:
        return None
    # Elastic's own path: only the last minor of a major can be followed by the next.
    return OLD if numbers[0] == OLDEST[0] else OLD_BY_A_MAJOR


def _greeting(client: Elasticsearch) -> Mapping[str, Any]:
    """What a server says at its front door, asked without the client's own checks."""
    body = client.transport.perform_request("GET", "/", headers={"accept": "application/json"}).body
    return body if isinstance(body, Mapping) else {}


def _version_in(greeting: Mapping[str, Any]) -> str:
    version = greeting.get("version")
    return str(version.get("number", "")) if isinstance(version, Mapping) else ""


def _stranger(place: str, greeting: Mapping[str, Any]) -> IndexFault:
    version = greeting.get("version")
    if isinstance(version, Mapping) and version.get("distribution") == "opensearch":
        return IndexFault(OPENSEARCH, place=place, version=version.get("number", ""))
    return IndexFault(STRANGER, place=place)
