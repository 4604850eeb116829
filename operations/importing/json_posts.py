"""Posts in JSON, a line each or in one list, as units."""

from collections.abc import Iterator
from typing import Any

import msgspec

from crawlers.exports.json_objects import objects_in
from crawlers.exports.post_lines import inner_posts
from operations.importing.json_scan import Found, objects_of
from operations.importing.lines import lines_of
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Skipped, Unit


def cut(file: Opened, keys: dict[str, str]) -> Iterator[Unit | Fault | Skipped]:
    """Every object; ``keys`` says which key of somebody's own fills which field.

    A line that is no object is a fault, an object without words is skipped.
    """
    if file.text(file.head).lstrip("\ufeff \t\r\n").startswith("["):
        found = objects_of(file.stream, None)
        yield from (one if isinstance(one, Fault) else _listed(one, keys) for one in found)
        return
    for line in lines_of(file):
        if isinstance(line, Fault):
            yield line
        elif line.text.strip("\ufeff \t\r\n"):
            objects = [value for _, value in objects_in(line.text)]
            if len(objects) == 1 and line.text.strip().endswith("}"):
                yield unit_of(objects[0], line.start, line.raw, line.number, keys)
            else:
                yield Fault(f"line {line.number}", "is no JSON object")


def _listed(found: Found, keys: dict[str, str]) -> Unit | Skipped | Fault:
    return unit_of(found.value, found.start, found.raw, found.line, keys)


def unit_of(
    value: dict[str, Any], start: int, raw: bytes, line: int, keys: dict[str, str]
) -> Unit | Skipped | Fault:
    """The unit of one object; all its words are weighed, whatever their keys."""
    context = {"line": str(line), "keys": msgspec.json.encode(keys).decode()}
    words = "\n".join("\t".join(_words(one)) for one in inner_posts(value))
    return Unit(start=start, raw=raw, place=line, words=words, context=context)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)
