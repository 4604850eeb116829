"""The file of source memory: opened to be written, with every step of its schema taken once.

A table more is a file more in ``schema/``, named so that it sorts behind those before it; a step that was
shipped is never changed.
"""

import sqlite3
from pathlib import Path

from crawlers.chinese import CHINESE
from crawlers.transaction import transaction
from records.complaint import Complaint
from records.order import Exit
from records.write_ahead import write_ahead

STEPS = Path(__file__).with_name("schema")
NAME = "memory.sqlite"


class MemoryFault(Complaint):
    """Source memory cannot be opened; the message names the file."""

    code = Exit.STORE
    chinese = CHINESE


def memory_path(home: Path) -> Path:
    """Where source memory lies under a home folder."""
    return home.resolve() / NAME


def open_memory(path: Path) -> sqlite3.Connection:
    """The file, made or brought up to date.

    Raises:
        MemoryFault: no such file can be there, or what is there is none.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, isolation_level=None, timeout=30)
        write_ahead(database)
        database.execute("PRAGMA synchronous = NORMAL")
        _take_steps(database)
    except (sqlite3.Error, OSError) as error:
        raise MemoryFault(
            "{path}: source memory cannot be opened: {error}", path=path, error=error
        ) from error
    return database


def _take_steps(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE IF NOT EXISTS step (name TEXT PRIMARY KEY) WITHOUT ROWID")
    with transaction(database):
        taken = {name for (name,) in database.execute("SELECT name FROM step")}
        for file in sorted(STEPS.glob("*.sql")):
            if file.name not in taken:
                for statement in statements_of(file.read_text("utf-8")):
                    database.execute(statement)
                database.execute("INSERT INTO step VALUES (?)", (file.name,))


def statements_of(script: str) -> list[str]:
    """The statements of a script one by one, for ``executescript`` would commit in the middle."""
    found, rest = [], ""
    for piece in script.split(";"):
        rest += piece + ";"
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
