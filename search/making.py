"""The process in which documents are made ready for an engine: ``python -m search.making FD``.

On the socket it was given it is told once what to make and how texts are cut, then answers one batch of
documents, as JSON, after the other. It ends when nobody holds the other end.
"""

import gc
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from records.document import Document
from records.wire import decode
from search.entry import Unfit
from search.found import Refusal
from search.terming import Termed, clipped

T = TypeVar("T")
#: What is made of a document whose texts are cut so; Unfit where no engine can hold it.
Make = Callable[[Document, Termed], T]
#: Names of accounts and boards, and copies of a text, come again and again.
REMEMBERED = 2_000


class Maker(Generic[T]):
    """Makes documents ready, and remembers the terms of the last texts: they are those of one dictionary."""

    def __init__(self, make: Make[T], terms: Termed) -> None:
        self.make = make
        self.terms = lru_cache(maxsize=REMEMBERED)(clipped(terms))

    def each(self, documents: Iterable[Document]) -> Iterator[T | Refusal]:
        """What is made of each, or why it cannot be."""
        for document in documents:
            try:
                yield self.make(document, self.terms)
            except Unfit as error:
                yield Refusal(document.id, str(error))


def main(descriptor: int) -> None:
    """Make what is asked for until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked decides
    with Connection(descriptor) as asked, suppress(EOFError, ConnectionError):
        maker = Maker(*asked.recv())
        gc.freeze()  # what was imported stays: it need not be looked through again and again
        while True:
            batch = asked.recv()
            asked.send(list(maker.each(decode(line, Document) for line in batch)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
