"""Pieces of writing become a text; every character of it leads back to its place."""

import pytest

from analysis.images.layout import lay_out
from analysis.images.seen import Seen
from records.picture import Picture


def piece(text: str, left: float, top: float, right: float, fall: float = 0.0) -> Seen:
    """A piece 30 points tall that falls by ``fall`` from its left to its right end."""
    return Seen(text, ((left, top), (right, top + fall), (right, top + fall + 30), (left, top + 30)))


def test_a_line_that_reaches_the_edge_goes_on_in_the_next() -> None:
    text, _ = lay_out(
        [piece("出一手银行客", 0, 0, 600), piece("户名单", 0, 50, 90), piece("先测", 0, 100, 60)]
    )
    assert text == "出一手银行客户名单\n先测"


def test_words_in_latin_letters_do_not_grow_together() -> None:
    assert lay_out([piece("find me on", 0, 0, 600), piece("example_data", 0, 50, 300)])[0] == (
        "find me on example_data"
    )


def test_what_stands_side_by_side_is_one_line() -> None:
    left = [piece("银行", 0, 0, 60), piece("酒店", 0, 50, 60)]
    right = [piece("5毛", 300, 2, 360), piece("1元", 300, 50, 360)]
    assert lay_out([*right, *left])[0] == "银行 5毛\n酒店 1元"


@pytest.mark.parametrize("fall", [40.0, -40.0])
def test_rows_of_a_tilted_picture_are_kept_apart(fall: float) -> None:
    pieces = [
        piece(f"{row}{side}", x, 50 * row + fall * x / 400, x + 400, fall)
        for row in (2, 0, 1)
        for side, x in (("右", 500), ("左", 0))
    ]
    assert lay_out(pieces)[0] == "0左 0右\n1左 1右\n2左 2右"


def test_codes_come_last_and_every_line_knows_its_place() -> None:
    code = Seen("https://t.me/example_data", piece("", 0, 0, 90).box, 1.0, "QR Code")
    text, lines = lay_out([code, piece("看图", 0, 100, 60)])
    assert text == "看图\nhttps://t.me/example_data"
    assert [text[one.start : one.end] for one in lines] == ["看图", "https://t.me/example_data"]
    assert [one.code for one in lines] == ["", "QR Code"]
    picture = Picture(text=text, lines=lines, width=1, height=1, digest="", fingerprint="", quality=0)
    assert picture.boxes(0, 2) == (lines[0].box,)
    assert picture.boxes(1, 8) == (lines[0].box, lines[1].box)
    assert picture.boxes(2, 3) == ()
