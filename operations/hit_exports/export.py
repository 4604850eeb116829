"""Every hit of a question written to one file, entered in the ledger, with a file beside it that tells what
was asked and what the answer covers.
"""

import hashlib
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from evidence.ledger import Ledger
from operations.exports import ExportError
from operations.hit_exports.about import Asked, Form, facts
from operations.hit_exports.draft import drafted, publish
from operations.hit_exports.files import WRITERS
from records.document import Document
from records.wire import encode
from search.index import Index

Watch = Callable[[int], None]
SAID_EACH = 10_000


@dataclass(frozen=True, slots=True)
class HitExport:
    """A file of hits, the one beside it, how many hits, the file's SHA-256, what was changed for its form."""

    path: Path
    beside: Path
    hits: int
    sha256: str
    notes: tuple[str, ...] = ()


def beside(to: Path) -> Path:
    """Where it is told what a file of hits is: ``hits.csv.coverage.json``."""
    return to.with_name(f"{to.name}.coverage.json")


def export_hits(
    index: Index,
    asked: Asked,
    to: Path,
    form: Form,
    ledger: Ledger,
    watch: Watch = lambda hits: None,
) -> HitExport:
    """Write all hits of one moment to ``to``; nothing is there before all of it is.

    The ledger hears of it, with the file's digest, before the file is there.

    Raises:
        ExportError: ``to`` exists, or cannot be written.
        QueryError, IndexFault: as the index has it.
    """
    told = beside(to)
    for path in (to, told):
        if path.exists():
            raise ExportError(f"{path}: exists already; choose another name")
    try:
        with drafted(to) as folder, closing(_watched(index, asked, watch)) as documents:
            hits, notes = WRITERS[form](folder / to.name, documents, asked)
            digest = _digest(folder / to.name)
            facts_of = facts(asked, form, hits) | {"file": to.name, "sha256": digest, "notes": notes}
            (folder / told.name).write_bytes(encode(facts_of) + b"\n")
            ledger.append(
                "export", to.name, asked.by, query=asked.query, filters=dict(asked.filters), hits=hits,
                sha256=digest, format=form, purpose=asked.purpose,
            )  # fmt: skip
            publish(folder / told.name, told)
            publish(folder / to.name, to)
    except OSError as error:
        raise ExportError(f"{to}: cannot be written: {error.strerror or error}") from error
    return HitExport(to, told, hits, digest, notes)


def _watched(index: Index, asked: Asked, watch: Watch) -> Generator[Document]:
    for number, document in enumerate(index.scan(asked.query, filters=asked.filters), 1):
        yield document
        if number % SAID_EACH == 0:
            watch(number)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
