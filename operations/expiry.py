"""What is kept for some days only, taken away when they are over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawlers.journal.account import Account, journals


def expire_passed_over(home: Path, days: int, now: datetime | None = None) -> int:
    """Delete the masked text of passed-over posts older than ``days``; returns how many went."""
    before = ((now or datetime.now(UTC)) - timedelta(days=days)).isoformat()
    gone = 0
    for path in journals(home.resolve()):
        account = Account(path)
        gone += account.database.execute("DELETE FROM passed_over WHERE seen_at < ?", (before,)).rowcount
        account.close()
    return gone
