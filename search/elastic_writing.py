"""Documents on their way into Elasticsearch, every answer read one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from records.document import Document
from records.wire import builtins
from search.entry import Unfit, entry_of
from search.fault import IndexFault
from search.found import Refusal
from search.terming import Termed

# A version that is not higher than the stored one.
CONFLICT = 409
# What is wrong with the document itself; any other failure is the server's and passes.
POISON = (400, 413)
CHUNK_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """What the server said: documents that cannot be stored, and ids of which it knows a version as high."""

    refusals: list[Refusal]
    known: list[str]


def write(
    client: Elasticsearch, alias: str, documents: Iterable[Document], terms: Termed, strict: bool = False
) -> Written:
    """Store documents behind ``alias`` and make them visible.

    ``strict`` lets nothing be refused but what no engine can hold.

    Raises:
        IndexFault: the server did not take a document for a reason of its own (overload, a block, no such
            alias). What was taken before stays; putting all again is safe.
    """
    refusals: list[Refusal] = []
    known: list[str] = []
    actions = _actions(documents, alias, terms, refusals)
    answers = streaming_bulk(
        client, actions, raise_on_error=False, require_alias=True, max_retries=3, initial_backoff=0.5,
        max_chunk_bytes=CHUNK_BYTES,
    )  # fmt: skip
    for fine, answer in answers:
        outcome = answer["index"]
        if outcome["status"] == CONFLICT:
            known.append(outcome["_id"])
        elif not fine:
            refusals.append(_refusal(alias, outcome, strict))
    client.indices.refresh(index=alias)
    return Written(refusals, known)


def missing(client: Elasticsearch, alias: str, ids: Sequence[str]) -> set[str]:
    """Those of ``ids`` under which nothing is stored, although the server knows a version.

    It remembers a document taken out for a while (``gc_deletes``, by a clock that ticks coarsely) and until
    then refuses its versions.
    """
    if not ids:
        return set()
    found = client.mget(index=alias, ids=list(ids), source=False)["docs"]
    return {one["_id"] for one in found if not one.get("found")}


def _refusal(alias: str, outcome: dict[str, Any], strict: bool) -> Refusal:
    error = outcome.get("error", {})
    reason = str(error.get("reason", error) if isinstance(error, dict) else error)
    if outcome["status"] in POISON and not strict:
        return Refusal(outcome["_id"], reason)
    if outcome["status"] == 404:
        raise IndexFault(f"there is no index behind {alias}; run `hawkwatch index init`")
    raise IndexFault(f"Elasticsearch did not store {outcome['_id']} ({outcome['status']}): {reason}")


def _actions(
    documents: Iterable[Document], alias: str, terms: Termed, refusals: list[Refusal]
) -> Iterator[dict[str, Any]]:
    for document in documents:
        try:
            source = source_of(document, terms)
        except Unfit as error:
            refusals.append(Refusal(document.id, str(error)))
            continue
        yield {
            "_index": alias, "_id": document.id, "version": document.version, "version_type": "external",
            "_source": source,
        }  # fmt: skip


def source_of(document: Document, terms: Termed) -> dict[str, Any]:
    """What is stored of a document, by the fields of ``templates/listings.json``.

    Raises:
        Unfit: a value has no place in an index.
    """
    entry = entry_of(document, terms)
    return {
        "@timestamp": (document.posted_at or document.first_seen or document.seen_at).isoformat(),
        "words": " ".join(entry.words),
        "bigrams": " ".join(entry.bigrams),
        **{field: list(values) for field, values in entry.tags.items()},
        **{field: list(values) for field, values in entry.numbers.items()},
        "newest": entry.newest,
        "severity_rank": entry.severity,
        "lowest_price": entry.price,
        "record": builtins(document),
    }
