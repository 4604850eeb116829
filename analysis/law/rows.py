"""The rows of the law's tables: what each kind of row holds, and their strict reading.

Every row says how sure it is, where it was read, as of when, and which lawyer reviewed it (empty: none did)::

    rows:
      hotel:
        treated_as: lodging
        article: five_hundred
        certainty: firm
        en: stays in hotels are named by the Interpretation
        zh: 住宿信息为司法解释明列
        source: S22
        as_of: 2026-11-26
        reviewed_by: ''
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from records.assessment import Certainty
from records.complaint import Complaint


class LawError(Complaint):
    """A table of the law does not have the expected shape; the message names file, row and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something was read."""

    en: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """What every row says in both languages, and what stands behind it."""

    en: str
    zh: str
    certainty: Certainty
    source: str
    as_of: date
    reviewed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Row):
    """An article: ``en`` and ``zh`` cite it, the others say it in our words."""

    says: str
    says_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryClass(Row):
    """A class of information; its sale is serious from so many ``records``."""

    records: int
    article: str


# Rules are told apart by identity: each is one row, and comparing their texts would cost time for nothing.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule(Row):
    """What an offer is ``treated_as`` (a statutory class), and the ``alternative`` where courts differ."""

    treated_as: str
    article: str
    alternative: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KindRule(Rule):
    """Goods of a ``category`` that ``words`` name; it also speaks for the fields it is ``instead_of``."""

    category: str
    words: tuple[str, ...]
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldRule(Rule):
    """What the field ``named`` (the row's key without it) makes of an offer."""

    named: str | None = None
    together: tuple[str, ...] = ()
    only_in: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Row):
    """A sum in yuan or a factor."""

    value: float
    article: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outside(Row):
    """What art. 253-1 does not reach, and the ``articles`` that may."""

    articles: tuple[str, ...]
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveRule(Row):
    """Categories and fields that are sensitive by PIPL art. 28."""

    kind: str
    article: str
    categories: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


Shape = TypeVar("Shape")


def read_rows(path: Path, shape: type[Shape]) -> dict[str, Shape]:
    """The rows of one file by their keys, in its order.

    Raises:
        LawError: the file is no YAML, or a row lacks a key, has an unknown one, or one of a wrong kind.
    """
    try:
        table = YAML(typ="safe").load(path)
    except MarkedYAMLError as error:
        line = f" line {error.problem_mark.line + 1}:" if error.problem_mark else ""
        raise LawError(f"{path.name}:{line} {error.problem}") from error
    if not isinstance(table, dict) or list(table) != ["rows"] or not isinstance(table["rows"], dict):
        raise LawError(f"{path.name}: expected the one key 'rows' with the rows by name")
    return {str(name): _row(path.name, str(name), row, shape) for name, row in table["rows"].items()}


def _row(file: str, name: str, row: Any, shape: type[Shape]) -> Shape:
    known = [field.name for field in fields(shape)]  # type: ignore[arg-type]
    if not isinstance(row, Mapping):
        raise LawError(f"{file}: row {name}: expected keys and values")
    if unknown := [key for key in row if key not in known]:
        raise LawError(f"{file}: row {name}: key {unknown[0]} is not known; known are {', '.join(known)}")
    try:
        return msgspec.convert(row, shape)
    except msgspec.ValidationError as error:
        raise LawError(f"{file}: row {name}: {error}") from error
