"""Bulk requests to Elasticsearch, sent until every document in them has an answer of its own.

``elasticsearch.helpers`` tries whole requests again, or nothing; here what failed, and nothing else, is sent
again, together with what comes next. Sending twice is safe: versions are external, so of a document that is
there already the server says that it is (409).
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Any, NamedTuple

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.elastic.patience import BLOCK, PASSING, passes, unretried
from search.fault import IndexFault
from search.patience import Patience

TOO_LARGE = 413
# Few enough that a lost answer costs little, many enough that a request is worth its journey.
FRESH = 500
MOST_BYTES = 10_000_000
TIMEOUT_SECONDS = 60.0


class Action(NamedTuple):  # handed from process to process by the thousand: a tuple costs least
    """A document to be stored: its id, and its two lines of a bulk request."""

    id: str
    line: bytes
    source: bytes

    @property
    def size(self) -> int:
        """Bytes on the wire."""
        return len(self.line) + len(self.source) + 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of one document: an HTTP status, and why where it was not stored."""

    id: str
    status: int
    kind: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.id} ({self.status}): {self.reason}"


class Waiting:
    """Actions that wait to be sent: what failed goes first, and with what comes next. The next ones are made,
    in a thread of their own, while those before are on their way.
    """

    def __init__(self, actions: Iterable[Action]) -> None:
        self.fresh = iter(actions)
        self.maker = ThreadPoolExecutor(1, "actions")
        self.coming = self.maker.submit(self._make)
        self.again: deque[Action] = deque()
        self.halves: list[list[Action]] = []

    def _make(self) -> list[Action]:
        return list(islice(self.fresh, FRESH))

    def close(self) -> None:
        """Make no more."""
        self.maker.shutdown(cancel_futures=True)

    def take(self) -> list[Action]:
        """What the next request holds; nothing where everything is settled."""
        if self.halves:
            return self.halves.pop()
        if len(self.again) <= FRESH and (made := self.coming.result()):
            self.again.extend(made)
            self.coming = self.maker.submit(self._make)
        taken: list[Action] = []
        size = 0
        while self.again and (not taken or size + self.again[0].size <= MOST_BYTES):
            taken.append(self.again.popleft())
            size += taken[-1].size
        return taken

    def put_back(self, failed: Sequence[Action]) -> None:
        """Send these again."""
        self.again.extendleft(reversed(failed))

    def halve(self, request: list[Action]) -> None:
        """Send a request again as two."""
        middle = len(request) // 2
        self.halves += [request[middle:], request[:middle]]


class Bulk:
    """Stores actions behind an alias; nobody but us tries again."""

    def __init__(
        self,
        client: Elasticsearch,
        alias: str,
        patience: Patience | None = None,
        seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self.client = unretried(client, seconds)
        self.alias = alias
        self.patience = patience or Patience()

    def send(self, actions: Iterable[Action]) -> Iterator[Answer]:
        """The last answer on each action, in no certain order.

        Raises:
            IndexFault: the server kept turning documents down, or is blocked. What was stored before stays;
                sending all again is safe.
            ApiError, TransportError: likewise, where it turned down whole requests.
        """
        with closing(Waiting(actions)) as waiting:
            while request := waiting.take():
                yield from self._send(request, waiting)

    def _send(self, request: list[Action], waiting: Waiting) -> Iterator[Answer]:
        try:
            answers = self._ask(request)
        except (ApiError, TransportError) as error:
            if isinstance(error, ApiError) and error.status_code == TOO_LARGE:
                waiting.halve(request)
                return
            waiting.put_back(request)
            if not passes(error) or not self.patience.wait():
                raise
        else:
            yield from self._settle(request, answers, waiting)

    def _ask(self, request: list[Action]) -> list[Answer]:
        """The answer on each action of a request, in their order.

        Raises:
            ApiError, TransportError: the request failed as a whole.
        """
        lines: list[Any] = [*chain.from_iterable((action.line, action.source) for action in request)]
        try:
            body = self.client.bulk(
                operations=lines,
                index=self.alias,
                require_alias=True,
                filter_path="items.*._id,items.*.status,items.*.error",
            ).body
        except ApiError as error:
            if error.status_code == TOO_LARGE and len(request) == 1:
                return [Answer(request[0].id, TOO_LARGE, reason=f"{request[0].size} bytes are too many")]
            raise
        told = chain(body.get("items", ()), repeat({}))
        return [_answer(action.id, item) for action, item in zip(request, told, strict=False)]

    def _settle(self, request: list[Action], answers: list[Answer], waiting: Waiting) -> Iterator[Answer]:
        """Hand on what is settled; what was turned down goes with the next request, after a while."""
        yield from (answer for answer in answers if answer.status not in PASSING and answer.kind != BLOCK)
        if blocked := [answer for answer in answers if answer.kind == BLOCK]:
            told = "Elasticsearch did not store {answer}; it goes on when that is lifted"
            raise IndexFault(told, answer=blocked[0])
        failed = [one for one, answer in zip(request, answers, strict=True) if answer.status in PASSING]
        if len(failed) < len(request):
            self.patience.relax()
        waiting.put_back(failed)
        if failed and not self.patience.wait():
            worst = next(answer for answer in answers if answer.status in PASSING)
            raise IndexFault("Elasticsearch did not store {answer}", answer=worst)


def _answer(id_: str, item: Mapping[str, Any]) -> Answer:
    """What the answer says of the action in this place; nothing where it ends before."""
    told = item.get("index", {})
    if told.get("_id") != id_:
        return Answer(id_, 0, reason="the answer breaks off before it")
    error = told.get("error", {})
    cause = error.get("caused_by") or {}
    reason = ": ".join(filter(None, (error.get("reason"), cause.get("reason"))))
    return Answer(id_, told["status"], error.get("type", ""), reason)
