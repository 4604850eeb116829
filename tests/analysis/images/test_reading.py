"""Pictures are read for real where the extra is there: ``make test-full`` installs it."""

import io
from typing import Any

import pytest

pytest.importorskip("rapidocr")

import numpy
import zxingcpp
from PIL import Image

from analysis.images.bands import TALLEST, cut_into_bands
from analysis.images.decoding import PictureUnreadable, decode
from analysis.images.fingerprint import ALIKE, distance
from analysis.images.pictured import assess_pictured
from analysis.images.reading import read_picture
from testbed.drawn_posts import draw

ADVERT = "出一手银行客户名单，10万条，5毛一条，先测后买，微信：abc_0001"


def file(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def opened(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw))


def qr_code(says: str) -> Image.Image:
    code = zxingcpp.create_barcode(says, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(numpy.array(zxingcpp.write_barcode_to_image(code, scale=6))).convert("RGB")


@pytest.mark.parametrize("dark", [False, True])
def test_a_code_is_read_and_its_handle_is_a_contact(dark: bool) -> None:
    sheet = Image.new("RGB", (420, 420), "white")
    sheet.paste(qr_code("https://t.me/example_data").rotate(10, fillcolor="white"), (60, 60))
    raw = file(Image.eval(sheet, lambda point: 255 - point) if dark else sheet)
    picture = read_picture(raw)
    (line,) = picture.lines
    assert (line.code, picture.text) == ("QR Code", "https://t.me/example_data")
    assert all(60 <= x <= 360 and 60 <= y <= 360 for x, y in line.box)
    (contact,) = assess_pictured("看图", [picture]).contacts
    assert (contact.kind, contact.value) == ("telegram", "example_data")


def test_pictures_that_look_alike_have_fingerprints_that_do() -> None:
    original = opened(draw(ADVERT, 3)).convert("RGB")
    looks = read_picture(file(original)).fingerprint
    again = read_picture(file(original, "JPEG", quality=50)).fingerprint
    other = read_picture(draw("看房团周末出发，集合地点见群公告，自带午餐和水，老人小孩免费", 4)).fingerprint
    assert len(looks) == 64
    assert distance(looks, again) <= ALIKE < 2 * ALIKE < distance(looks, other)


@pytest.mark.full
def test_of_a_tall_picture_no_line_is_cut() -> None:
    lines = [f"第{number}行 出一手酒店开房记录" for number in range(60)]
    sheet = opened(draw("\n".join(lines), 3)).convert("RGB")
    bands = list(cut_into_bands(numpy.asarray(sheet)))
    assert len(bands) > 1
    assert sum(band.shape[0] for _, band in bands) == sheet.height
    assert all(band.shape[0] <= TALLEST for _, band in bands)
    picture = read_picture(file(sheet))
    assert sum(f"第{number}行" in picture.text for number in range(60)) >= 58
    assert max(y for line in picture.lines for _, y in line.box) > sheet.height * 0.9


def test_what_is_transparent_is_white_and_a_turned_photograph_is_upright() -> None:
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    assert decode(file(clear)).min() == 255
    turned = Image.new("RGB", (40, 20))
    exif = turned.getexif()
    exif[0x0112] = 6
    assert decode(file(turned, "JPEG", exif=exif)).shape == (40, 20, 3)


def test_damaged_and_oversized_pictures_are_named_as_such() -> None:
    whole = draw(ADVERT, 1)
    with pytest.raises(PictureUnreadable, match="truncated"):
        read_picture(whole[: len(whole) // 2])
    with pytest.raises(PictureUnreadable, match="no whole picture of the kinds PNG"):
        read_picture(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(PictureUnreadable, match="it has 8000 × 8000 points"):
        read_picture(file(Image.new("1", (8000, 8000))))


def test_an_empty_picture_says_nothing() -> None:
    picture = read_picture(file(Image.new("RGB", (200, 100), "white")))
    assert (picture.text, picture.lines, picture.sureness, picture.quality) == ("", (), 0.0, 0)
