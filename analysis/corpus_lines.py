"""Posts as JSON lines: what ``hawkwatch assess`` and ``hawkwatch measure`` read, and the judgement back.

Beside a file of labelled posts there may be one of side labels: what is known of a post besides its labels
(``hand``, ``template``, ``obfuscation``, ``lookalike``), by its ``id``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from records.assessment import Assessment
from records.complaint import Complaint

REQUIRED = ("id", "text")
OPTIONAL = ("source", "title", "author")
LABELS = ("sale", "seek", "other")
#: What the name of a file of side labels ends with.
SIDE_LABELS = "_meta"
SHAPES = {"offers": ("category", "quantity", "price", "price_unit"), "contacts": ("kind", "value")}


class LineError(Complaint):
    """A line is no post; the message names the line and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post to judge."""

    id: str
    text: str
    source: str | None = None
    title: str | None = None
    author: str | None = None


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise LineError(f"line {number}: not JSON ({error.msg} at column {error.colno})") from error
    except RecursionError as error:
        raise LineError(f"line {number}: JSON is nested too deeply") from error
    if not isinstance(value, dict):
        raise LineError(f"line {number}: expected a JSON object")
    return value


def _string(row: Mapping[str, Any], name: str, number: int) -> str | None:
    value = row.get(name)
    if value is None and name in OPTIONAL:
        return None
    if not isinstance(value, str):
        raise LineError(f"line {number}: field {name}: expected text, got {type(value).__name__}")
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def parse_line(line: str, number: int) -> PostLine:
    """The post of one line (``id, source?, title?, text, author?``); other fields are left alone.

    Raises:
        LineError: the line is no JSON object, or a field is missing or no text.
    """
    row = _object(line, number)
    for name in REQUIRED:
        if name not in row:
            raise LineError(f"line {number}: field {name} is missing")
    values = {name: _string(row, name, number) for name in (*REQUIRED, *OPTIONAL)}
    return PostLine(**values)  # type: ignore[arg-type]


def parse_labelled(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Labelled posts for :func:`analysis.measurement.measure`, blank lines left out.

    Raises:
        LineError: a line lacks ``label``, ``categories``, ``offers`` or ``contacts``, or has a wrong one.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            parse_line(line, number)
            yield _checked(_object(line, number), number)


def _checked(row: dict[str, Any], number: int) -> dict[str, Any]:
    if row.get("label") not in LABELS:
        raise LineError(
            f"line {number}: field label: expected one of {', '.join(LABELS)}, got {row.get('label')!r}"
        )
    for name in ("categories", "offers", "contacts"):
        if not isinstance(row.get(name), list):
            raise LineError(f"line {number}: field {name}: expected a list")
    for name, keys in SHAPES.items():
        for one in row[name]:
            missing = [key for key in keys if not isinstance(one, dict) or key not in one]
            if missing:
                raise LineError(f"line {number}: field {name}: {missing[0]} is missing")
    return row


def side_file(file: Path) -> Path:
    """Where the side labels of a labelled file are looked for: ``dev_meta.jsonl`` beside ``dev.jsonl``."""
    return file.with_name(f"{file.stem}{SIDE_LABELS}{file.suffix}")


def parse_side_labels(lines: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Side labels of posts by their ids, blank lines left out.

    Raises:
        LineError: a line is no JSON object, or its ``id`` is missing or no text.
    """
    labels: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _object(line, number)
            if not isinstance(row.get("id"), str):
                raise LineError(f"line {number}: field id: expected text, got {row.get('id')!r}")
            labels[row["id"]] = row
    return labels


def format_assessment(post_id: str, assessment: Assessment) -> dict[str, Any]:
    """The judgement as ``hawkwatch assess`` prints it, in the corpus' shapes."""
    return {
        "id": post_id,
        "label": assessment.label,
        "score": assessment.score,
        "categories": list(assessment.categories),
        "offers": [_offer(asdict(one)) for one in assessment.offers],
        "contacts": [asdict(one) for one in assessment.contacts],
        "severity": asdict(assessment.severity),
        "reasons": [asdict(one) for one in assessment.reasons],
    }


def _offer(offer: dict[str, Any]) -> dict[str, Any]:
    """An offer without an empty ``price_raw``; fields as a list."""
    plain = offer | {"fields": list(offer["fields"])}
    return (
        plain if plain["price_raw"] else {name: value for name, value in plain.items() if name != "price_raw"}
    )
