"""The sign that the newer site's page computes for its calls."""

from collections.abc import Mapping

SALT = "testbed"


def signature(parameters: Mapping[str, str]) -> str:
    """FNV-1a of the sorted parameters and the salt, forwards and backwards; page_2026.html does the same."""
    named = "".join(f"{name}={parameters[name]}" for name in sorted(parameters) if name != "sign")
    raw = f"{named}{SALT}".encode()
    return f"{_fnv(raw):08x}{_fnv(raw[::-1]):08x}"


def _fnv(raw: bytes) -> int:
    value = 0x811C9DC5
    for byte in raw:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
