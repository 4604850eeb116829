"""Requests to Elasticsearch tried again by us, with waits between: the client's own retries have none."""

from collections.abc import Callable
from typing import TypeVar

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.patience import Patience

T = TypeVar("T")

# Statuses of what passes by itself, of a request or of one document in it; 0 is no answer at all.
PASSING = (0, 408, 429, 500, 502, 503, 504)
# A server that has made its indices read-only says it with 429, too; that lasts until somebody makes room.
BLOCK = "cluster_block_exception"


def unretried(client: Elasticsearch, seconds: float | None = None) -> Elasticsearch:
    """The client, sending each request once; it waits ``seconds`` for an answer, or as long as it did."""
    once = client.options(max_retries=0, retry_on_timeout=False, retry_on_status=())
    return once if seconds is None else once.options(request_timeout=seconds)


def passes(error: ApiError | TransportError) -> bool:
    """Whether the same request may soon be answered otherwise."""
    if isinstance(error, TransportError):
        return True
    return error.status_code in PASSING and error.message != BLOCK


def patiently(
    client: Elasticsearch, ask: Callable[[Elasticsearch], T], patience: Patience | None = None
) -> T:
    """Ask until there is an answer.

    Raises:
        ApiError, TransportError: what does not pass, or not as long as we are patient.
    """
    patience, once = patience or Patience(), unretried(client)
    while True:
        try:
            return ask(once)
        except (ApiError, TransportError) as error:
            if not passes(error) or not patience.wait():
                raise
