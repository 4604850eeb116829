"""The index on Elasticsearch 8.19 or newer: where several people search, or millions of posts."""

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from elasticsearch import ApiError

from records.document import Document
from search.elastic.generations import Generation
from search.elastic.reader import ElasticReader
from search.elastic.server import asking
from search.elastic.status import facts_of
from search.elastic.templates import SCHEMA
from search.elastic.writing import action_of, missing, store, write
from search.fault import IndexFault
from search.filling import made_ready
from search.found import Refusal, Refuse, ignore

NEWER = "{place}: {name} was made by a newer Hawkwatch; upgrade this one"
OLDER = "{place}: {name} was made by an older Hawkwatch; run `hawkwatch index rebuild`, which takes its place"
NOT_WHOLE = "{place}: {name} is not whole: a rebuild is under way or broke off; run `hawkwatch index rebuild`"
FORGETTING_TRIES = 10
FORGETTING_SECONDS = 0.25


class ElasticIndex(ElasticReader):
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
        every = [one.name for one in self._every()]
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

    def _every(self) -> list[Generation]:
        with asking(self.place):
            return self.generations.all()

    def rebuild(self, documents: Iterable[Document], *, switch: bool = True, refuse: Refuse = ignore) -> int:
        """Fill the next index beside the one in use, then turn to it; without ``switch``, and where that
        would take away what is found today, leave it for that.

        What broke off before is given up. The index that was in use stays until it is pruned.
        """
        own = self.generations
        with asking(self.place):
            every = own.all()
            own.drop(filter(None, [own.next(every)]))
            name = own.name_of_next(every)
            own.create(name, [own.coming], filled=False)
            refused = self._fill(documents, name)
            if switch and not self._found_today(refused):
                self.switch()
            for refusal in refused:
                refuse(refusal)
            return int(self.client.count(index=name)["count"])

    def _fill(self, documents: Iterable[Document], name: str) -> list[Refusal]:
        """Put everything that can be stored into the coming index ``name`` and note that it is whole."""
        refused: list[Refusal] = []
        with closing(made_ready(documents, action_of, self.raw, refused.append)) as actions:
            store(self.client, self.generations.coming, actions, refused.append)
        every = self.generations.all()
        coming = self.generations.next(every)
        if coming is None or coming.name != name:
            told = "{place}: another rebuild took the place of this one, which ends here"
            raise IndexFault(told, place=self.place)
        self.generations.mark(coming, filled=True)
        return refused

    def _found_today(self, refused: Sequence[Refusal]) -> bool:
        """Whether one of them is in the index in use."""
        ids = [refusal.id for refusal in refused if refusal.id]
        used = self.generations.used(self.generations.all())
        return used is not None and len(missing(self.client, used.name, ids)) < len(ids)

    def switch(self, dry_run: bool = False, *, back: bool = False) -> list[str]:
        """Turn readers and writers to the next index in one step, or ``back`` to the former one, which then
        first gets what was put since.

        Raises:
            IndexFault: besides, the next one is not whole, or the former one is of an older version.
        """
        every = self._every()
        to = self._former(every) if back else self.generations.next(every)
        if to is None:
            return []
        if not to.filled:
            raise IndexFault(NOT_WHOLE, place=self.place, name=to.name)
        if not dry_run:
            with asking(self.place):
                if back:
                    self._catch_up(to)
                self.generations.turn(to, self.generations.all())
        used = self.generations.used(every)
        left = f", no longer to {used.name}" if used else ""
        return [f"turn {self.generations.read} and {self.generations.write} to {to.name}{left}"]

    def _former(self, every: Sequence[Generation]) -> Generation | None:
        former = self.generations.former(every)
        if former and former[0].schema != SCHEMA:
            told = "{place}: {name} was made by another version; it cannot be used"
            raise IndexFault(told, place=self.place, name=former[0].name)
        return former[0] if former else None

    def _catch_up(self, to: Generation) -> None:
        """Let an index that was left get what it missed, and what comes meanwhile."""
        self.generations.mark(to, filled=False)
        coming = {"index": to.name, "alias": self.generations.coming, "is_write_index": True}
        self.client.indices.update_aliases(actions=[{"add": coming}])
        for refusal in self._fill(self.scan(), to.name):
            told = "{place}: {name} does not take {id}: {reason}"
            raise IndexFault(told, place=self.place, name=to.name, id=refusal.id, reason=refusal.reason)

    def prune(self, dry_run: bool = False, *, keep: int = 1) -> list[str]:
        """Remove the indices that are neither in use nor coming, but for the newest ``keep`` of them."""
        doomed = self.generations.former(self._every())[keep:]
        if not dry_run:
            with asking(self.place):
                self.generations.drop(doomed)
        return [f"remove {one.name}" for one in doomed]

    def optimize(self) -> list[str]:
        """Merge the segments into one."""
        with asking(self.place):
            self.client.options(request_timeout=3600).indices.forcemerge(
                index=self.generations.write, max_num_segments=1
            )
        return [f"merge the segments of {self.generations.write}"]
