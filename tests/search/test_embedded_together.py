"""Many at one embedded index at once: threads and processes read while somebody writes."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from analysis.words.terms import terms
from records.document import Document
from search.index import open_index

Maker = Callable[..., Document]
# Every answer is of one moment: what was put together is found together, and counted as it is found.
READER = """
import sys
from analysis.words.terms import terms
from search.index import open_index
index = open_index(sys.argv[1], terms)
print("ready", flush=True)
while True:
    found = index.find("银行", limit=0)
    assert found.total % 10 == 0, found.total
    assert found.facets["label"].get("sale", 0) == found.total, found
    print(found.total, flush=True)
    if found.total >= int(sys.argv[2]):
        break
"""


def test_readers_do_not_wait_for_a_writer(tmp_path: Path, document: Maker) -> None:
    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)) as index:
        index.put([document(number) for number in range(10)])
        begun, finished = threading.Event(), threading.Event()

        def slowly() -> Iterator[Document]:
            yield document(99)
            begun.set()
            assert finished.wait(60)

        with ThreadPoolExecutor(5) as threads:
            rebuilt = threads.submit(index.rebuild, slowly())
            assert begun.wait(60)
            answers = [threads.submit(index.find, "银行") for _ in range(20)]
            assert {answer.result(60).total for answer in answers} == {10}
            assert len(list(index.scan())) == index.count() == 10
            finished.set()
            assert rebuilt.result(60) == 1
        assert index.find("银行").total == 1


def test_what_is_read_is_of_one_moment_while_it_grows(tmp_path: Path, document: Maker) -> None:
    address, most = f"sqlite:///{tmp_path / 'index.sqlite'}", 200
    with closing(open_index(address, terms)) as index:
        index.put([document(number) for number in range(10)])
        command = [sys.executable, "-c", READER, address, str(most)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
            for start in range(10, most, 10):
                index.put([document(number) for number in range(start, start + 10)])
            seen = [int(line) for line in reader.stdout.read().splitlines()]
        assert reader.returncode == 0
        assert all(before <= after for before, after in pairwise(seen))
        assert seen[-1] == most


def test_several_writers_lose_nothing(tmp_path: Path, document: Maker) -> None:
    address = f"sqlite:///{tmp_path / 'index.sqlite'}"

    def write(writer: int) -> None:
        with closing(open_index(address, terms)) as index:
            for start in range(0, 50, 5):
                index.put([document(1000 * writer + number) for number in range(start, start + 5)])

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(write, range(3)))
    with closing(open_index(address, terms)) as index:
        assert index.count() == index.find("银行").total == 150
        assert any("all counters are right" in sentence for sentence in index.optimize())


def test_a_scan_is_of_one_moment(tmp_path: Path, document: Maker) -> None:
    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)) as index:
        index.put([document(number) for number in range(20)])
        scanned = index.scan("银行")
        first = next(scanned)
        index.remove([document(number).id for number in range(15)])
        index.put([document(30)])
        assert [first, *scanned] == [document(number) for number in range(19, -1, -1)]
        assert len(list(index.scan("银行"))) == 6
