"""What a machine read in a picture: an interpretation; the picture itself is the evidence."""

from dataclasses import dataclass

#: Corners in points of the upright picture, clockwise from the upper left one.
Box = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    """``[start, end)`` of the picture's text and the ``box`` it stands in.

    ``sureness`` is the reader's own, from 0 to 1. ``code`` names the kind of code (``QR Code``) whose content
    it is; empty for lettering.
    """

    start: int
    end: int
    box: Box
    sureness: float = 1.0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The text read in one picture: its lettering from top to bottom, then what its codes say.

    ``digest`` is the SHA-256 of its bytes, ``address`` where the post shows it (empty: handed in).
    ``fingerprint`` is its PDQ hash (256 bits as 64 hexadecimal digits): pictures that look alike differ in
    few bits; below a ``quality`` of 50 (of 100) it says little.
    """

    text: str
    lines: tuple[PictureLine, ...]
    width: int
    height: int
    digest: str
    fingerprint: str
    quality: int
    address: str = ""

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Where the characters ``[start, end)`` of the text stand in the picture, line by line."""
        return tuple(line.box for line in self.lines if line.start < end and start < line.end)

    @property
    def sureness(self) -> float:
        """How sure the reader was of the line it was least sure of; 0 where it read none."""
        return min((line.sureness for line in self.lines), default=0.0)
