"""The ledger only grows, and shows what was done to it."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.ledger import Ledger, LedgerError, open_ledger

WRITER = """
import sys
from pathlib import Path
from evidence.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
for n in range(25):
    ledger.append("captured", f"listing-{n}", sys.argv[2], number=n)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.jsonl"


@pytest.fixture
def ledger(path: Path) -> Ledger:
    """Five entries about two subjects."""
    ledger = open_ledger(path)
    for number in range(5):
        ledger.append("viewed", f"listing-{number % 2}", "调查员", reason="核查", number=number)
    return ledger


def test_entries_are_chained_and_read_back(ledger: Ledger, path: Path) -> None:
    entries = list(ledger.entries())
    assert [entry.n for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in entries] == ["0" * 64, *(entry.digest for entry in entries[:-1])]
    assert entries[2].details == {"reason": "核查", "number": 2}
    assert [entry.n for entry in ledger.entries("listing-1")] == [2, 4]
    assert ledger.check() == []
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_digest_is_plain_sha256_over_sorted_json(ledger: Ledger, path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        digest = entry.pop("digest")
        text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == digest


def test_what_is_returned_is_what_is_read(path: Path) -> None:
    ledger = open_ledger(path)
    written = ledger.append(
        "kept", "x", "y", kind=("a", 1), subject={"1": None}, broken="\ud800", line="a\nb"
    )
    assert list(ledger.entries()) == [written]
    assert written.details["kind"] == ["a", 1]
    assert ledger.check() == []


def test_processes_may_write_at_once(path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), f"actor-{n}"]) for n in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    ledger = open_ledger(path)
    assert ledger.check() == []
    assert len(list(ledger.entries())) == 100
    assert {entry.actor for entry in ledger.entries()} == {f"actor-{n}" for n in range(4)}


def test_a_line_cut_short_anywhere_is_set_aside_and_told(ledger: Ledger, path: Path) -> None:
    whole = path.read_bytes()
    start = whole[:-1].rfind(b"\n") + 1
    for cut in range(start + 1, len(whole), 7):
        path.write_bytes(whole[:cut])
        assert len(ledger.check()) == 1
        assert [entry.n for entry in ledger.entries()] == [1, 2, 3, 4]
        ledger.append("viewed", "listing-9", "x")
        told, after = list(ledger.entries())[-2:]
        assert (told.n, told.kind, after.n) == (5, "torn-line-set-aside", 6)
        assert path.with_name(told.details["file"]).read_bytes() == whole[start:cut]
        assert ledger.check() == []


def test_zeros_left_by_a_power_cut_are_set_aside(ledger: Ledger, path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(bytes(200_000))
    ledger.append("viewed", "listing-9", "x")
    assert ledger.check() == []
    assert [entry.kind for entry in ledger.entries()][5:] == ["torn-line-set-aside", "viewed"]


@pytest.mark.parametrize("line", range(5))
def test_changed_dropped_doubled_and_swapped_lines_show(ledger: Ledger, path: Path, line: int) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    other = lines[(line + 1) % 5]
    variants = {
        "edited": [*lines[:line], lines[line].replace(b"number", b"numbeR"), *lines[line + 1 :]],
        "spaced": [*lines[:line], lines[line].replace(b":", b": ", 1), *lines[line + 1 :]],
        "doubled": [*lines[:line], lines[line], *lines[line:]],
        "swapped": [
            other if each == lines[line] else lines[line] if each == other else each for each in lines
        ],
        "foreign": [*lines[:line], b'{"n": true}\n', *lines[line:]],
        "blank": [*lines[:line], b"\n", *lines[line:]],
    }
    if line < 4:
        variants["dropped"] = [*lines[:line], *lines[line + 1 :]]
    for kind, changed in variants.items():
        path.write_bytes(b"".join(changed))
        assert ledger.check(), kind


def test_a_forged_entry_with_a_right_digest_breaks_the_chain(ledger: Ledger, path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    entry = json.loads(lines[2])
    entry["actor"] = "nobody"
    del entry["digest"]
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    entry["digest"] = hashlib.sha256(text.encode()).hexdigest()
    lines[2] = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert ledger.check() == ["line 4: does not follow from the entry before it"]


def test_faults_are_one_sentence(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="'viewed' cannot be written"):
        ledger.append("viewed", "x", "y", when=object())
    with pytest.raises(LedgerError, match="'viewed' cannot be written"):
        ledger.append("viewed", "x", "y", share=float("nan"))
    assert ledger.check() == []
    path.write_bytes(path.read_bytes() + b"no entry\n")
    with pytest.raises(LedgerError, match="the last line: no ledger entry"):
        ledger.append("viewed", "x", "y")
    with pytest.raises(LedgerError, match="line 6: no ledger entry"):
        list(ledger.entries())
    with pytest.raises(LedgerError, match="Is a directory"):
        open_ledger(tmp_path)
