"""The JSON Schema (draft 2020-12) of a ``source.yml``, for editors and for other programs."""

from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from crawlers.declared.source_keys import KEYS, Key
from records.source import Expectation, Pace, Source

_RECORDS = {"": Source, "pace": Pace, "expect": Expectation}


def source_schema() -> dict[str, Any]:
    """The schema; what it cannot say (a start address inside the hosts) only reading the file tells."""
    inner = {name: _mapping(name, _RECORDS[name].__doc__ or "") for name in ("pace", "expect")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Hawkwatch source",
        "description": "What one source.yml declares.",
        **_mapping("", "", inner),
        "required": [key.name for key in KEYS if key.required],
    }


def default_of(key: Key) -> Any:
    """The value that holds where ``key`` is not given, as plain JSON; None where there is none."""
    outer, _, name = key.name.rpartition(".")
    field = next(field for field in fields(_RECORDS[outer]) if field.name == name)
    if field.default is MISSING:
        return None
    value = field.default
    return (
        list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
    )


def _mapping(outer: str, description: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of the keys below ``outer``."""
    rows = (key for key in KEYS if key.name.rpartition(".")[0] == outer)
    properties = {key.name.rpartition(".")[2]: _property(key) for key in rows}
    return {
        "type": "object",
        **({"description": description.partition("\n")[0]} if description else {}),
        "properties": properties | (more or {}),
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, Any]:
    default = default_of(key)
    known = {} if default is None else {"default": default}
    return {**key.kind.schema, "description": key.help, **known}
