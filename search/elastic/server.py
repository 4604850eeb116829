"""A client for the nodes of an Elasticsearch, and its faults as sentences."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    TransportError,
    UnsupportedProductError,
)

from search.access import Access
from search.elastic.address import Address, check_access
from search.elastic.patience import BLOCK, passes
from search.fault import IndexFault, WrongAccess

FEWEST_RETRIES = 2
UNKNOWN = (
    "{place}: Elasticsearch does not know who asks (401); set `index_api_key`, or name a user in the index "
    "address and set `index_password`"
)
FORBIDDEN = (
    "{place}: whoever asks may not do that (403): {reason}; its role needs the privileges that "
    "docs/elasticsearch.md lists"
)
REFUSED = "{place}: Elasticsearch refused ({status}): {reason}"
TORN = (
    "{place}: {missing} of {total} shards did not answer ({cause}); what they hold would be missing: try "
    "again when the index is whole"
)


def connect(address: Address, access: Access) -> Elasticsearch:
    """A client that tries again on another node where a connection breaks or no answer comes. The only node
    is not asked again what it is busy with.

    Raises:
        IndexFault: the address and what opens it do not go together.
    """
    check_access(address, access)
    secured: dict[str, Any] = {}
    if access.api_key:
        secured["api_key"] = access.api_key
    elif address.login:
        secured["basic_auth"] = address.login
    if access.ca_file:
        secured["ca_certs"] = str(access.ca_file)
    retries = max(FEWEST_RETRIES, len(address.nodes))
    return Elasticsearch(
        list(address.nodes), request_timeout=30, retry_on_timeout=len(address.nodes) > 1,
        max_retries=retries, **secured,
    )  # fmt: skip


@contextmanager
def asking(place: str) -> Iterator[None]:
    """Turns what the client raises into an IndexFault."""
    try:
        yield
    except UnsupportedProductError as error:
        raise IndexFault("{place}: what answers there is no Elasticsearch", place=place) from error
    except TransportError as error:
        told = "{place}: Elasticsearch cannot be reached: {error}"
        raise IndexFault(told, passes=passes(error), place=place, error=error.message) from error
    except ApiError as error:
        raise _fault(place, error) from error


def whole(answer: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """The answer to a search or count. The server gives one also where only some of the shards took part.

    Raises:
        IndexFault: what a shard holds is missing from it.
    """
    shards = answer["_shards"]
    missing = shards["total"] - shards["successful"]
    if not missing:
        return answer
    # Of a shard that lies on no node it is not even said that it failed.
    causes = [one["reason"]["reason"] for one in shards.get("failures", ())]
    cause = (*causes, "on no node")[0]
    raise IndexFault(TORN, place=place, missing=missing, total=shards["total"], cause=cause)


def _fault(place: str, error: ApiError) -> IndexFault:
    if error.status_code == 404 and error.message == "index_not_found_exception":
        return IndexFault("{place}: there is no index yet; run `hawkwatch index init`", place=place)
    if isinstance(error, AuthenticationException):
        return WrongAccess(UNKNOWN, place=place)
    reason = _reason(error)
    if isinstance(error, AuthorizationException) and error.message != BLOCK:
        told = FORBIDDEN if error.message == "security_exception" else REFUSED
        return WrongAccess(told, place=place, status=error.status_code, reason=reason)
    return IndexFault(REFUSED, passes=passes(error), place=place, status=error.status_code, reason=reason)


def _reason(error: ApiError) -> str:
    told = error.body.get("error") if isinstance(error.body, dict) else None
    if not isinstance(told, dict):
        return str(error.message)
    causes = (*told.get("root_cause", ()), told, told.get("caused_by") or {})
    reason = next(filter(None, (cause.get("reason") for cause in causes)), "")
    return f"{error.message}: {reason}" if reason else str(error.message)
