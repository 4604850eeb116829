"""What each role may do."""

from __future__ import annotations

from casework import tables
from casework.fault import Denied

RIGHTS: dict[str, frozenset[str]] = {
    "investigator": frozenset({"read", "reveal", "review", "case", "export"}),
    "analyst": frozenset({"read", "reveal", "export", "words"}),
    "operator": frozenset({"read", "schedule", "run"}),
    "officer": frozenset({"read", "audit"}),
    "admin": frozenset({"read", "reveal", "review", "case", "export", "schedule", "run", "audit", "words"}),
}


def may(account: tables.Account, right: str) -> bool:
    """Whether the account is active and its role has the right (one of those named in ``RIGHTS``)."""
    return account.is_active and right in RIGHTS.get(account.role, frozenset())


def demand(account: tables.Account, right: str) -> None:
    """Let an account with the right pass.

    Raises:
        Denied: it has not.
    """
    if not may(account, right):
        raise Denied(f"{account.name} ({account.role}) has no right to {right}")
