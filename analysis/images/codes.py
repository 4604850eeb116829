"""QR codes in a picture."""

from typing import Any

from analysis.images.extra import package
from analysis.images.seen import Seen


def read_codes(points: Any) -> list[Seen]:
    """What the QR codes in a picture say, light on dark and turned ones too."""
    zxing = package("zxingcpp")
    found = zxing.read_barcodes(points[:, :, ::-1].copy(), formats=zxing.BarcodeFormat.QRCode)
    return [Seen(one.text.strip(), _box(one.position), 1.0, "QR Code") for one in found if one.text.strip()]


def _box(position: Any) -> Any:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((float(corner.x), float(corner.y)) for corner in corners)
