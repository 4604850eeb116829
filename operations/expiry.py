"""What is kept for some days only, taken away when they are over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from casework.term_expiry import expire_lists
from crawlers.completeness.doubts import Doubtful, Doubts
from crawlers.journal.account import Account, journals
from evidence.ledger import Ledger
from evidence.list_keys import list_keys
from evidence.vault import Vault
from records.visit import Capture


def expire_doubtful(home: Path, vault: Vault, ledger: Ledger, days: int, now: datetime | None = None) -> int:
    """Destroy the pages that were kept to mend a reader by and are older than ``days``, and tell the ledger;
    returns how many went. One that a listing was found on meanwhile stays.
    """
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    paths = journals(home.resolve())
    named = frozenset(capture.digest for path in paths for capture in _captures(path))
    gone = 0
    for path in paths:
        account = Account(path)
        doubts = Doubts(account.database)
        for page in doubts.pages():
            if page.capture.captured_at < before:
                gone += _expire(page, vault, ledger, named)
                doubts.forget(page.capture.digest)
        account.close()
    return gone


def _captures(path: Path) -> list[Capture]:
    account = Account(path)
    found = list(account.captures())
    account.close()
    return found


def _expire(page: Doubtful, vault: Vault, ledger: Ledger, named: frozenset[str]) -> bool:
    digest = page.capture.digest
    if digest in named or not vault.discard(digest):
        return False
    ledger.append("expiry", digest, "operations", source=page.capture.source, reason=page.reason)
    return True


def expire_passed_over(home: Path, days: int, now: datetime | None = None) -> int:
    """Delete the masked text of passed-over posts older than ``days``; returns how many went."""
    before = ((now or datetime.now(UTC)) - timedelta(days=days)).isoformat()
    gone = 0
    for path in journals(home.resolve()):
        account = Account(path)
        gone += account.database.execute("DELETE FROM passed_over WHERE seen_at < ?", (before,)).rowcount
        account.close()
    return gone


def expire_term_lists(home: Path, now: datetime | None = None) -> int:
    """Destroy the term lists whose days are over, keys first; returns how many. The case room is open."""
    return expire_lists(list_keys(home.resolve()), now)
