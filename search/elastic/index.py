"""The index on Elasticsearch 8.19 or newer: where several people search, or millions of posts."""

import time
from collections.abc import Sequence
from typing import Any

from elasticsearch import ApiError

from records.document import Document
from search.elastic.generations import Generation
from search.elastic.renewing import RenewedIndex
from search.elastic.server import asking
from search.elastic.status import facts_of
from search.elastic.templates import SCHEMA
from search.elastic.writing import missing, write
from search.fault import IndexFault
from search.found import Refusal

NEWER = "{place}: {name} was made by a newer Hawkwatch; upgrade this one"
OLDER = "{place}: {name} was made by an older Hawkwatch; run `hawkwatch index rebuild`, which takes its place"
FORGETTING_TRIES = 10
FORGETTING_SECONDS = 0.25


class ElasticIndex(RenewedIndex):
    """The aliases ``PREFIX-read`` and ``PREFIX-write`` over one concrete index.

    While an index is rebuilt a third alias, ``PREFIX-next``, lies on the one being filled, and what is put
    goes to both.
    """

    def init(self, dry_run: bool = False) -> list[str]:
        """Make templates, the first index and its aliases where there is none.

        Raises:
            IndexFault: besides, the index that is there was made by another version, or by somebody else.
        """
        with asking(self.place):
            every = self.generations.all()
            if used := self.generations.used(every):
                self._check(used)
                return []
            self._check_names()
            name = self.generations.name_of_next(every)
            if not dry_run:
                self._create_first(name)
        own = self.generations
        return [f"install the templates of {own.prefix}", f"make {name} behind {own.read} and {own.write}"]

    def _create_first(self, name: str) -> None:
        try:
            self.generations.create(name, (self.generations.read, self.generations.write), filled=True)
        except ApiError:
            if not self.generations.used(self.generations.all()):  # else another process was quicker
                raise

    def _check(self, used: Generation) -> None:
        if used.schema > SCHEMA:
            raise IndexFault(NEWER, place=self.place, name=used.name)
        if used.schema < SCHEMA or self.generations.read not in used.aliases:
            raise IndexFault(OLDER, place=self.place, name=used.name)

    def _check_names(self) -> None:
        for name in (self.generations.read, self.generations.write, self.generations.coming):
            if self.client.indices.exists(index=name):
                told = "{place}: {name} belongs to somebody else; choose another prefix"
                raise IndexFault(told, place=self.place, name=name)

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents by bulk; lower and equal versions are left out.

        They go to the index in use and to the one that is coming. Where a rebuild began, or another index was
        turned to, while they were written, they are written again: what is put is in whatever is read next.
        """
        with asking(self.place):
            places = self.generations.written()
            while True:
                refusals = self._put_to(places, documents)
                if (now := self.generations.written()) == places:
                    return refusals
                places = now

    def _put_to(self, places: frozenset[tuple[str, str]], documents: Sequence[Document]) -> list[Refusal]:
        if any(alias == self.generations.coming for alias, _ in places):
            self._put_coming(documents)
        written = write(self.client, self.generations.write, documents, self.terms)
        return written.refusals + self._put_back(documents, written.known)

    def _put_coming(self, documents: Sequence[Document]) -> None:
        try:
            with asking(self.place):
                write(self.client, self.generations.coming, documents, self.terms)
        except IndexFault:
            # It was turned to or given up meanwhile; else the fault is one.
            if self.client.indices.exists_alias(name=self.generations.coming):
                raise

    def _put_back(self, documents: Sequence[Document], known: Sequence[str]) -> list[Refusal]:
        """Store what was taken out a moment ago as soon as the server has forgotten it."""
        alias = self.generations.write
        for _ in range(FORGETTING_TRIES):
            gone = missing(self.client, alias, known)
            if not gone:
                return []
            time.sleep(FORGETTING_SECONDS)
            again = [document for document in documents if document.id in gone]
            # A refresh is when the server forgets.
            self.client.indices.refresh(index=alias)
            known = write(self.client, alias, again, self.terms).known
        if missing(self.client, alias, known):
            told = "{place}: a document was taken out a moment ago; put it in again later"
            raise IndexFault(told, place=self.place)
        return []

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out of every index of ours: no turning to another one brings them back."""
        every = [one.name for one in self.every()]
        removed: set[str] = set()
        with asking(self.place):
            for name in every:
                for document_id in filter(None, ids):
                    answer = self.client.options(ignore_status=404).delete(index=name, id=document_id)
                    removed |= {document_id} if answer.body.get("result") == "deleted" else set()
                self.client.indices.refresh(index=name)
        return len(removed)

    def status(self) -> dict[str, Any]:
        """Engine, place, documents, size, health, indices and aliases, what they were made by."""
        with asking(self.place):
            facts = facts_of(self.client, self.generations)
        return {"engine": f"Elasticsearch {self.version}", "place": self.place, **facts}

    def optimize(self) -> list[str]:
        """Merge the segments into one."""
        with asking(self.place):
            self.client.options(request_timeout=3600).indices.forcemerge(
                index=self.generations.write, max_num_segments=1
            )
        return [f"merge the segments of {self.generations.write}"]
