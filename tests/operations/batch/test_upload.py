"""Lists in every form people have them in, and files that are none."""

import io
import zipfile
from collections.abc import Iterable

import openpyxl
import pytest

from analysis.words.terms import terms
from operations.batch.reading import read_terms
from operations.batch.upload import UploadError, read_lines
from records.term_list import MOST_BYTES, ListedTerms, Upload
from search.terming import clipped

NAMES = "某某银行\n\n招财保险公司\n4300000017\n"


def workbook(cells: Iterable[object]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for cell in cells:
        book.active.append([cell, "something else"])
    book.save(stream)
    return stream.getvalue()


def read(content: bytes, name: str = "") -> ListedTerms:
    return read_terms(Upload(name, content), clipped(terms))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(codec: str, end: str) -> None:
    listed = read(NAMES.replace("\n", end).encode(codec))
    assert [(term.line, term.text, term.kind) for term in listed.asked] == [
        (1, "某某银行", "name"),
        (3, "招财保险公司", "name"),
        (4, "4300000017", "qq"),
    ]
    assert listed.blank == (2,)
    assert listed.refused == ()


def test_the_first_column_of_a_table_counts() -> None:
    table = '账号,备注\r\n"某某银行, 总行",a\r\n\r\n4300000017,"b\nc"\r\n="13800000123",\r\n'
    listed = read(table.encode("gb18030"), "list.csv")
    assert [(term.line, term.text) for term in listed.asked] == [
        (2, "某某银行, 总行"),
        (4, "4300000017"),
        (6, "13800000123"),
    ]
    assert (listed.header, listed.blank) == ("账号", (3,))
    assert [term.text for term in read("某某银行\t1\n".encode()).asked] == ["某某银行"]
    assert [term.text for term in read("某某银行;1\n".encode(), "a.CSV").asked] == ["某某银行"]


def test_the_first_column_of_a_workbook_counts() -> None:
    cells = ["手机号", "13800000123", None, 13800000124, 4300000017.0, 990101199003070010, "某某银行"]
    listed = read(workbook(cells), "list.xlsx")
    assert [(term.line, term.text) for term in listed.asked] == [
        (2, "13800000123"),
        (4, "13800000124"),
        (5, "4300000017"),
        (7, "某某银行"),
    ]
    assert [(term.line, term.why) for term in listed.refused] == [(6, "rounded by the table")]
    assert (listed.header, listed.blank) == ("手机号", (3,))


def test_repetitions_are_named_and_asked_once() -> None:
    listed = read("QQ 4300000017\n4300000017\n某某银行\n扣扣：4300000017\n某某银行 \n".encode())
    assert [term.line for term in listed.asked] == [1, 3]
    assert [(one.line, one.first) for one in listed.repeated] == [(2, 1), (4, 1), (5, 3)]


def test_ten_thousand_and_no_more() -> None:
    lines = [f"账号{number}号" for number in range(10_000)]
    assert len(read("\n".join(lines).encode()).asked) == 10_000
    with pytest.raises(UploadError, match="10001 terms; 10000 are the most"):
        read("\n".join([*lines, "一号机构"]).encode())


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"xl/{number}.xml", b"0" * (10 * 2**20))
    return stream.getvalue()


def lying() -> bytes:
    """A workbook whose table of contents gives its largest part as small."""
    content, size = bomb(), (10 * 2**20).to_bytes(4, "little")
    return content.replace(size, (100).to_bytes(4, "little"))


def far_corner() -> bytes:
    """One cell at the far corner: whoever makes room for all cells before it runs out of memory."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "某某银行"
    book.active["XFD1048576"] = "x"
    book.save(stream)
    return stream.getvalue()


def entities() -> bytes:
    """A workbook whose only cell grows by entities to a billion words."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    kind = f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{levels}]>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["CELL"]))) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part.endswith("sheet1.xml"):
                text = kind.encode() + text.replace(b"CELL", b"&l9;")
            new.writestr(part, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"x" * (MOST_BYTES + 1), "", "4 MiB"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls", "old Excel"),
        (b"PK\x03\x04 and nothing else", "a.xlsx", "damaged"),
        (bomb(), "a.xlsx", "64 MiB"),
        (lying(), "a.xlsx", "damaged"),
        (entities(), "a.xlsx", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "a.png", "neither text nor"),
        ('银行,"\n'.encode(), "a.csv", "line 1 is no CSV"),
        (b"\n" * 50_002, "", "50000 lines"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(content: bytes, name: str, says: str) -> None:
    with pytest.raises(UploadError, match=says):
        read_lines(content, name)


def test_one_cell_at_the_far_corner_takes_no_memory() -> None:
    with pytest.raises(UploadError, match="50000 lines"):
        read(far_corner(), "a.xlsx")
