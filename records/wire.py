"""Records as JSON and back."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(record: Any) -> bytes:
    """The record as one line of UTF-8 JSON; datetimes as ISO 8601."""
    return msgspec.json.encode(record)


def decode(line: bytes | str, kind: type[T]) -> T:
    """Read one record of ``kind``.

    Raises:
        msgspec.ValidationError: the JSON does not have the record's shape (the message names the field).
        msgspec.DecodeError: not JSON.
    """
    return msgspec.json.decode(line, type=kind)


def builtins(record: Any) -> Any:
    """The record as plain dicts, lists, strings and numbers."""
    return msgspec.to_builtins(record)
