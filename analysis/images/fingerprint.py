"""Perceptual hashes: pictures that look alike have hashes that differ in few bits.

PDQ, published with its source by Facebook in 2019 ("The TMK+PDQF video-hashing algorithm and the PDQ
image-hashing algorithm"): 256 bits; up to 31 differing bits count as the same picture there.
"""

from typing import Any

from analysis.images.extra import package

#: Differing bits up to which two pictures count as the same.
ALIKE = 31


def fingerprint(points: Any) -> tuple[str, int]:
    """The PDQ hash as 64 hexadecimal digits, and its quality from 0 (a plain surface) to 100."""
    bits, quality = package("pdqhash").compute(points.copy())
    return package("numpy").packbits(bits).tobytes().hex(), int(quality)


def distance(one: str, other: str) -> int:
    """In how many of 256 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
