"""Lettering in a picture, read by RapidOCR with the PP-OCR models in its package (Chinese and Latin)."""

from functools import lru_cache
from threading import Lock
from typing import Any

from analysis.images.bands import TALLEST, cut_into_bands
from analysis.images.extra import package
from analysis.images.seen import Seen

#: By default small pictures are blown up before they are searched for lines: three times the work, and no
#: line more is found.
SETTINGS = {"Global.log_level": "error", "Det.limit_type": "max", "Det.limit_side_len": TALLEST}
#: The engine keeps the size of the picture it reads in itself.
_ONE_AT_A_TIME = Lock()


def read_lettering(points: Any) -> list[Seen]:
    """Every line of lettering in a picture (``height × width × 3``, red first), doubtful ones too."""
    return [
        Seen(text, _box(corners, top), float(sureness))
        for top, band in cut_into_bands(points)
        for text, corners, sureness in _read(band)
        if text.strip()
    ]


def _read(band: Any) -> list[tuple[str, Any, float]]:
    with _ONE_AT_A_TIME:
        found = _engine()(band[:, :, ::-1])
    return [] if found.boxes is None else list(zip(found.txts, found.boxes, found.scores, strict=True))


def _box(corners: Any, top: int) -> Any:
    return tuple((round(float(x), 1), round(float(y) + top, 1)) for x, y in corners)


@lru_cache(maxsize=1)
def _engine() -> Any:
    return package("rapidocr").RapidOCR(params=SETTINGS)
