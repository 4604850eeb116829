"""A picture's bytes as points."""

import io
from typing import Any

from analysis.images.extra import package

#: A small file can be a picture of more points than any memory holds.
MOST_POINTS = 50_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF")
MAGIC = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"BM", b"GIF8")


class PictureUnreadable(ValueError):
    """A picture is damaged, in no format of ``FORMATS``, or too large; the message says which."""


def is_picture(head: bytes) -> bool:
    """Whether a file begins as a picture does."""
    return head.startswith(MAGIC) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def decode(raw: bytes) -> Any:
    """The points of a picture, upright: an array of ``height × width × 3`` (red, green, blue; 0 to 255).

    Of a moving picture it is the first one; what is transparent is white.

    Raises:
        PictureUnreadable: damaged, of another format, or of more points than ``MOST_POINTS``.
    """
    pillow = package("PIL.Image")
    try:
        image = pillow.open(io.BytesIO(raw), formats=FORMATS)
        if image.width * image.height > MOST_POINTS:
            raise PictureUnreadable(f"it has {image.width} × {image.height} points")
        return package("numpy").asarray(_on_white(package("PIL.ImageOps").exif_transpose(image)))
    except package("PIL").UnidentifiedImageError as error:
        raise PictureUnreadable(f"it is no whole picture of the kinds {', '.join(FORMATS)}") from error
    except (OSError, ValueError, SyntaxError, pillow.DecompressionBombError) as error:
        raise PictureUnreadable(str(error)[:100]) from error


def _on_white(image: Any) -> Any:
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = package("PIL.Image").new("RGBA", clear.size, "white")
    return package("PIL.Image").alpha_composite(white, clear).convert("RGB")
