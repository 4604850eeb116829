"""Readers of what programs and people save: pure functions from the part of a handed-in file to its posts."""

from crawlers.exports.forms import EXPORTS, read_part

__all__ = ["EXPORTS", "read_part"]
