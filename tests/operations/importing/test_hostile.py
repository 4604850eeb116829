"""Files made to hurt: whatever is done to an export, it is read, named or refused; memory stays flat."""

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest

from crawlers.exports import read_part
from operations.importing.examined import Examined, refuse_a_leak
from operations.importing.forms import form_of
from operations.importing.found import FoundPage
from operations.importing.hints import Hints
from operations.importing.opened import opened
from operations.importing.source import handed_in
from operations.importing.unit import Unreadable
from tests.operations.importing.conftest import GIVING, OFFER, TALK, chat, message, write_json
from tests.operations.importing.test_forms import QQ
from tests.operations.importing.test_markup import MHT, PAGE, bubble, note, row, text

STRANGE = (
    b'"',
    b"{",
    b"[",
    b"\0" * 5,
    b"\\ud800",
    b"\n",
    b"</div>",
    b"<tr>",
    b"\r\n\r\n",
    b"WARC/1.0\r\n",
    b"\xff\xfe",
)


def seeds(folder: Path) -> dict[str, bytes]:
    bubbles = "".join(
        bubble(n, text(OFFER if n % 3 else TALK), None if n % 2 else "甲") for n in range(1, 12)
    )
    rows = (
        note("消息对象:群")
        + "<tr><td>日期: 2026-01-05</td></tr>"
        + row("料(4294967400)", "20:15:33", OFFER) * 5
    )
    said = [message(n, f"{OFFER} {n}") for n in range(12)]
    return {
        "messages.html": PAGE.format(messages=bubbles).encode(),
        "log.mht": MHT.format(rows=rows, pictures="").encode(),
        "log.txt": QQ.format(offer=OFFER).encode("gb18030"),
        "posts.csv": f'编号,内容,作者\n1,"{OFFER}\n二",甲\n2,{TALK},乙\n'.encode("utf-16"),
        "posts.jsonl": ('{"id": "1", "text": "' + OFFER + '"}\n').encode() * 5,
        "result.json": write_json(folder / "result.json", chat("群", 4294967298, said)).read_bytes(),
    }


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file after up to six accidents."""
    torn = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place, kind = chance.randrange(len(torn) or 1), chance.randrange(6)
        if kind == 0:
            torn[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del torn[place : place + chance.randint(1, 200)]
        elif kind == 2:
            torn[place:place] = chance.randbytes(chance.randint(1, 30))
        elif kind == 3:
            torn[place:place] = torn[place : place + chance.randint(1, 2000)]
        elif kind == 4:
            torn[place:place] = chance.choice(STRANGE)
        else:
            del torn[max(place, 1) :]
    return bytes(torn)


def read_all(name: str, content: bytes) -> int:
    """Read the file as an import does, without keeping anything; returns how many pages it had."""
    file = opened(io.BytesIO(content), name)
    try:
        form = form_of(file, name, None)
        refuse_a_leak(form, file, Hints())
        found = [one for one in Examined(file, form, Hints()).pages(GIVING) if isinstance(one, FoundPage)]
    except Unreadable:
        return 0
    for one in found:
        read_part(one.page, handed_in("import:x", one.family, "Asia/Shanghai"))
    return len(found)


@pytest.mark.parametrize("number", [60, pytest.param(10_000, marks=pytest.mark.full)])
def test_damaged_files_end_in_an_answer(tmp_path: Path, number: int) -> None:
    chance, whole = random.Random(11), seeds(tmp_path)
    assert all(read_all(name, content) for name, content in whole.items())
    pages = 0
    for _ in range(number):
        name = chance.choice(sorted(whole))
        pages += read_all(name, damaged(whole[name], chance))
    assert pages > number // 3


MEMORY = """
import resource, sys
from operations.importing.examined import Examined, Wanted, examine
from operations.importing.hints import Hints
from operations.importing.report import FileReport
from pathlib import Path
from tests.operations.importing.conftest import GIVING
path = Path(sys.argv[1])
looked = examine(Wanted(name=path.name, path=path), None, Hints(), FileReport(path.name))
print(sum(1 for _ in looked.pages(GIVING)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.full
@pytest.mark.parametrize("form", ["jsonl", "csv", "txt"])
def test_memory_is_flat(tmp_path: Path, form: str) -> None:
    """Megabytes do not grow with the file: 48 MB take hardly more than 4."""
    line = {"jsonl": f'{{"id": "%d", "text": "{TALK} %d"}}\n', "csv": f"%d,{TALK} %d,甲\n"}.get(
        form, f"{TALK} %d %d\n\n"
    )
    used = []
    for size in (4 * 2**20, 48 * 2**20):
        path = tmp_path / f"{size}.{form}"
        with path.open("w", encoding="utf-8") as out:
            out.write("id,text,author\n" if form == "csv" else "")
            number = 0
            while out.tell() < size:
                out.write("".join(line % (number + n, number + n) for n in range(10_000)))
                number += 10_000
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, path], capture_output=True, text=True, check=True
        )
        used.append(int(done.stdout.split()[1]))
    assert used[1] < used[0] + 60
