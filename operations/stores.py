"""Are the stores there, and whole?"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from analysis.words.terms import terms
from config.settings import Settings
from evidence.ledger import LedgerError, open_ledger
from evidence.vault import VaultError, open_vault
from operations.check import Check
from search.access import NOTHING, Access, without_password
from search.fault import IndexFault
from search.index import open_index

# Reading the whole vault is the work of hours; the doctor reads the first few captures and counts the rest.
SAMPLE = 20
NONE_YET = "not made yet"
RESTORE = "Restore it from a backup; the evidence in it may no longer prove anything."


def check_stores(settings: Settings) -> list[Check]:
    """One check for each kind of store. Makes none that is not there."""
    home = settings.home.absolute()
    access = Access(settings.index_api_key, settings.index_password, settings.index_ca_file)
    return [
        check_databases("journals", sorted(home.glob("runs/*/journal.sqlite"))),
        check_databases("casework", [path for path in (home / "casework.sqlite",) if path.exists()]),
        check_databases("memory", [path for path in (home / "memory.sqlite",) if path.exists()]),
        check_vault(settings.vault_url),
        check_ledger(home / "ledger.jsonl"),
        check_index(settings.index_url, access),
    ]


def check_databases(name: str, paths: Sequence[Path]) -> Check:
    """SQLite's own quick check of each file."""
    complaints = [f"{path}: {fault}" for path in paths if (fault := damage(path))]
    if complaints:
        return Check(
            name, "fail", "; ".join(complaints), "Set the damaged file aside and restore it from a backup."
        )
    return Check(name, "ok", f"{len(paths)} intact" if paths else NONE_YET)


def damage(path: Path) -> str | None:
    """What is wrong with a SQLite file, or None."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as database:
            answer = str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)
    return None if answer == "ok" else answer


def check_vault(url: str) -> Check:
    """Counts the captures and checks the first few of them byte by byte."""
    scheme, _, path = url.partition("://")
    if scheme == "file" and not Path(path).exists():
        return Check("vault", "ok", NONE_YET)
    try:
        vault = open_vault(url)
        wrong = [fault for digest in islice(vault.digests(), SAMPLE) for fault in vault.check(digest)]
        count = sum(1 for _ in vault.digests())
    except VaultError as error:
        return Check("vault", "fail", str(error), "Check the setting `vault` and the folder's permissions.")
    if wrong:
        return Check("vault", "fail", "; ".join(wrong), RESTORE)
    return Check("vault", "ok", f"{count} captures, {min(count, SAMPLE)} of them read and found intact")


def check_ledger(path: Path) -> Check:
    """Follows the ledger's chain from its first entry to its last."""
    if not path.exists():
        return Check("ledger", "ok", NONE_YET)
    try:
        ledger = open_ledger(path)
        problems, count = ledger.check(), sum(1 for _ in ledger.entries())
    except LedgerError as error:
        return Check("ledger", "fail", str(error), RESTORE)
    if problems:
        return Check("ledger", "fail", "; ".join(problems[:5]), RESTORE)
    return Check("ledger", "ok", f"chain of {count} entries intact")


def check_index(url: str, access: Access = NOTHING) -> Check:
    """Whether the index answers. It can always be made anew, so a broken one costs time only."""
    address = urlsplit(url)
    if address.scheme == "sqlite" and not Path(unquote(address.path)).exists():
        return Check("index", "ok", NONE_YET)
    try:
        index = open_index(url, terms, access)
        try:
            return Check("index", "ok", f"{index.count()} listings at {without_password(url)}")
        finally:
            index.close()
    except IndexFault as error:
        advice = (
            "Check the setting `index` and that the server runs, or make it anew: `hawkwatch index rebuild`."
        )
        return Check("index", "fail", str(error), advice)
