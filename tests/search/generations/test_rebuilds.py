"""An index is made anew, and nobody loses a document or notices."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.fault import IndexFault
from search.index import Index, open_index

# Rebuilds from a slow stream of documents, and says when the first are under way.
REBUILD = """
import sys, time
from analysis.words.terms import terms
from search.index import open_index
from search.elastic.index import ElasticIndex
index = open_index(sys.argv[1], terms)
def documents():
    for document in list(index.scan()):
        yield document
        print("one", flush=True)
        time.sleep(0.02)
index.rebuild(documents())
"""


def test_what_is_put_during_a_rebuild_is_there_after_it(url: str, index: Index, document: Any) -> None:
    other = open_index(url, terms)
    index.init()
    index.put([document(1)])

    def documents() -> Iterator[Document]:
        yield document(1)
        assert other.put([document(2), document(1, version=9)]) == []

    assert index.rebuild(documents()) == 2
    assert index.get(document(1).id) == document(1, version=9)
    assert other.put([document(3)]) == []
    assert index.count() == 3
    other.close()


def test_a_put_that_a_whole_rebuild_overtakes_loses_nothing(index: Index, document: Any, url: str) -> None:
    # The rebuild begins and ends while a put is writing to the index that was in use before.
    index.init()
    other = open_index(url, terms)
    write, rebuilt = index._put_to, []  # type: ignore[attr-defined]

    def overtaken(places: Any, documents: Any) -> Any:
        refusals = write(places, documents)
        if not rebuilt:
            rebuilt.append(other.rebuild([document(1)]))
        return refusals

    index._put_to = overtaken  # type: ignore[attr-defined]
    assert index.put([document(2)]) == []
    assert {one.id for one in index.scan()} == {document(1).id, document(2).id}
    other.close()


def test_writers_and_readers_notice_nothing_of_rebuilds(url: str, index: Index, document: Any) -> None:
    index.init()
    kept = [document(number) for number in range(40)]
    index.put(kept)
    over, put, seen, faults = threading.Event(), [], [], []

    def write() -> None:
        writer = open_index(url, terms)
        for number in range(1000, 10_000):
            if over.is_set():
                break
            faults.extend(writer.put([document(number)]))
            put.append(document(number))
        writer.close()

    def read() -> None:
        reader = open_index(url, terms)
        while not over.is_set():
            seen.append({hit.document.id for hit in reader.find("一手", limit=1000).hits})
            seen.append({one.id for one in reader.scan()})
        reader.close()

    def noted(ask: Any) -> None:
        try:
            ask()
        except IndexFault as fault:
            faults.append(fault)

    threads = [threading.Thread(target=noted, args=(ask,)) for ask in (write, read)]
    for thread in threads:
        thread.start()
    rebuilder = open_index(url, terms)
    for _ in range(3):
        rebuilder.rebuild(one for many in (kept, put) for one in list(many))
    over.set()
    for thread in threads:
        thread.join()
    rebuilder.close()
    assert faults == []
    assert len(put) > 3
    assert len(seen) > 3
    assert all({one.id for one in kept} <= ids for ids in seen)
    assert {one.id for one in index.scan()} == {one.id for one in (*kept, *put)}


def test_a_rebuild_that_is_killed_changes_nothing(url: str, index: Index, document: Any, prefix: str) -> None:
    index.init()
    kept = [document(number) for number in range(600)]
    index.put(kept)
    with subprocess.Popen([sys.executable, "-c", REBUILD, url], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(20):
            assert process.stdout.readline() == b"one\n"
        assert index.put([document(1000)]) == []
        process.send_signal(signal.SIGKILL)
    assert index.status()["next_is_whole"] is False
    with pytest.raises(IndexFault, match="broke off"):
        index.switch()
    assert index.put([document(1001)]) == []
    wanted = {one.id for one in (*kept, document(1000), document(1001))}
    assert {one.id for one in index.scan()} == wanted
    assert index.rebuild(list(index.scan())) == len(wanted)
    assert {one.id for one in index.scan()} == wanted
    assert (index.status()["next"], len(index.status()["former"])) == (None, 1)


def test_the_later_of_two_rebuilds_wins(url: str, index: Index, document: Any) -> None:
    index.init()
    other = open_index(url, terms)

    def documents() -> Iterator[Document]:
        yield document(1)
        assert other.rebuild([document(2)]) == 1

    with pytest.raises(IndexFault, match=r"another rebuild|no index behind"):
        index.rebuild(documents())
    assert [one.id for one in index.scan()] == [document(2).id]
    other.close()
