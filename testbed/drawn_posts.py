"""Posts as pictures: what somebody's screenshot or photograph of one looks like, drawn from a seed.

Fonts, sizes, margins, colours (dark ones too), a tilt of up to three degrees, grain and lossy files vary.
Needs the extra ``images`` and a Chinese font, as ``hawkwatch doctor --install`` provides it.
"""

import io
import random
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy
from PIL import Image, ImageDraw, ImageFont

#: Ink and paper; the last ones are those of dark screens.
COLOURS = (
    *(("#000000", "#ffffff"), ("#333333", "#f5f5f5"), ("#222244", "#fdf6e3"), ("#111111", "#95ec69")),
    *(("#eeeeee", "#111111"), ("#c8c8c8", "#1e1e1e"), ("#e0e6ff", "#17212b")),
)
TILT = 3.0
#: What a line is broken between: a run of Latin letters and digits stays whole.
_PIECES = re.compile(r"[!-~]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Look:
    """How a post is drawn: ``face`` (file, number in it), sizes in points, ``quality`` of JPEG (0: PNG)."""

    face: tuple[str, int]
    size: int
    width: int
    colours: tuple[str, str]
    tilt: float
    grain: float
    quality: int


@lru_cache(maxsize=1)
def faces() -> tuple[tuple[str, int], ...]:
    """Every face with simplified characters on this machine: file, and number in the file."""
    command = ["fc-list", ":lang=zh-cn", "--format", "%{file}\t%{index}\n"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = (line.split("\t") for line in sorted(set(listed)))
    # From 65536 on are instances of variable fonts, which draw as the font does.
    return tuple((file, int(number)) for file, number in rows if int(number) < 65_536)


def look(seed: int) -> Look:
    """The look number ``seed``."""
    dice = random.Random(seed)
    size = dice.randint(18, 36)
    return Look(
        face=dice.choice(faces()),
        size=size,
        width=size * dice.randint(14, 26),
        colours=dice.choice(COLOURS),
        tilt=dice.uniform(-TILT, TILT),
        grain=dice.uniform(0, 12),
        quality=dice.choice((0, 40, 60, 80, 90)),
    )


def draw(text: str, seed: int) -> bytes:
    """``text`` as a picture file in the look number ``seed``: equal for equal fonts, texts and seeds."""
    looks = look(seed)
    sheet = _written(text, looks).rotate(
        looks.tilt, Image.Resampling.BICUBIC, True, fillcolor=looks.colours[1]
    )
    return _file(_grained(sheet, looks.grain, seed), looks.quality)


def _written(text: str, looks: Look) -> Image.Image:
    font = ImageFont.truetype(looks.face[0], looks.size, index=looks.face[1])
    lines = list(_lines(_visible(text), font, looks.width))
    margin, step = looks.size, round(looks.size * 1.5)
    size = (looks.width + 2 * margin, len(lines) * step + 2 * margin)
    sheet = Image.new("RGB", size, looks.colours[1])
    pen = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        pen.text((margin, margin + number * step), line, font=font, fill=looks.colours[0])
    return sheet


def _visible(text: str) -> str:
    """The characters that leave a mark on a screen."""
    return "".join(
        one for one in text if one == "\n" or unicodedata.category(one) not in ("Cf", "Mn", "Me", "Cc")
    )


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """The lines of a text broken at ``width`` points."""
    for paragraph in text.split("\n"):
        line = ""
        for piece in _PIECES.findall(paragraph):
            if line and font.getlength(line + piece) > width:
                yield line
                line = ""
            line += piece
        yield line


def _grained(sheet: Image.Image, grain: float, seed: int) -> Image.Image:
    points = numpy.asarray(sheet).astype("float32")
    points += numpy.random.default_rng(seed).normal(0.0, grain, points.shape[:2])[:, :, None]
    return Image.fromarray(points.clip(0, 255).astype("uint8"))


def _file(sheet: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    sheet.save(written, "JPEG", quality=quality) if quality else sheet.save(written, "PNG")
    return written.getvalue()
