"""An embedded index of an older schema, or made for other fields, is filled anew from its own records."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from records.document import Document
from records.wire import decode
from search.fault import IndexFault
from search.sqlite.file import make_tables, packing, version_of
from search.sqlite.filling import rows_of
from search.sqlite.records import UNREADABLE
from search.sqlite.writing import Writer
from search.terming import Termed, clipped

#: The first schema that packs its records, in a table of their own.
PACKED = 3
ASIDE = "outdated"
OWN = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    " AND name NOT LIKE 'term\\_%' ESCAPE '\\'"
)


def migrate(path: Path, database: sqlite3.Connection, terms: Termed) -> None:
    """Make this version's tables, inside of a transaction; what an older version's hold goes into them.

    Raises:
        IndexFault: a record of the older version cannot be read.
    """
    documents = _set_aside(path, database)
    make_tables(database)
    writer = Writer(database, packing(path, database), clipped(terms))
    writer.fill(rows_of(documents, terms, writer.packing))
    writer.settle()
    database.execute(f"DROP TABLE IF EXISTS {ASIDE}")


def _set_aside(path: Path, database: sqlite3.Connection) -> Iterator[Document]:
    """Leave nothing of the older version but the table of its records, and read that."""
    version = version_of(database)
    unpack = packing(path, database).unpack if version >= PACKED else _plain(path)
    kept, column = ("record", "body") if version >= PACKED else ("document", "record")
    for (table,) in database.execute(OWN).fetchall():
        statement = f"ALTER TABLE {table} RENAME TO {ASIDE}" if table == kept else f"DROP TABLE {table}"
        database.execute(statement)
    if not version:
        return iter(())
    return (unpack(row[0]) for row in database.execute(f"SELECT {column} FROM {ASIDE}"))


def _plain(path: Path) -> Callable[[bytes], Document]:
    def read(record: bytes) -> Document:
        try:
            return decode(record, Document)
        except msgspec.DecodeError as error:
            raise IndexFault(UNREADABLE, path=path, error=error) from error

    return read
