"""An index made anew: on each engine alike."""

from collections.abc import Callable, Iterator

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.index import Index, open_index

Maker = Callable[..., Document]
Ids = Callable[..., list[str]]


def test_readers_see_the_old_documents_until_a_rebuild_ends(
    index: Index, ids: Ids, index_url: str, document: Maker
) -> None:
    other = open_index(index_url, terms)
    index.put([document(1), document(2)])
    seen = []

    def documents() -> Iterator[Document]:
        yield document(3)
        seen.append((other.count(), ids(other, "")))

    assert index.rebuild(documents()) == 1
    assert seen == [(2, [document(2).id, document(1).id])]
    assert ids(other, "") == [document(3).id]
    other.close()


def test_a_rebuild_that_breaks_off_changes_nothing(index: Index, ids: Ids, document: Maker) -> None:
    index.put([document(1), document(2)])

    def documents() -> Iterator[Document]:
        yield document(3)
        raise LookupError("a journal is damaged")

    with pytest.raises(LookupError):
        index.rebuild(documents())
    assert ids(index, "") == [document(2).id, document(1).id]
    assert index.put([document(4)]) == []
    assert index.rebuild([document(5)]) == 1
    assert ids(index, "") == [document(5).id]


def test_rebuild_replaces_everything_with_the_same_answers(index: Index, ids: Ids, document: Maker) -> None:
    index.put([document(number) for number in range(20)])
    before = ids(index, "银行")
    assert index.rebuild(document(number) for number in range(20)) == 20
    assert ids(index, "银行") == before
    assert index.rebuild(document(number) for number in range(5)) == 5
    assert index.find("").total == 5
    assert index.put([document(30)]) == []
    assert index.count() == 6
    assert index.remove([document(30).id, "nothing"]) == 1
    assert index.status()["documents"] == 5
