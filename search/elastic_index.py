"""The index on Elasticsearch 8.19 or newer: where several people search, or millions of posts."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from records.document import Document
from search.answer import check_page, narrowed
from search.elastic_reading import answer_of, document_in, question
from search.elastic_server import asking, check_version, connect, read_address
from search.elastic_writing import missing, write
from search.fault import IndexFault
from search.found import Found, Refusal
from search.query import parse
from search.terming import Termed, clipped

TEMPLATE = Path(__file__).parent / "templates" / "listings.json"
SCHEMA_VERSION = 1
FORGETTING_TRIES = 10
FORGETTING_SECONDS = 0.25


class ElasticIndex:
    """An alias over one concrete index ``PREFIX-v{schema}-{number}``.

    While an index is rebuilt, a second alias ``PREFIX-next`` lies on the one being filled, and what is put
    goes to both.
    """

    def __init__(self, url: str, terms: Termed) -> None:
        address = read_address(url)
        self.terms = clipped(terms)
        self.place, self.alias = address.place, address.alias
        self.coming = f"{address.alias}-next"
        self.client = connect(address)
        try:
            with asking(self.place):
                self.version = check_version(self.client, self.place)
        except IndexFault:
            self.client.close()
            raise

    def init(self) -> None:
        """Make the first index and its alias where there is none; teach an older one the fields it lacks."""
        with asking(self.place):
            if self.client.indices.exists_alias(name=self.alias):
                fields = json.loads(TEMPLATE.read_text())["mappings"]["properties"]
                self.client.indices.put_mapping(index=self.alias, properties=fields)
                return
            if self.client.indices.exists(index=self.alias):
                raise IndexFault(
                    f"{self.place}: {self.alias} is an index of somebody else; choose another prefix"
                )
            self._create({self.alias: {}})

    def _create(self, aliases: dict[str, Any]) -> str:
        taken = self.client.indices.get(index=f"{self.alias}-v*-*", allow_no_indices=True)
        numbers = [int(end) for name in taken if (end := name.rsplit("-", 1)[1]).isdecimal()]
        name = f"{self.alias}-v{SCHEMA_VERSION}-{max(numbers, default=0) + 1:06d}"
        template = json.loads(TEMPLATE.read_text())
        self.client.indices.create(
            index=name, settings=template["settings"], mappings=template["mappings"], aliases=aliases
        )
        return name

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents by bulk; lower and equal versions are left out."""
        with asking(self.place):
            # The coming index first: where the switch happens in between, the second write goes to it.
            if self.client.indices.exists_alias(name=self.coming):
                self._put_coming(documents)
            written = write(self.client, self.alias, documents, self.terms)
            return written.refusals + self._put_back(documents, written.known)

    def _put_back(self, documents: Sequence[Document], known: Sequence[str]) -> list[Refusal]:
        """Store what was taken out a moment ago as soon as the server has forgotten it."""
        for _ in range(FORGETTING_TRIES):
            gone = missing(self.client, self.alias, known)
            if not gone:
                return []
            time.sleep(FORGETTING_SECONDS)
            again = [document for document in documents if document.id in gone]
            # A refresh is when the server forgets.
            self.client.indices.refresh(index=self.alias)
            known = write(self.client, self.alias, again, self.terms).known
        if missing(self.client, self.alias, known):
            raise IndexFault(f"{self.place}: a document was taken out a moment ago; put it in again later")
        return []

    def _put_coming(self, documents: Sequence[Document]) -> None:
        try:
            with asking(self.place):
                write(self.client, self.coming, documents, self.terms)
        except IndexFault:
            # It was switched to or given up meanwhile; else the fault is one.
            if self.client.indices.exists_alias(name=self.coming):
                raise

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
        check_page(sort, limit, offset)
        node = parse(query, self.terms)
        asked = question(node, narrowed(node, filters), sort)
        with asking(self.place):
            answer = self.client.search(index=self.alias, from_=offset, size=limit, **asked)
        return answer_of(answer.body, node, self.terms, sort, self.place)

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        if not document_id:
            return None
        with asking(self.place):
            answer = self.client.options(ignore_status=404).get(index=self.alias, id=document_id)
        return document_in(answer.body, self.place) if answer.body.get("found") else None

    def count(self) -> int:
        """How many documents there are."""
        with asking(self.place):
            return int(self.client.count(index=self.alias)["count"])

    def status(self) -> dict[str, Any]:
        """Engine, place, documents, size, the concrete index behind the alias."""
        with asking(self.place):
            behind = sorted(self.client.indices.get_alias(name=self.alias))
            sizes = self.client.indices.stats(index=self.alias, metric="store")
        return {
            "engine": f"Elasticsearch {self.version}",
            "place": self.place,
            "documents": self.count(),
            "bytes": sizes["_all"]["primaries"]["store"]["size_in_bytes"],
            "index": ", ".join(behind),
        }

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Fill the next index beside the old one, move the alias in one step, drop the old one."""
        with asking(self.place):
            self._give_up()
            new = self._create({self.coming: {}})
            write(self.client, self.coming, documents, self.terms, strict=True)
            self._switch(new)
        return self.count()

    def _give_up(self) -> None:
        """Drop what a rebuild that broke off left behind."""
        for name in self.client.options(ignore_status=404).indices.get_alias(name=self.coming).body:
            if name.startswith(f"{self.alias}-v"):
                self.client.indices.delete(index=name)

    def _switch(self, new: str) -> None:
        old = self.client.options(ignore_status=404).indices.get_alias(name=self.alias).body
        actions: list[dict[str, Any]] = [
            {"add": {"index": new, "alias": self.alias}},
            {"remove": {"index": new, "alias": self.coming}},
            *({"remove_index": {"index": name}} for name in old if name.startswith(f"{self.alias}-v")),
        ]
        self.client.indices.update_aliases(actions=actions)

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out."""
        removed = 0
        with asking(self.place):
            for document_id in filter(None, ids):
                answer = self.client.options(ignore_status=404).delete(index=self.alias, id=document_id)
                removed += answer.body.get("result") == "deleted"
            self.client.indices.refresh(index=self.alias)
        return removed

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()
