"""``hawkwatch export``: every hit of a question as a file."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from casework import audit
from casework.accounts import find_account
from casework.open import open_casework
from casework.rights import demand
from cli.answers import show_coverage
from cli.language import language, say
from cli.options import As, Filters, Home, IndexUrl, Json, settings_for
from cli.output import err, out, print_json
from cli.search_drafts import read_filters
from cli.stores import open_the_index, open_the_ledger
from cli.typed import concealed
from config.settings import Settings
from operations.coverage import cover
from operations.hit_exports.about import Asked
from operations.hit_exports.export import HitExport, export_hits
from records.coverage_words import summary
from search.asked import asked
from search.index import Index


class Format(StrEnum):
    """What a file of hits may be."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    query: Annotated[str, typer.Argument(help='Words, "phrases", fields; * for every listing.')],
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help="The file; FILE.coverage.json goes beside it.")
    ],
    purpose: Annotated[str, typer.Option(metavar="TEXT", help="What it is for; goes into the ledger.")],
    format: Annotated[Format | None, typer.Option(help="Default: by the ending of FILE.")] = None,
    filters: Filters = None,
    account: As = None,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Write every hit of a question to a file: JSON lines, CSV or XLSX."""
    settings = settings_for(home, index)
    form, why = _form(to, format), _said(purpose)
    open_casework(settings.home)
    actor = find_account(account) if account else None
    if actor:
        demand(actor, "export")
    query, chosen = concealed(query, settings), read_filters(filters, settings)
    by = actor.name if actor else "operator"
    engine = open_the_index(settings)
    question = _question(settings, engine, query, chosen, by, why)
    made = export_hits(engine, question, to.absolute(), form.value, open_the_ledger(settings), _watching)
    engine.close()
    audit.record("hits exported", f"export:{to.name}", actor, query=query, hits=made.hits, purpose=why)
    if json:
        print_json(as_json(made, question))
    else:
        show(made, question)


def _question(
    settings: Settings, engine: Index, query: str, filters: dict[str, str], by: str, purpose: str
) -> Asked:
    covered = cover(settings, engine, asked(query, filters, engine.terms))
    return Asked(
        query=query, filters=filters, by=by, purpose=purpose, at=datetime.now(UTC), coverage=covered,
        chinese=language() == "zh_Hans",
    )  # fmt: skip


def _form(to: Path, chosen: Format | None) -> Format:
    if chosen:
        return chosen
    try:
        return Format(to.suffix.lower().removeprefix("."))
    except ValueError:
        raise typer.BadParameter(
            f"{to.name!r}: end it in .jsonl, .csv or .xlsx, or say --format", param_hint="--to"
        ) from None


def _said(purpose: str) -> str:
    if not purpose.strip():
        raise typer.BadParameter("say it in words: it goes into the ledger", param_hint="--purpose")
    return purpose.strip()


def _watching(hits: int) -> None:
    err.print(say("{hits} listings written", hits=hits), markup=False)


def as_json(made: HitExport, question: Asked) -> dict[str, Any]:
    """What was made, for machines."""
    return {
        "path": str(made.path),
        "coverage_file": str(made.beside),
        "hits": made.hits,
        "sha256": made.sha256,
        "notes": made.notes,
        "coverage": summary(question.coverage, made.hits),
    }


def show(made: HitExport, question: Asked) -> None:
    """What was made, for people."""
    out.print(say("{hits} listings in {path}", hits=made.hits, path=made.path), markup=False)
    for note in made.notes:
        out.print(note, markup=False)
    show_coverage(question.coverage, made.hits)
