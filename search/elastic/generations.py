"""The concrete indices of one prefix, and the aliases that tell which of them is read, written or coming."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from search.elastic.patience import patiently
from search.elastic.templates import SCHEMA, install
from search.terming import Termed

#: So much of a dictionary's digest stands in the name of an index.
DIGEST = 12
#: What a cut into terms that tells no version is called.
UNKNOWN = "0" * DIGEST


@dataclass(frozen=True, slots=True)
class Generation:
    """One concrete index ``PREFIX-v{schema}-{dictionary}-{number}``; before schema 2 it named no dictionary.

    ``filled`` is false as long as a rebuild fills it, and for ever where one broke off.
    """

    name: str
    number: int
    schema: int
    dictionary: str
    filled: bool
    aliases: frozenset[str]


class Generations:
    """All indices of a prefix. ``PREFIX-read`` and ``PREFIX-write`` lead to the one in use, ``PREFIX-next``
    to the one that is being filled; what is put goes to both.
    """

    def __init__(self, client: Elasticsearch, prefix: str, terms: Termed) -> None:
        self.client, self.prefix, self.terms = client, prefix, terms
        self.read, self.write, self.coming = f"{prefix}-read", f"{prefix}-write", f"{prefix}-next"
        self.shape = re.compile(re.escape(prefix) + r"-v(\d+)-(?:([0-9a-f]+)-)?(\d{6,})")

    @property
    def dictionary(self) -> str:
        """What the dictionary is called by which a new index is made."""
        return str(getattr(self.terms, "version", ""))[:DIGEST] or UNKNOWN

    def all(self) -> list[Generation]:
        """Each of them, the oldest first."""
        told = self.client.indices.get(
            index=f"{self.prefix}-v*",
            allow_no_indices=True,
            filter_path="*.aliases,*.mappings._meta,*.settings.index.uuid",
        )
        found = (self._generation(name, facts) for name, facts in told.body.items())
        return sorted(filter(None, found), key=lambda one: one.number)

    def _generation(self, name: str, facts: dict[str, Any]) -> Generation | None:
        parts = self.shape.fullmatch(name)
        if parts is None:
            return None
        aliases = frozenset(facts.get("aliases", ()))
        told = facts.get("mappings", {}).get("_meta", {})
        filled = bool(told.get("filled", self.coming not in aliases))
        return Generation(name, int(parts[3]), int(parts[1]), parts[2] or "", filled, aliases)

    def used(self, among: Iterable[Generation]) -> Generation | None:
        """The one that is read; of an older naming the one behind the alias ``PREFIX``."""
        return next((one for one in among if one.aliases & {self.read, self.prefix}), None)

    def next(self, among: Iterable[Generation]) -> Generation | None:
        """The one that is coming."""
        return next((one for one in among if self.coming in one.aliases), None)

    def former(self, among: Iterable[Generation]) -> list[Generation]:
        """Those that are neither in use nor coming, the newest first."""
        taken = {self.read, self.write, self.coming, self.prefix}
        return [one for one in among if not one.aliases & taken][::-1]

    def written(self) -> frozenset[tuple[str, str]]:
        """Where a document has to go now: pairs of alias and index."""
        names = f"{self.write},{self.coming}"
        told = patiently(
            self.client, lambda once: once.options(ignore_status=404).indices.get_alias(name=names).body
        )
        return frozenset(
            (alias, index)
            for index, facts in told.items()
            if isinstance(facts, dict)
            for alias in facts.get("aliases", ())
        )

    def name_of_next(self, among: Sequence[Generation]) -> str:
        """What the one to be made next is called."""
        number = max((one.number for one in among), default=0) + 1
        return f"{self.prefix}-v{SCHEMA}-{self.dictionary}-{number:06d}"

    def create(self, name: str, aliases: Iterable[str], filled: bool) -> None:
        """Make one by the templates. That each alias writes to it alone keeps two from being made at once."""
        install(self.client, self.prefix)
        self.client.indices.create(
            index=name,
            aliases={alias: {"is_write_index": True} for alias in aliases},
            mappings={"_meta": self._meta(filled, self.dictionary)},
        )

    def mark(self, one: Generation, filled: bool) -> None:
        """Note on an index whether everything is in it."""
        self.client.indices.put_mapping(index=one.name, meta=self._meta(filled, one.dictionary))

    def _meta(self, filled: bool, dictionary: str) -> dict[str, Any]:
        return {"schema": SCHEMA, "dictionary": dictionary, "filled": filled}

    def turn(self, to: Generation, among: Iterable[Generation]) -> None:
        """Let readers and writers go to another one, in one step."""
        leaving: list[dict[str, Any]] = [
            {"remove": {"index": one.name, "alias": alias}}
            for one in among
            for alias in sorted(one.aliases & {self.read, self.write, self.coming, self.prefix})
        ]
        coming = [
            {"add": {"index": to.name, "alias": alias, "is_write_index": True}}
            for alias in (self.read, self.write)
        ]
        self.client.indices.update_aliases(actions=[*leaving, *coming])

    def drop(self, doomed: Iterable[Generation]) -> None:
        """Delete indices."""
        for one in doomed:
            self.client.indices.delete(index=one.name)
