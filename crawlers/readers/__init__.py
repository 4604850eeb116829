"""Readers: pure functions from a page to what it says. One package per family of sites."""

from crawlers.readers.families import FAMILIES, Family
from crawlers.readers.reading import read

__all__ = ["FAMILIES", "Family", "read"]
