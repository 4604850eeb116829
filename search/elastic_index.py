"""The index on Elasticsearch 8.19 or newer: where several people search, or millions of posts."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import streaming_bulk

from records.document import Document
from records.wire import builtins
from search.elastic_query import body
from search.entry import FACETS, Unfit, entry_of
from search.fault import IndexFault
from search.found import Found, Refusal
from search.query import Termed, parse
from search.sqlite_index import hit_of, narrowed

TEMPLATE = Path(__file__).parent / "templates" / "listings.json"
SCHEMA_VERSION = 1
OLDEST = (8, 19)
DEEPEST = 10_000
CONFLICT = 409
ORDERS: dict[str, list[dict[str, Any]]] = {
    "newest": [{"newest": "desc"}],
    "relevance": [{"score": "desc"}, {"newest": "desc"}],
    "score": [{"score": "desc"}],
    "price": [{"lowest_price": {"order": "asc", "missing": "_last"}}],
    "severity": [{"severity_rank": "desc"}, {"newest": "desc"}],
}


class ElasticIndex:
    """An alias over one concrete index ``PREFIX-v{schema}-{number}``."""

    def __init__(self, url: str, terms: Termed) -> None:
        parts = urlsplit(url)
        self.terms = terms
        self.place = f"{parts.scheme}://{parts.hostname}:{parts.port or 9200}"
        self.alias = parse_qs(parts.query).get("prefix", ["hawkwatch-listings"])[0]
        login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        self.client = Elasticsearch(
            self.place, basic_auth=login, request_timeout=30, retry_on_timeout=True, max_retries=2
        )
        with self._asking():
            self._check_version()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except TransportError as error:
            raise IndexFault(f"{self.place}: Elasticsearch cannot be reached: {error.message}") from error
        except ApiError as error:
            raise IndexFault(
                f"{self.place}: Elasticsearch refused ({error.status_code}): {error.message}"
            ) from error

    def _check_version(self) -> None:
        # Some distributions have no GET /; every one tells its nodes.
        nodes = self.client.nodes.info(filter_path="nodes.*.version")["nodes"].values()
        version = min((node["version"] for node in nodes), key=_numbers)
        if _numbers(version) < OLDEST:
            raise IndexFault(f"{self.place}: Elasticsearch {version} is too old; 8.19 or newer is needed")
        self.version = version

    def init(self) -> None:
        """Make the first index and its alias where there is none."""
        with self._asking():
            if not self.client.indices.exists_alias(name=self.alias):
                self._create(self._name(1), {self.alias: {}})

    def _create(self, name: str, aliases: dict[str, Any]) -> None:
        template = json.loads(TEMPLATE.read_text())
        self.client.indices.create(
            index=name, settings=template["settings"], mappings=template["mappings"], aliases=aliases
        )

    def _name(self, number: int) -> str:
        return f"{self.alias}-v{SCHEMA_VERSION}-{number:06d}"

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents by bulk; every refusal is read one by one."""
        with self._asking():
            refusals = self._bulk(documents, self.alias)
            self.client.indices.refresh(index=self.alias)
        return refusals

    def _bulk(self, documents: Iterable[Document], index: str) -> list[Refusal]:
        refusals: list[Refusal] = []
        answers = streaming_bulk(
            self.client, self._actions(documents, index, refusals), raise_on_error=False, max_retries=3
        )
        for fine, answer in answers:
            outcome = answer["index"]
            if not fine and outcome["status"] != CONFLICT:  # a conflict is a version that is not higher
                refusals.append(
                    Refusal(outcome["_id"], str(outcome.get("error", {}).get("reason", outcome["status"])))
                )
        return refusals

    def _actions(
        self, documents: Iterable[Document], index: str, refusals: list[Refusal]
    ) -> Iterator[dict[str, Any]]:
        for document in documents:
            try:
                source = self._source(document)
            except Unfit as error:
                refusals.append(Refusal(document.id, str(error)))
                continue
            yield {
                "_index": index,
                "_id": document.id,
                "version": document.version,
                "version_type": "external",
                "_source": source,
            }

    def _source(self, document: Document) -> dict[str, Any]:
        entry = entry_of(document, self.terms)
        moment: datetime = document.posted_at or document.seen_at
        return {
            "@timestamp": moment.isoformat(),
            "words": " ".join(entry.words),
            "bigrams": " ".join(entry.bigrams),
            **{field: list(values) for field, values in entry.tags.items()},
            **{field: list(values) for field, values in entry.numbers.items()},
            "newest": entry.newest,
            "severity_rank": entry.severity,
            "lowest_price": entry.price,
            "record": builtins(document),
        }

    def find(
        self,
        query: str,
        *,
        sort: str = "newest",
        limit: int = 20,
        offset: int = 0,
        filters: Mapping[str, str] | None = None,
    ) -> Found:
        """Answer a query with hits, total and facets."""
        node = parse(query, self.terms)
        window = max(0, min(limit, DEEPEST - offset))
        with self._asking():
            answer = self.client.search(
                index=self.alias,
                query={"bool": {"filter": [body(narrowed(node, filters))]}},
                sort=[*ORDERS[sort], {"id": "asc"}],
                from_=min(offset, DEEPEST),
                size=window,
                track_total_hits=True,
                aggs={facet: {"terms": {"field": facet, "size": 1000}} for facet in FACETS},
                source_includes=["record"],
                timeout="5s",
            )
        hits = tuple(hit_of(_document(hit), node, self.terms) for hit in answer["hits"]["hits"])
        facets = {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"][facet]["buckets"]}
            for facet in FACETS
        }
        return Found(answer["hits"]["total"]["value"], hits, facets, bool(answer["timed_out"]))

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        with self._asking():
            answer = self.client.options(ignore_status=404).get(index=self.alias, id=document_id)
        return _document(answer.body) if answer.body.get("found") else None

    def count(self) -> int:
        """How many documents there are."""
        with self._asking():
            return int(self.client.count(index=self.alias)["count"])

    def status(self) -> dict[str, Any]:
        """Engine, place, documents, the concrete index behind the alias."""
        with self._asking():
            behind = sorted(self.client.indices.get_alias(name=self.alias))
        return {
            "engine": f"Elasticsearch {self.version}",
            "place": self.place,
            "documents": self.count(),
            "index": ", ".join(behind),
        }

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Fill the next index beside the old one, move the alias in one step, drop the old one."""
        with self._asking():
            old = sorted(self.client.indices.get_alias(name=self.alias))
            new = self._name(int(old[-1].rsplit("-", 1)[1]) + 1)
            self.client.options(ignore_status=404).indices.delete(index=new)
            self._create(new, {})
            self._bulk(documents, new)
            self.client.indices.refresh(index=new)
            moves: list[dict[str, Any]] = [{"remove_index": {"index": name}} for name in old]
            self.client.indices.update_aliases(actions=[{"add": {"index": new, "alias": self.alias}}, *moves])
        return self.count()

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out."""
        removed = 0
        with self._asking():
            for document_id in ids:
                answer = self.client.options(ignore_status=404).delete(index=self.alias, id=document_id)
                removed += answer.body.get("result") == "deleted"
            self.client.indices.refresh(index=self.alias)
        return removed

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()


def _numbers(version: str) -> tuple[int, int]:
    major, minor, *_ = version.split(".")
    return int(major), int(minor)


def _document(hit: Mapping[str, Any]) -> Document:
    return msgspec.convert(hit["_source"]["record"], Document)
