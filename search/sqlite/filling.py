"""The rows of very many documents."""

from collections.abc import Iterable, Iterator
from functools import partial

from records.document import Document
from search.filling import made_ready
from search.found import Refuse, ignore
from search.sqlite.records import Packing
from search.sqlite.row import IndexRow, row_of
from search.terming import Termed


def rows_of(
    documents: Iterable[Document], terms: Termed, packing: Packing, refuse: Refuse = ignore
) -> Iterator[IndexRow]:
    """The rows of all that can be held; ``refuse`` hears of the others.

    Raises:
        IndexFault: a process that made rows has died.
    """
    return made_ready(documents, partial(row_of, packing=packing), terms, refuse)
