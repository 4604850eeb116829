"""The protocol of an index, and the door that opens one by its address."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from records.document import Document
from search.fault import IndexFault
from search.found import Found, Refusal
from search.terming import Termed

__all__ = ["Index", "IndexFault", "Sort", "open_index"]

Sort = Literal["newest", "relevance", "score", "price", "severity"]


class Index(Protocol):
    """Holds masked documents and finds them. Every method may raise IndexFault."""

    def init(self) -> None:
        """Make what is missing; changes nothing that is there."""

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

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""

    def count(self) -> int:
        """How many documents there are."""

    def status(self) -> dict[str, Any]:
        """Facts about the index for people."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything by ``documents`` in one step for readers; returns how many there are now."""

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out; returns how many were there."""

    def close(self) -> None:
        """Let go of files and connections."""


def open_index(url: str, terms: Termed) -> Index:
    """The index at ``sqlite:///ABSOLUTE/PATH`` or ``http(s)://[user:password@]HOST:PORT[?prefix=NAME]``.

    ``terms`` makes the search terms of a text, for documents and queries alike.

    Raises:
        IndexFault: unknown kind of address, or nothing usable there.
    """
    # Imported here: whoever searches the embedded index needs no Elasticsearch client.
    scheme = url.partition("://")[0].lower()
    if scheme == "sqlite":
        from search.sqlite_index import SqliteIndex

        return SqliteIndex(_path(url), terms)
    if scheme in ("http", "https"):
        from search.elastic_index import ElasticIndex

        return ElasticIndex(url, terms)
    raise IndexFault(f"{scheme!r}: an index address begins with sqlite:/// or http:// or https://")


def _path(url: str) -> Path:
    path = url.removeprefix("sqlite://")
    if not path.strip("/") or not path.startswith("/"):
        raise IndexFault(f"{url!r}: an embedded index is sqlite:/// and the absolute path of its file")
    return Path("/" + path.lstrip("/"))
