"""What each role may do."""

from __future__ import annotations

from casework import tables
from casework.fault import Denied

RIGHTS: dict[str, frozenset[str]] = {
    "investigator": frozenset({"read", "reveal", "review", "case", "batch", "export", "watch"}),
    "analyst": frozenset({"read", "reveal", "export", "words", "watch"}),
    "operator": frozenset({"read", "schedule", "run"}),
    "officer": frozenset({"read", "audit"}),
    "admin": frozenset(
        {"read", "reveal", "review", "case", "batch", "export", "schedule", "run", "audit", "words", "watch"}
    ),
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
        # The right is part of the sentence, so that each has its Chinese.
        raise Denied(f"{{name}} ({{role}}) has no right to {right}", name=account.name, role=account.role)
