"""Documents on their way into Elasticsearch, every answer read one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from elasticsearch import Elasticsearch

from records.document import Document
from records.wire import encode
from search.elastic.bulk import Action, Answer, Bulk
from search.elastic.document import source_of
from search.elastic.patience import patiently
from search.entry import Unfit
from search.fault import IndexFault, WrongAccess
from search.found import Refusal, Refuse
from search.terming import Termed

STORED = (200, 201)
# A version that is not higher than the stored one.
CONFLICT = 409
# What is wrong with the document itself; any other failure is the server's and passes.
POISON = (400, 413)
# Who asks is not known, or may not write.
FORBIDDEN = (401, 403)


@dataclass(frozen=True, slots=True)
class Written:
    """What the server said: documents that cannot be stored, and ids of which it knows a version as high."""

    refusals: list[Refusal]
    known: list[str]


def write(client: Elasticsearch, alias: str, documents: Iterable[Document], terms: Termed) -> Written:
    """Store documents behind ``alias`` and make them visible, all at once when the last one is stored.

    Raises:
        IndexFault: the server did not take a document for a reason of its own (overload, a block, no such
            alias). What was taken before stays; putting all again is safe.
    """
    refusals: list[Refusal] = []
    known = store(client, alias, actions_of(documents, terms, refusals.append), refusals.append)
    return Written(refusals, known)


def store(client: Elasticsearch, alias: str, actions: Iterable[Action], refuse: Refuse) -> list[str]:
    """Store what was made ready; returns the ids of which the server knows a version as high.

    Raises:
        IndexFault: as :func:`write`.
    """
    known: list[str] = []
    for answer in Bulk(client, alias).send(actions):
        if answer.status == CONFLICT:
            known.append(answer.id)
        elif answer.status not in STORED:
            refuse(_refusal(alias, answer))
    patiently(client, lambda once: once.indices.refresh(index=alias))
    return known


def missing(client: Elasticsearch, alias: str, ids: Sequence[str]) -> set[str]:
    """Those of ``ids`` under which nothing is stored, although the server knows a version.

    It remembers a document taken out for a while (``gc_deletes``, by a clock that ticks coarsely) and until
    then refuses its versions.
    """
    if not ids:
        return set()
    found = patiently(client, lambda once: once.mget(index=alias, ids=list(ids), source=False))["docs"]
    return {one["_id"] for one in found if not one.get("found")}


def _refusal(alias: str, answer: Answer) -> Refusal:
    if answer.status in POISON:
        return Refusal(answer.id, answer.reason)
    if answer.status == 404:
        raise IndexFault("there is no index behind {alias}; run `hawkwatch index init`", alias=alias)
    kind = WrongAccess if answer.status in FORBIDDEN else IndexFault
    raise kind("Elasticsearch did not store {answer}", answer=answer)


def actions_of(documents: Iterable[Document], terms: Termed, refuse: Refuse) -> Iterator[Action]:
    """Each document as it is sent; ``refuse`` hears of those that no engine can hold."""
    for document in documents:
        try:
            yield action_of(document, terms)
        except Unfit as error:
            refuse(Refusal(document.id, str(error)))


def action_of(document: Document, terms: Termed) -> Action:
    """A document as it is sent.

    Raises:
        Unfit: no engine can hold it.
    """
    about = {"_id": document.id, "version": document.version, "version_type": "external"}
    return Action(document.id, encode({"index": about}), encode(source_of(document, terms)))
