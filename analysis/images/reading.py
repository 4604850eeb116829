"""A picture, read: bytes in, text with its places, codes and looks out. Nothing is sent anywhere."""

import hashlib
from functools import lru_cache

from analysis.images.codes import read_codes
from analysis.images.decoding import decode
from analysis.images.extra import require_extra
from analysis.images.fingerprint import fingerprint
from analysis.images.layout import lay_out
from analysis.images.lettering import read_lettering
from records.picture import Picture


# What is handed in is weighed before it is taken in, and the same picture stands in many posts.
@lru_cache(maxsize=64)
def read_picture(raw: bytes) -> Picture:
    """Read a picture; about a second of one processor for a screenshot.

    Raises:
        ExtraMissing: nothing here can read pictures.
        PictureUnreadable: damaged, of another format, or too large.
    """
    require_extra()
    points = decode(raw)
    text, lines = lay_out([*read_lettering(points), *read_codes(points)])
    looks, quality = fingerprint(points)
    return Picture(
        text=text,
        lines=lines,
        width=points.shape[1],
        height=points.shape[0],
        digest=hashlib.sha256(raw).hexdigest(),
        fingerprint=looks,
        quality=quality,
    )
