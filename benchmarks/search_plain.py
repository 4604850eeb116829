"""What somebody makes who knows Elasticsearch and not the trade: title and text under one of the server's own
analyzers, exact values as keywords, everything asked through the query tree that ours is asked through.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any as Json

from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from records.document import Document
from records.wire import builtins, encode
from search.answer import MOST_VALUES, narrowed
from search.elastic.bulk import Action, Bulk
from search.entry import entry_of
from search.fields import FACETS, FIELDS
from search.nodes import (
    All,
    Any,
    Everything,
    Node,
    Not,
    Range,
    Row,
    Run,
    Tag,
    TagStart,
    Word,
    WordStart,
)
from search.query import parse

TEXTS = ["title", "text"]
ORDERS: dict[str, list[dict[str, Json]]] = {
    "newest": [{"newest": "desc"}], "relevance": [{"_score": "desc"}], "score": [{"score": "desc"}],
    "price": [{"price": "asc"}],
}  # fmt: skip


class PlainIndex:
    """An index ``name`` behind the alias ``name-all``."""

    def __init__(self, url: str, name: str, analyzer: str = "standard") -> None:
        self.client = Elasticsearch(url, request_timeout=600)
        self.name, self.alias = name, f"{name}-all"
        own: dict[str, Json] = {text: {"type": "text", "analyzer": analyzer} for text in TEXTS}
        own |= {one.name: {"type": "keyword" if one.kind == "tag" else "double"} for one in FIELDS}
        own |= {"newest": {"type": "double"}, "record": {"type": "object", "enabled": False}}
        self.client.indices.create(
            index=name, aliases={self.alias: {}}, mappings={"dynamic": "strict", "properties": own},
            settings={"number_of_shards": 1, "number_of_replicas": 0},
        )  # fmt: skip

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Put them in."""
        for answer in Bulk(self.client, self.alias).send(_actions(documents)):
            if answer.status >= 300:
                raise RuntimeError(str(answer))
        self.client.indices.refresh(index=self.alias)
        return int(self.client.count(index=self.alias)["count"])

    def optimize(self) -> None:
        """Merge its segments into one."""
        self.client.indices.forcemerge(index=self.alias, max_num_segments=1)

    def status(self) -> dict[str, Json]:
        """Its bytes."""
        told = self.client.indices.stats(index=self.name, metric="store")
        return {"bytes": told["_all"]["primaries"]["store"]["size_in_bytes"]}

    def find(self, query: str, *, sort: str, limit: int, filters: Mapping[str, str]) -> Json:
        """Ask what ours is asked: hits, total, facets."""
        node = parse(query, terms)
        clauses = {"filter": [body(narrowed(node, filters))]}
        if sort == "relevance":
            clauses["must"] = [body(node)]
        return self.client.search(
            index=self.alias, query={"bool": clauses}, sort=[*ORDERS[sort], {"id": "asc"}], size=limit,
            track_total_hits=True, source_includes=["record"],
            aggs={
                facet: {"terms": {"field": facet, "size": MOST_VALUES, "shard_size": MOST_VALUES}}
                for facet in FACETS
            },
        )  # fmt: skip


def _actions(documents: Iterable[Document]) -> Iterator[Action]:
    for document in documents:
        entry = entry_of(document, _uncut)
        source = {
            "title": document.title, "text": document.text, **entry.tags, **entry.numbers,
            "newest": entry.newest, "record": builtins(document),
        }  # fmt: skip
        about = {"_id": document.id, "version": document.version, "version_type": "external"}
        yield Action(document.id, encode({"index": about}), encode(source))


def _uncut(text: str) -> Json:
    return NOTHING


NOTHING = terms("")


def body(node: Node) -> dict[str, Json]:
    """The query clause of ``node``: what stands side by side is a phrase."""
    match node:
        case Everything():
            return {"match_all": {}}
        case All(parts):
            return {"bool": {"must": [body(part) for part in parts]}}
        case Any(parts):
            return {"bool": {"should": [body(part) for part in parts], "minimum_should_match": 1}}
        case Not(part):
            return {"bool": {"must_not": [body(part)]}}
        case Word(text):
            return said(text)
        case Run(bigrams):
            return said(bigrams[0] + "".join(pair[-1] for pair in bigrams[1:]))
        case Row(words):
            return said(" ".join(words))
        case WordStart(text):
            return {"multi_match": {"query": text, "type": "phrase_prefix", "fields": TEXTS}}
        case TagStart(field, value):
            return {"prefix": {field: value}}
        case Tag(field, value):
            return {"term": {field: value}}
        case Range():
            return {"range": {node.field: {"gte": node.low, "lte": node.high}}}
        case _:
            raise ValueError(f"{node} is not asked of a plain index")


def said(text: str) -> dict[str, Json]:
    """A phrase in title or text."""
    return {"multi_match": {"query": text, "type": "phrase", "fields": TEXTS}}
