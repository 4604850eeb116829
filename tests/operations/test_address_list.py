"""Lists of addresses as people keep them."""

import pytest

from operations.address_list import Line, read_list


def told(line: Line) -> tuple[object, ...]:
    return (
        (line.number, line.wish.name, line.wish.url, line.wish.tags) if line.wish else (line.number, line.why)
    )


def test_a_list_has_addresses_names_tags_comments_and_mistakes() -> None:
    text = """# boards of the north
https://a.example.com/?sid=1

north_one https://b.example.com/forum.php?fid=2   leads, north;urgent
a.example.net
not-an-address
Bad.Name https://c.example.com/
   # indented comment
https://a.example.com/
"""
    assert [told(line) for line in read_list(text)] == [
        (2, None, "https://a.example.com/", ()),
        (4, "north_one", "https://b.example.com/forum.php?fid=2", ("leads", "north", "urgent")),
        (5, None, "https://a.example.net/", ()),
        (6, "'not-an-address' is no http or https address"),
        (7, "'Bad.Name' is no name: write a-z, 0-9, _ and -, a letter first"),
        (9, "the same as line 2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Name,URL,Tags,Purpose\nboard_x,https://a.example.com/,"one, two",Warn customers\n',
        "url,purpose,name,tags\nhttps://a.example.com/,Warn customers,board_x,one two\n",
    ],
)
def test_a_table_names_its_columns(text: str) -> None:
    (line,) = read_list(text, table=True)
    assert told(line) == (2, "board_x", "https://a.example.com/", ("one", "two"))
    assert line.wish is not None
    assert line.wish.purpose == "Warn customers"


def test_a_table_without_names_is_read_by_looks() -> None:
    lines = list(
        read_list("board_x,https://a.example.com/,one\nhttps://b.example.com/,two\n,,\n", table=True)
    )
    assert [told(line) for line in lines] == [
        (1, "board_x", "https://a.example.com/", ("one",)),
        (2, None, "https://b.example.com/", ("two",)),
        (3, "',,' is no http or https address"),
    ]


def test_an_unfinished_quote_is_a_bad_line_only() -> None:
    lines = list(read_list('"https://a.example.com/\nhttps://b.example.com/\n', table=True))
    assert len(lines) == 2
    assert lines[1].wish is not None
