"""Screenshots: read for real where the extra is there; without it the message names it."""

import sys
from pathlib import Path

import pytest

from config.settings import Settings
from evidence.vault import open_vault
from tests.operations.importing.conftest import Take, listings_of

FONTS = [
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    *Path("/usr/share/fonts").rglob("*CJK*"),
]


def test_without_the_extra_the_message_names_it(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as where it is not installed
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "in" / "b.txt").write_text("出股民资料 5毛一条 QQ 4294967300", "utf-8")
    report = take(tmp_path / "in")
    assert "the extra `images`" in (report.files[0].refused or "")
    assert report.exit_code == 2
    assert report.files[1].listings == 1


@pytest.mark.full  # `make test-full` installs the extra
def test_the_picture_is_the_evidence(take: Take, settings: Settings, tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (760, 200), "white")
    font = ImageFont.truetype(str(FONTS[0]), 30)
    for number, line in enumerate(("出一手银行客户名单 10万条 5毛一条", "先测后买 QQ 4294967300")):
        ImageDraw.Draw(image).text((20, 20 + 70 * number), line, font=font, fill="black")
    folder = tmp_path / "in"
    folder.mkdir()
    image.save(folder / "a.png")
    (folder / "torn.png").write_bytes((folder / "a.png").read_bytes()[:300])
    report = take(folder)
    assert [one.faults for one in report.files] == [
        [],
        ["the picture cannot be read: image file is truncated"],
    ]
    (listing,) = listings_of(report, settings)
    assert "4294967300" in listing.post.text
    assert listing.post.signature == "read from a picture by machine"
    page = open_vault(settings.vault_url).open(listing.capture).page()
    assert page.part
    assert page.part.content == (folder / "a.png").read_bytes()
    assert page.part.context["read_by"].startswith("rapidocr ")
    assert "4294967300" in page.content.decode()
