"""What only the embedded engine has to prove: its file survives, and is brought to this version."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.words.terms import terms
from records.document import Document
from records.term import Terms
from records.wire import encode
from search.fault import IndexFault, QueryError
from search.fields import FIELDS
from search.index import open_index
from search.sqlite import wildcards
from search.sqlite.deadline import deadline

# Puts documents in batches of seven for ever and says so after each; with every batch one of the last is
# taken out and another one put again.
WRITER = """
import sys
from importlib import util
from analysis.words.terms import terms
from search.index import open_index
from search.sqlite.deadline import deadline
spec = util.spec_from_file_location("conftest", sys.argv[2])
maker = util.module_from_spec(spec)
spec.loader.exec_module(maker)
index = open_index(sys.argv[1], terms)
start = int(sys.argv[3])
while True:
    again = [maker.make_document(start - 2, version=2 + start)] if start else []
    index.put([*again, *(maker.make_document(n, version=1 + start) for n in range(start, start + 7))])
    index.remove([f"{start - 4:020x}"])
    start += 7
    print(start, flush=True)
"""


def write_and_kill(url: str, start: int, chance: random.Random) -> int:
    """Let a process write for a moment, kill it, and return the number it had reached for certain."""
    command = [sys.executable, "-c", WRITER, url, str(Path(__file__).with_name("conftest.py")), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        time.sleep(chance.uniform(0, 0.1))
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read().splitlines()
    complete = [line for line in said if line.strip().isdigit()]
    return int(complete[-1])


def kill_rounds(tmp_path: Path, rounds: int) -> None:
    chance = random.Random(20260302)
    file = tmp_path / "index.sqlite"
    reached = 0
    for _ in range(rounds):
        reached = write_and_kill(f"sqlite:///{file}", reached, chance)
        with closing(open_index(f"sqlite:///{file}", terms)) as index:
            there = index.get_many([f"{number:020x}" for number in range(reached)])
            gone = {f"{number:020x}" for number in range(3, reached - 7, 7)}
            # Killed before it could say so, it may have taken out one more.
            doubtful = {f"{reached - 4:020x}"}
            assert there.keys() | doubtful == {f"{number:020x}" for number in range(reached)} - gone
            assert index.find(f"第{reached - 1}批").total == 1
            assert index.find("银行").total == index.count() >= len(there)
            assert any("all counters are right" in sentence for sentence in index.optimize())
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.execute("INSERT INTO term (term, rank) VALUES ('integrity-check', 1)")


def test_no_acknowledged_document_is_lost_to_a_kill(tmp_path: Path) -> None:
    kill_rounds(tmp_path, 3)


@pytest.mark.full
@pytest.mark.timeout(1_800)
def test_no_acknowledged_document_is_lost_to_a_hundred_kills(tmp_path: Path) -> None:
    kill_rounds(tmp_path, 100)


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite"
    file.write_bytes(b"no database " * 1000)
    with pytest.raises(IndexFault, match=r"index\.sqlite"):
        open_index(f"sqlite:///{file}", terms)


def test_a_file_of_a_newer_version_is_named(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite"
    open_index(f"sqlite:///{file}", terms).close()
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version=99")
    with pytest.raises(IndexFault, match=r"schema 99.*newer version"):
        open_index(f"sqlite:///{file}", terms)


# The tables of schema 1; those of 2 had one more column of terms.
OLD_TABLES = """
CREATE TABLE document (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, newest REAL NOT NULL,
    score REAL NOT NULL, severity INTEGER NOT NULL, price REAL, record BLOB NOT NULL
);
CREATE TABLE tag (
    field TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (field, value, n)
) WITHOUT ROWID;
CREATE INDEX tag_document ON tag (n);
CREATE TABLE number (
    field TEXT NOT NULL, value REAL NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (field, value, n)
) WITHOUT ROWID;
CREATE INDEX number_document ON number (n);
CREATE INDEX document_newest ON document (newest DESC, id);
CREATE VIRTUAL TABLE term USING fts5(words, bigrams, tokenize = "ascii");
PRAGMA user_version = 1;
"""


def old_file(file: Path, documents: list[Document]) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.executescript(OLD_TABLES)
        database.executemany(
            "INSERT INTO document (id, version, newest, score, severity, record) VALUES (?, ?, 0, 0, 0, ?)",
            [(one.id, one.version, encode(one)) for one in documents],
        )
        database.execute("INSERT INTO term VALUES ('outdated', 'outdated')")
        database.commit()


def test_a_file_of_an_older_schema_is_filled_anew(tmp_path: Path, document: Callable[..., Document]) -> None:
    file = tmp_path / "index.sqlite"
    kept = [document(number) for number in range(30)]
    old_file(file, kept)
    with closing(open_index(f"sqlite:///{file}", terms)) as index:
        assert list(index.scan()) == kept[::-1]
        assert index.find("银行 类别:酒店 数量:<7").total == 3
        assert index.find("", limit=0).facets["label"] == {"sale": 30}
        assert index.find("outdated").total == 0
        assert index.put([replace(kept[0], version=2)]) == []
    with closing(sqlite3.connect(file)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"tag", "number", "outdated"}


def test_a_record_of_an_older_schema_that_cannot_be_read_leaves_the_file_as_it_was(
    tmp_path: Path, document: Callable[..., Document]
) -> None:
    file = tmp_path / "index.sqlite"
    old_file(file, [document(1)])
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE document SET record='{}'")
        database.commit()
    with pytest.raises(IndexFault, match=r"index\.sqlite.*cannot be read"):
        open_index(f"sqlite:///{file}", terms)
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM document JOIN term").fetchone() == (1,)


def test_an_index_made_for_other_fields_is_filled_anew(
    tmp_path: Path, document: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "index.sqlite"
    monkeypatch.setattr("search.sqlite.file.FIELDS", FIELDS[1:])
    with closing(open_index(f"sqlite:///{file}", terms)) as index:
        index.put([document(number) for number in range(9)])
    monkeypatch.undo()
    with closing(open_index(f"sqlite:///{file}", terms)) as index:
        assert list(index.scan()) == [document(number) for number in range(8, -1, -1)]


def test_a_document_whose_terms_are_made_otherwise_now_can_be_taken_out(
    tmp_path: Path, document: Callable[..., Document]
) -> None:
    address = f"sqlite:///{tmp_path / 'index.sqlite'}"
    with closing(open_index(address, terms)) as index:
        index.put([document(number) for number in range(9)])

    def other_terms(text: str) -> Terms:
        return terms(text.replace("QQ", "扣扣"))

    with closing(open_index(address, other_terms)) as index:
        assert index.put([document(3, version=2, text="酒店")]) == []
        assert index.remove([document(4).id]) == 1
        assert index.count() == index.find("").total == 8
        assert [hit.document.id for hit in index.find("持卡人").hits] == [
            document(number).id for number in (8, 7, 6, 5, 2, 1, 0)
        ]
        assert sum("2 documents" in sentence for sentence in index.optimize()) == 1
        assert index.find("持卡人").total == 7
        assert index.find("酒店").total == 1


def test_faults_of_the_file_have_a_name(tmp_path: Path, document: Callable[..., Document]) -> None:
    index = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    index.put([document(1)])
    with closing(sqlite3.connect(tmp_path / "index.sqlite")) as database:
        database.execute("DROP TABLE counter")
    for ask in (
        lambda: index.find(""),
        lambda: index.put([document(2)]),
        lambda: index.remove([document(1).id]),
        index.optimize,
    ):
        with pytest.raises(IndexFault, match=r"index\.sqlite"):
            ask()
    index.close()
    for ask in (index.count, lambda: index.get("a"), lambda: index.put([document(3)])):
        with pytest.raises(IndexFault):
            ask()


def test_an_answer_that_takes_too_long_is_given_up_with_a_reason(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "any.sqlite")) as database:
        endless = "WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one) SELECT max(n) FROM one"
        with pytest.raises(QueryError, match=r"longer than 0\.05 seconds"), deadline(database, 0.05):
            database.execute(endless).fetchone()
        assert database.execute("SELECT 1").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError), deadline(database):
            database.execute("SELECT nothing")


def test_a_pattern_of_too_many_words_is_refused_with_a_reason(
    tmp_path: Path, document: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wildcards, "MOST_TERMS", 3)
    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)) as index:
        index.put([document(number) for number in range(5)])
        assert (index.find("90*0?3").total, index.find("zz*q").total) == (1, 0)
        with pytest.raises(QueryError, match=r"more than 3 words are like 90\*0\?"):
            index.find("90*0?")
