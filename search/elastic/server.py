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
from search.elastic.patience import passes
from search.fault import IndexFault

FEWEST_RETRIES = 2


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
        raise IndexFault(f"{place}: what answers there is no Elasticsearch") from error
    except TransportError as error:
        told = f"{place}: Elasticsearch cannot be reached: {error.message}"
        raise IndexFault(told, passes=passes(error)) from error
    except ApiError as error:
        raise IndexFault(_sentence(place, error), passes=passes(error)) from error


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
    told = f"{missing} of {shards['total']} shards did not answer ({(*causes, 'on no node')[0]})"
    raise IndexFault(f"{place}: {told}; what they hold would be missing: try again when the index is whole")


def _sentence(place: str, error: ApiError) -> str:
    if error.status_code == 404 and error.message == "index_not_found_exception":
        return f"{place}: there is no index yet; run `hawkwatch index init`"
    if isinstance(error, AuthenticationException):
        remedy = "set `index_api_key`, or name a user in the index address and set `index_password`"
        return f"{place}: Elasticsearch does not know who asks (401); {remedy}"
    if isinstance(error, AuthorizationException) and error.message == "security_exception":
        remedy = "its role needs the privileges that docs/elasticsearch.md lists"
        return f"{place}: whoever asks may not do that (403): {_reason(error)}; {remedy}"
    return f"{place}: Elasticsearch refused ({error.status_code}): {_reason(error)}"


def _reason(error: ApiError) -> str:
    told = error.body.get("error") if isinstance(error.body, dict) else None
    if not isinstance(told, dict):
        return str(error.message)
    causes = (*told.get("root_cause", ()), told, told.get("caused_by") or {})
    reason = next(filter(None, (cause.get("reason") for cause in causes)), "")
    return f"{error.message}: {reason}" if reason else str(error.message)
