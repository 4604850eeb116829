"""The tables of ``analysis/law/*.yml`` in memory, each reference in them checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.law.rows import (
    FieldRule,
    KindRule,
    LawError,
    Line,
    Outside,
    Provision,
    Row,
    Rule,
    SensitiveRule,
    Source,
    StatutoryClass,
    read_rows,
)
from records.assessment import CATEGORIES

FOLDER = Path(__file__).parent
WORKING_KNOWLEDGE = "working knowledge"


@dataclass(frozen=True, slots=True)
class Statutes:
    """Every table by the keys of its rows."""

    articles: Mapping[str, Provision]
    classes: Mapping[str, StatutoryClass]
    categories: Mapping[str, Rule]
    kinds: Mapping[str, KindRule]
    fields: Mapping[str, FieldRule]
    lines: Mapping[str, Line]
    outside: Mapping[str, Outside]
    sensitive: Mapping[str, SensitiveRule]
    sources: Mapping[str, Source]

    def tables(self) -> dict[str, Mapping[str, Row]]:
        """Every table but the sources, by the name of its file."""
        return {
            "articles": self.articles,
            "classes": self.classes,
            "categories": self.categories,
            "kinds": self.kinds,
            "fields": self.fields,
            "lines": self.lines,
            "outside": self.outside,
            "sensitive": self.sensitive,
        }


def read_statutes(folder: Path) -> Statutes:
    """The tables of a folder.

    Raises:
        LawError: a row is wrong in itself, or names an article, class, category or source that is not there.
    """
    statutes = Statutes(
        articles=read_rows(folder / "articles.yml", Provision),
        classes=read_rows(folder / "classes.yml", StatutoryClass),
        categories=read_rows(folder / "categories.yml", Rule),
        kinds=read_rows(folder / "kinds.yml", KindRule),
        fields=read_rows(folder / "fields.yml", FieldRule),
        lines=read_rows(folder / "lines.yml", Line),
        outside=read_rows(folder / "outside.yml", Outside),
        sensitive=read_rows(folder / "sensitive.yml", SensitiveRule),
        sources=read_rows(folder / "sources.yml", Source),
    )
    for fault in _faults(statutes):
        raise LawError(fault)
    return statutes


@lru_cache(maxsize=1)
def load_statutes() -> Statutes:
    """The shipped tables.

    Raises:
        LawError: as :func:`read_statutes`.
    """
    return read_statutes(FOLDER)


def _faults(statutes: Statutes) -> Iterator[str]:
    """What is wrong between rows, in words."""
    known = {*statutes.sources, WORKING_KNOWLEDGE}
    for file, rows in statutes.tables().items():
        for name, row in rows.items():
            where = f"{file}.yml: row {name}"
            if row.source not in known:
                yield f"{where}: key source: {row.source} is not among the sources"
            for key, code, table in _references(row, statutes):
                if code not in table:
                    yield f"{where}: key {key}: {code} is not known"
            if isinstance(row, Rule) and statutes.classes[row.treated_as].article != row.article:
                yield f"{where}: key article: {row.treated_as} falls under another article"
    graded = {*statutes.categories, *(row.category for row in statutes.outside.values() if row.category)}
    yield from (f"categories.yml: row {name}: is missing" for name in CATEGORIES if name not in graded)


def _references(row: Row, statutes: Statutes) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Each code a row names: its key, the code, and the table that must hold it."""
    categories = dict.fromkeys(CATEGORIES)
    articles = getattr(row, "articles", None) or [getattr(row, "article", None)]
    yield from (("article", article, statutes.articles) for article in articles if article)
    for key, table in (("treated_as", statutes.classes), ("alternative", statutes.classes)):
        if code := getattr(row, key, None):
            yield key, code, table
    if code := getattr(row, "category", None):
        yield "category", code, categories
    for key in ("categories", "only_in", "not_in"):
        yield from ((key, code, categories) for code in getattr(row, key, ()))
