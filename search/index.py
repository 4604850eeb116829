"""The protocol of an index, and the door that opens one by its address."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from records.document import Document
from search.access import NOTHING, Access
from search.fault import IndexFault, WrongAccess
from search.found import Found, Refusal, Refuse, ignore
from search.nodes import Node
from search.terming import Termed

__all__ = ["Index", "IndexFault", "Sort", "open_index"]

Sort = Literal["newest", "relevance", "score", "price", "severity"]


class Index(Protocol):
    """Holds masked documents and finds them. Every method may raise IndexFault.

    ``terms`` is what it cuts texts with; a query is to be cut alike.
    """

    terms: Termed

    def init(self, dry_run: bool = False) -> list[str]:
        """Make what is missing, or only tell; changes nothing that is there. One sentence for each change."""

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents under their ids; one whose version is not higher than the stored one is left out.

        Returns those that cannot be stored at all; the others are in.
        """

    def find(
        self,
        query: str,
        *,
        sort: str = "newest",
        limit: int = 20,
        offset: int = 0,
        filters: Mapping[str, str] | None = None,
    ) -> Found:
        """Documents that answer ``query`` and hold every filter's value (facet name → value).

        Raises:
            QueryError: the query cannot be read.
        """

    def scan(
        self, query: str = "", *, filters: Mapping[str, str] | None = None, after: str | None = None
    ) -> Iterator[Document]:
        """All documents that answer, the newest first (ties by id), as they were at one moment.

        With ``after``, an id or nothing at all, they come by id, from behind it on: whoever was cut off goes
        on there, for no change of a document moves its id. However many they are, memory does not grow with
        them.

        Raises:
            QueryError: the query cannot be read.
            TookTooLong: the next ones did not come in ``MOST_SECONDS_OF_A_PAGE``.
        """

    def find_each(self, questions: Sequence[Node], limit: int = 20) -> list[Found]:
        """What answers each of many questions, in their order: totals, facets, and the newest hits without
        highlights. One that takes longer than ``MOST_SECONDS`` is not answered ``in_time``; the others are.
        """

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """Those of ``ids`` that are there, by id."""

    def count(self) -> int:
        """How many documents there are."""

    def status(self) -> dict[str, Any]:
        """Facts about the index for people."""

    def rebuild(self, documents: Iterable[Document], *, switch: bool = True, refuse: Refuse = ignore) -> int:
        """Replace everything by ``documents`` in one step for readers; returns how many there are now.

        ``refuse`` hears of those that cannot be stored at all; the others are in. Without ``switch``, and
        where a document that is found today was refused, the new index is left ready for :meth:`switch`; an
        engine that has but one index raises IndexFault without ``switch`` and switches otherwise.
        """

    def switch(self, dry_run: bool = False, *, back: bool = False) -> list[str]:
        """Turn readers and writers to the index that was made ready, where there is one, or ``back`` to the
        one in use before. One sentence for each change.
        """

    def prune(self, dry_run: bool = False, *, keep: int = 1) -> list[str]:
        """Drop what is no longer in use, but for the newest ``keep``. One sentence for each thing dropped."""

    def optimize(self) -> list[str]:
        """Make searching quicker and the index smaller. One sentence for what was done."""

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out; returns how many were there."""

    def close(self) -> None:
        """Let go of files and connections."""


def open_index(url: str, terms: Termed, access: Access = NOTHING) -> Index:
    """The index at ``sqlite:///ABSOLUTE/PATH`` or ``http(s)://[user[:password]@]HOST[:PORT][,…][?prefix=NAME]``.

    ``terms`` makes the search terms of a text, for documents and queries alike; ``access`` is what opens a
    server beside its address.

    Raises:
        IndexFault: unknown kind of address, or nothing usable there.
    """
    # Imported here: whoever searches the embedded index needs no Elasticsearch client.
    scheme = url.partition("://")[0].lower()
    if scheme == "sqlite":
        from search.sqlite.index import SqliteIndex

        return SqliteIndex(_path(url), terms)
    if scheme in ("http", "https"):
        from search.elastic.index import ElasticIndex

        return ElasticIndex(url, terms, access)
    told = "{scheme!r}: an index address begins with sqlite:/// or http:// or https://"
    raise WrongAccess(told, scheme=scheme)


def _path(url: str) -> Path:
    path = url.removeprefix("sqlite://")
    if not path.strip("/") or not path.startswith("/"):
        told = "{url!r}: an embedded index is sqlite:/// and the absolute path of its file"
        raise WrongAccess(told, url=url)
    return Path("/" + path.lstrip("/"))
