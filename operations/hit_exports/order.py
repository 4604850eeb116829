"""Hits that somebody ordered in the console: exported under the home folder, with what belongs to them in one
archive.
"""

import shutil
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.words.terms import TermsOfIndex
from config.settings import Settings
from evidence.ledger import open_ledger
from operations.coverage import cover
from operations.exports import ExportError
from operations.hit_exports.about import Asked, Form
from operations.hit_exports.export import HitExport, export_hits
from operations.hit_exports.files import WRITERS
from search.asked import asked
from search.index import Index


def carry_out(
    args: Mapping[str, Any], folder: Path, actor: str, settings: Settings, index: Index
) -> dict[str, Any]:
    """Export what ``args`` ask for (``query filters form purpose chinese``) to ``FOLDER.zip``.

    Raises:
        ExportError, QueryError, IndexFault: as of the export.
    """
    form = _form(args.get("form"))
    query, filters = str(args.get("query", "")), dict(args.get("filters") or {})
    node = asked(query, filters, TermsOfIndex(settings.index_dictionary, settings.tokenizer))
    question = Asked(
        query=query,
        filters=filters,
        by=actor,
        purpose=str(args.get("purpose", "")),
        at=datetime.now(UTC),
        coverage=cover(settings, index, node),
        chinese=bool(args.get("chinese")),
    )
    ledger = open_ledger(settings.home.resolve() / "ledger.jsonl")
    folder.mkdir(parents=True)
    try:
        made = export_hits(index, question, folder / f"{folder.name}.{form}", form, ledger)
        place = _archive(made)
    finally:
        shutil.rmtree(folder)
    return {"zip": str(place), "hits": made.hits, "sha256": made.sha256, "notes": list(made.notes)}


def _form(name: object) -> Form:
    for form in WRITERS:
        if form == name:
            return form
    raise ExportError(f"{name!r}: a file of hits is one of {', '.join(WRITERS)}")


def _archive(made: HitExport) -> Path:
    """The file and the one beside it in one zip, beside their folder."""
    folder = made.path.parent
    place = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        for path in (made.path, made.beside):
            file.write(path, path.name)
    return place
