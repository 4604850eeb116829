"""What may happen to the file of an embedded index: it is named, and nothing that was stored is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.fault import IndexFault
from search.index import open_index

Maker = Callable[..., Document]

# Puts documents until the file may not grow any more, and says how many were acknowledged.
FILLER = """
import resource, signal, sys
from importlib import util
from analysis.words.terms import terms
from search.fault import IndexFault
from search.index import open_index
spec = util.spec_from_file_location("conftest", sys.argv[2])
maker = util.module_from_spec(spec)
spec.loader.exec_module(maker)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails as on a full disk
index = open_index(sys.argv[1], terms)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
number = 0
try:
    while True:
        index.put([maker.make_document(n) for n in range(number, number + 20)])
        number += 20
except IndexFault as error:
    print(number, index.count(), error)
"""


def test_a_full_disk_is_named_and_what_was_stored_stays(tmp_path: Path, document: Maker) -> None:
    file = tmp_path / "index.sqlite"
    conftest = Path(__file__).with_name("conftest.py")
    done = subprocess.run(
        [sys.executable, "-c", FILLER, f"sqlite:///{file}", str(conftest)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    stored, counted, said = done.stdout.split(maxsplit=2)
    assert int(stored) == int(counted) > 0
    assert f"{file}: the index cannot be written" in said
    with closing(open_index(f"sqlite:///{file}", terms)) as index:  # there is room again
        assert index.count() == int(stored)
        assert index.put([document(number) for number in range(int(stored), int(stored) + 20)]) == []
        assert index.find("持卡人").total == int(stored) + 20


def test_whoever_locks_the_file_is_waited_for_and_named(
    tmp_path: Path, document: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.sqlite.file.WAIT_SECONDS", 0.1)
    file = tmp_path / "index.sqlite"
    with closing(open_index(f"sqlite:///{file}", terms)) as index:
        index.put([document(1)])
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert index.find("银行").total == 1  # readers need not wait
            with pytest.raises(IndexFault, match=r"cannot be written: database is locked"):
                index.put([document(2)])
            other.execute("ROLLBACK")
        assert index.put([document(2)]) == []
        assert index.count() == 2


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, document: Maker) -> None:
    file = tmp_path / "index.sqlite"
    with closing(open_index(f"sqlite:///{file}", terms)) as index:
        index.put([document(number) for number in range(300)])
    content = bytearray(file.read_bytes())
    middle = range(len(content) // 4, 3 * len(content) // 4)
    content[middle.start : middle.stop] = b"\x5a" * len(middle)
    file.write_bytes(content)
    with pytest.raises(IndexFault, match=r"index\.sqlite: .*index rebuild"):
        read_all(file, [document(number) for number in range(300, 600)])


def read_all(file: Path, more: list[Document]) -> None:
    with closing(open_index(f"sqlite:///{file}", terms)) as index:
        index.put(more)
        list(index.scan())
