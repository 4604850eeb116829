"""Which known error ends with which exit code."""

from analysis.corpus_lines import LineError
from casework.fault import CaseworkError
from config.settings import SettingsError
from console.server import ServerError
from crawlers.declared.catalog import SourceError
from crawlers.journal.file import JournalError
from crawlers.memory.file import MemoryFault
from crawlers.recorded import RecordedPageError
from crawlers.session.state import SessionError
from evidence.bundle import BundleError
from evidence.keys import SigningKeyError
from evidence.ledger import LedgerError
from evidence.vault import VaultError
from operations.errand import ErrandFailed
from operations.exports import ExportError
from operations.readiness import RunRefused
from operations.recording.cases import RecordingRefused
from records.order import Exit
from search.fault import IndexFault
from search.query import QueryError

CODES: tuple[tuple[type[Exception], int], ...] = (
    (SettingsError, Exit.USAGE),
    (SourceError, Exit.USAGE),
    (QueryError, Exit.USAGE),
    (CaseworkError, Exit.USAGE),
    (BundleError, Exit.USAGE),
    (ExportError, Exit.USAGE),
    (LineError, Exit.USAGE),
    (ServerError, Exit.USAGE),
    (ErrandFailed, Exit.NEGATIVE),
    (SessionError, Exit.SESSION),
    (SigningKeyError, Exit.USAGE),
    (RecordingRefused, Exit.USAGE),
    (RecordedPageError, Exit.NEGATIVE),
    (ErrandFailed, Exit.NEGATIVE),
    (IndexFault, Exit.STORE),
    (JournalError, Exit.STORE),
    (MemoryFault, Exit.STORE),
    (LedgerError, Exit.STORE),
    (VaultError, Exit.STORE),
)


KNOWN: tuple[type[Exception], ...] = (*(kind for kind, _ in CODES), RunRefused)


def code_of(error: Exception) -> int:
    """The exit code of a known error."""
    if isinstance(error, RunRefused):
        return error.code
    return next(code for kind, code in CODES if isinstance(error, kind))
