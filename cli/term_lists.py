"""What the command line says of a term list: its facts, its table, and what of it is not asked."""

from typing import Any

from casework import tables
from casework.term_answers import progress_of
from casework.term_table import Table, Voice
from cli.language import language, say
from cli.output import complain
from records.coverage_words import summary
from records.term_list import ListedTerms
from records.wire import builtins
from search.fields import VALUES

#: Of several Chinese names of a category the first.
CATEGORIES = {code: name for name, code in reversed(VALUES["category"].items()) if name != code}


def spoken() -> Voice:
    """How a table speaks on this terminal."""
    chinese = language().startswith("zh")
    return Voice(language(), lambda code: CATEGORIES.get(code, code) if chinese else code)


def complain_of(listed: ListedTerms) -> None:
    """Every line that is not asked, by its number; never what stands there."""
    voice = spoken()
    for one in listed.refused:
        complain(say("line {line} is not asked: {why}", line=one.line, why=voice(one.why)))
    for again in listed.repeated:
        complain(say("line {line} asks the same as line {first}", line=again.line, first=again.first))
    if listed.blank:
        complain(say("blank lines: {lines}", lines=", ".join(map(str, listed.blank))))


def facts(row: "tables.TermList") -> dict[str, Any]:
    """What may be told of a list to anybody who works here."""
    reached = progress_of(row)
    return {
        "number": row.pk,
        "name": row.name,
        "case": row.case.pk,
        "purpose": row.purpose,
        "owner": row.owner.name,
        "state": row.state,
        "terms": row.terms,
        "asked": reached.asked,
        "found": reached.found,
        "refused": row.refused,
        "created_at": row.created_at.isoformat(timespec="seconds"),
        "expires_at": row.expires_at.isoformat(timespec="seconds"),
    }


def left_out(listed: ListedTerms) -> dict[str, Any]:
    """What of a list is not asked, and where."""
    return {
        "refused_lines": [{"line": one.line, "why": one.why} for one in listed.refused],
        "repeated_lines": builtins(listed.repeated),
        "blank_lines": list(listed.blank),
        "header": listed.header,
    }


def as_json(row: "tables.TermList", answered: Table) -> dict[str, Any]:
    """The table as machines get it; ``answer`` is null where a term is not asked yet."""
    return facts(row) | {
        "answers": [builtins(one.term) | {"answer": builtins(one.answer)} for one in answered.rows],
        "refused_terms": builtins(answered.listed.refused),
        "repeated_lines": builtins(answered.listed.repeated),
        "blank_lines": list(answered.listed.blank),
        "header": answered.listed.header,
        "coverage": builtins(summary(answered.coverage)) if answered.coverage else None,
    }
