"""What is asked of an index on Elasticsearch."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from elasticsearch import NotFoundError, TransportError

from records.document import Document
from search.access import Access
from search.answer import MOST_SECONDS, MOST_SECONDS_OF_A_PAGE, check_page, narrowed
from search.elastic.address import read_address
from search.elastic.counting import UNCOUNTED, Counts, counting, counts_in, counts_of, total_of
from search.elastic.document import KEPT, document_in
from search.elastic.generations import Generations
from search.elastic.many import Lines, find_in, numbers_in
from search.elastic.patience import patiently
from search.elastic.query import body
from search.elastic.ranking import counted_for, weighed
from search.elastic.reading import BY_ID, ORDERS, Clause, answer_of, question
from search.elastic.server import asking, connect, whole
from search.elastic.version import check_version
from search.fault import IndexFault, TookTooLong
from search.found import Found
from search.nodes import Node, ranked_leaves
from search.query import parse
from search.terming import Termed, clipped

MINUTES = 5
PAUSED = "{place}: the reading paused for more than {minutes} minutes and its moment is over; begin again"
KEPT_ALIVE = f"{MINUTES}m"
AT_ONCE = 1000
#: Seconds for an answer to somebody who waits. The server keeps to the shorter time it is told (MOST_SECONDS)
#: only while it collects hits.
MOST_WAITED = 10


class ElasticReader:
    """Reads behind the alias ``PREFIX-read``. Where ``terms`` tells the ``version`` of its dictionary, new
    indices are named by it.
    """

    def __init__(self, url: str, terms: Termed, access: Access) -> None:
        address = read_address(url, access.password)
        self.raw, self.terms = terms, clipped(terms)
        self.place = address.place
        self.client = connect(address, access)
        self.generations = Generations(self.client, address.prefix, terms)
        self.alias = self.generations.read
        try:
            with asking(self.place):
                self.version = check_version(self.client, self.place)
        except IndexFault:
            self.client.close()
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
        ranking = self._ranking(node) if sort == "relevance" else ()
        wanted = narrowed(node, filters)
        answer = self._answer(from_=offset, size=limit, **question(wanted, sort, ranking))
        counts = self._counts(wanted, answer, offset)
        return answer_of(answer, counts, node, self.terms, sort, self.place)

    def _counts(self, wanted: Node, answer: Mapping[str, Any], offset: int) -> Counts:
        """What the hits hold of each facet, in the time that finding them left."""
        if not offset and len(answer["hits"]["hits"]) == total_of(answer):
            return counts_in(answer)
        left = MOST_SECONDS - answer["took"] / 1000
        if answer["timed_out"] or left <= 0:
            return UNCOUNTED
        return counts_of(self._answer(**counting(wanted, answer, left)), total_of(answer))

    def _answer(self, **asked: Any) -> Mapping[str, Any]:
        """What the whole index answers to somebody who waits."""
        with asking(self.place):
            person = self.client.options(request_timeout=MOST_WAITED)
            return whole(person.search(index=self.alias, **asked).body, self.place)

    def _ranking(self, node: Node) -> list[Clause]:
        """What scores the hits: of several things asked for the rarer ones count for more."""
        leaves = ranked_leaves(node)
        if len(leaves) < 2:
            return [body(leaf) for leaf in leaves]
        numbers = numbers_in(counted_for(leaves), self._ask_each, self.place)
        return weighed(leaves, numbers)

    def find_each(self, questions: Sequence[Node], limit: int = 20) -> list[Found]:
        """Answer many questions, in one request or two."""
        check_page("newest", limit, 0)
        return find_in(questions, limit, self._ask_each, self.place)

    def _ask_each(self, searches: Sequence[Lines]) -> Sequence[Mapping[str, Any]]:
        if not searches:
            return []
        with asking(self.place):
            answer = self.client.msearch(
                index=self.alias, searches=[line for lines in searches for line in lines]
            )
        return list(answer.body["responses"])

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        return self.get_many([document_id]).get(document_id)

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """Those of ``ids`` that are there."""
        found: dict[str, Document] = {}
        with asking(self.place):
            wanted = list(dict.fromkeys(filter(None, ids)))
            for start in range(0, len(wanted), AT_ONCE):
                some = wanted[start : start + AT_ONCE]
                answer = self.client.mget(index=self.alias, ids=some, source_includes=KEPT)
                hits = (hit for hit in answer["docs"] if self._is_there(hit))
                found |= {hit["_id"]: document_in(hit, self.place) for hit in hits}
        return found

    def _is_there(self, hit: Mapping[str, Any]) -> bool:
        if "error" in hit:  # a shard is away: nobody knows
            id_, reason = hit["_id"], hit["error"]["reason"]
            raise IndexFault(
                "{place}: {id} cannot be read: {reason}", place=self.place, id=id_, reason=reason
            )
        return bool(hit["found"])

    def scan(
        self, query: str = "", *, filters: Mapping[str, str] | None = None, after: str | None = None
    ) -> Iterator[Document]:
        """All documents that answer, the newest first, or by id; by a point in time.

        Raises:
            IndexFault: besides, whoever reads took more than five minutes over a thousand documents.
        """
        wanted = body(narrowed(parse(query, self.terms), filters))
        with asking(self.place):
            moment = str(self.client.open_point_in_time(index=self.alias, keep_alive=KEPT_ALIVE)["id"])
        try:
            yield from self._pages(moment, wanted, after)
        finally:
            # A server that is away, or has forgotten it, needs not be told.
            with suppress(TransportError, NotFoundError):
                self.client.close_point_in_time(id=moment)

    def _pages(self, moment: str, wanted: dict[str, Any], after: str | None) -> Iterator[Document]:
        asked: dict[str, Any] = {
            "pit": {"id": moment, "keep_alive": KEPT_ALIVE}, "query": {"bool": {"filter": [wanted]}},
            "sort": [BY_ID] if after is not None else [*ORDERS["newest"], BY_ID], "size": AT_ONCE,
            "track_total_hits": False, "source_includes": KEPT, "timeout": f"{MOST_SECONDS_OF_A_PAGE}s",
        }  # fmt: skip
        behind: list[Any] | None = [after] if after else None
        while True:
            hits = self._page(asked | {"search_after": behind})
            yield from (document_in(hit, self.place) for hit in hits)
            if len(hits) < AT_ONCE:
                return
            behind = hits[-1]["sort"]

    def _page(self, asked: dict[str, Any]) -> list[Any]:
        try:
            with asking(self.place):
                answer = whole(patiently(self.client, lambda client: client.search(**asked)).body, self.place)
            if answer["timed_out"]:
                raise TookTooLong(MOST_SECONDS_OF_A_PAGE)
            return list(answer["hits"]["hits"])
        except IndexFault as error:
            if isinstance(error.__cause__, NotFoundError):
                raise IndexFault(PAUSED, place=self.place, minutes=MINUTES) from error
            raise

    def count(self) -> int:
        """How many documents there are."""
        with asking(self.place):
            return int(whole(self.client.count(index=self.alias).body, self.place)["count"])

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()
