"""Which row of the tables decides the statutory class of an offer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from analysis.law.rows import FieldRule, Rule
from analysis.law.statutes import load_statutes
from records.assessment import Certainty

#: From the surest to the least sure.
CERTAINTIES: tuple[Certainty, ...] = ("firm", "likely", "disputed", "own_reading", "unverified")
Kinds = Mapping[str, frozenset[str]]
NO_KIND: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The rule applied to an offer, its record threshold, and the threshold of the other view."""

    rule: Rule
    records: int
    other: int | None


def kinds_named(goods: Iterable[tuple[str, str]]) -> Kinds:
    """The kinds that (category, word) pairs name, by category; an empty name is the category itself."""
    kinds: dict[str, set[str]] = {}
    for category, word in goods:
        kinds.setdefault(category, set()).add(_kind_of(category, word))
    return {category: frozenset(names) for category, names in kinds.items()}


@lru_cache(maxsize=8192)
def _kind_of(category: str, word: str) -> str:
    return next(
        (
            name
            for name, row in load_statutes().kinds.items()
            if row.category == category and any(piece in word for piece in row.words)
        ),
        "",
    )


@lru_cache(maxsize=8192)
def standing_of(category: str, fields: tuple[str, ...], kinds: frozenset[str] = NO_KIND) -> Standing | None:
    """The strictest rule among an offer's kinds (its category without one) and fields; None outside
    art. 253-1. Of two with one threshold the surer counts.
    """
    statutes = load_statutes()
    if category not in statutes.categories:
        return None
    rules = [*_rules_of_kinds(category, kinds), *_rules_of_fields(category, frozenset(fields), kinds)]
    rule = min(
        rules, key=lambda one: (_records(one), one.alternative is not None, CERTAINTIES.index(one.certainty))
    )
    other = statutes.classes[rule.alternative].records if rule.alternative else None
    return Standing(rule, _records(rule), other)


def _records(rule: Rule) -> int:
    return load_statutes().classes[rule.treated_as].records


def _rules_of_kinds(category: str, kinds: frozenset[str]) -> Iterator[Rule]:
    statutes = load_statutes()
    yield from (statutes.kinds[name] for name in kinds if name)
    if not kinds or "" in kinds:
        yield statutes.categories[category]


def _rules_of_fields(category: str, fields: frozenset[str], kinds: frozenset[str]) -> Iterator[Rule]:
    statutes = load_statutes()
    spoken_for = {
        field for name in kinds if name and "" not in kinds for field in statutes.kinds[name].instead_of
    }
    for name, row in statutes.fields.items():
        if (row.named or name) in fields - spoken_for and _applies(row, category, fields):
            yield row


def _applies(row: FieldRule, category: str, fields: frozenset[str]) -> bool:
    return (
        set(row.together) <= fields
        and (not row.only_in or category in row.only_in)
        and category not in row.not_in
    )
