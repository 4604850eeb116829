"""Screenshots, as units: the picture is what was handed in, its text is what a machine read in it.

Reading them needs the extra ``images``; nothing is sent anywhere, the models lie in the package.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from typing import Any

from operations.importing.opened import Opened
from operations.importing.unit import Fault, Unit

LARGEST = 64 * 2**20
# A small file can be a picture of more points than any memory holds.
MOST_POINTS = 50_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF")
MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"BM", b"GIF8")


class ExtraMissing(RuntimeError):
    """Pictures cannot be read here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines a machine read, the doubtful ones too, and how sure it was of the least sure (0 to 1)."""

    text: str
    sureness: float


def is_picture(head: bytes) -> bool:
    """Whether a file begins as a picture does."""
    return head.startswith(MAGIC) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def cut(file: Opened) -> Iterator[Unit | Fault]:
    """The one picture that the file is.

    Raises:
        ExtraMissing: nothing here can read pictures.
    """
    require_extra()
    if file.file.size > LARGEST:
        yield Fault("the picture", f"is larger than {LARGEST // 2**20} MiB")
        return
    raw = file.at(0, file.file.size)
    try:
        found = read_picture(raw)
    except (OSError, ValueError, SyntaxError) as error:
        yield Fault("the picture", f"cannot be read: {str(error)[:100]}")
        return
    context = {"read_by": f"rapidocr {version('rapidocr')}", "least_sure": f"{found.sureness:.2f}"}
    silent = "" if found.text else "picture without text"
    yield Unit(
        start=0, raw=raw, place=1, words=found.text, context=context, silent=silent, reading=found.text
    )


def require_extra() -> None:
    """Say what is missing, if something is."""
    try:
        import_module("rapidocr")
        import_module("PIL.Image")
    except ImportError as error:
        raise ExtraMissing(
            "screenshots are read with the extra `images`, which is not installed here: "
            "`uv sync --extra images`, or `pip install 'hawkwatch[images]'`"
        ) from error


# A picture is weighed before it is taken in: it is read once.
@lru_cache(maxsize=1)
def read_picture(raw: bytes) -> Reading:
    """The text in a picture, from top to bottom.

    Raises:
        OSError, ValueError, SyntaxError: it is damaged, or of more points than ``MOST_POINTS``.
    """
    image = import_module("PIL.Image").open(io.BytesIO(raw), formats=FORMATS)
    if image.width * image.height > MOST_POINTS:
        raise ValueError(f"it has {image.width} × {image.height} points")
    points = import_module("numpy").asarray(image.convert("RGB"))[:, :, ::-1]
    found = _engine()(points)
    lines, scores = tuple(found.txts or ()), tuple(found.scores or ())
    return Reading("\n".join(lines), float(min(scores, default=0.0)))


@lru_cache(maxsize=1)
def _engine() -> Any:
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})
