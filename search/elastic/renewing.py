"""An index that is filled beside the one in use, takes its place, and makes way again."""

from collections.abc import Iterable, Sequence
from contextlib import closing

from records.document import Document
from search.elastic.generations import Generation
from search.elastic.reader import ElasticReader
from search.elastic.server import asking
from search.elastic.templates import SCHEMA
from search.elastic.writing import action_of, missing, store
from search.fault import IndexFault
from search.filling import made_ready
from search.found import Refusal, Refuse, ignore

NOT_WHOLE = "{place}: {name} is not whole: a rebuild is under way or broke off; run `hawkwatch index rebuild`"


class RenewedIndex(ElasticReader):
    """Turns from one concrete index to another; whoever reads or writes goes by the aliases."""

    def every(self) -> list[Generation]:
        """Each index of ours, the oldest first."""
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
        every = self.every()
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
        doomed = self.generations.former(self.every())[keep:]
        if not dry_run:
            with asking(self.place):
                self.generations.drop(doomed)
        return [f"remove {one.name}" for one in doomed]
