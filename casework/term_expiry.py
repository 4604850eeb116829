"""How term lists end: before their time by hand, or after thirty days by themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from casework import audit, tables
from casework.keyring import Keyring
from casework.term_lists import demand_list, find_list, subject_of


def remove_list(number: int, by: tables.Account, keyring: Keyring) -> None:
    """Destroy a list and what was answered before its time.

    Raises:
        Denied: the account may not read the list.
        CaseworkError: there is no such list.
    """
    row = find_list(number)
    demand_list(row, by)
    _destroy(row, keyring, "removed", by)


def expire_lists(keyring: Keyring, now: datetime | None = None) -> int:
    """Destroy every list whose days are over, with its answers; returns how many."""
    over = list(tables.TermList.objects.filter(expires_at__lte=now or timezone.now()))
    for row in over:
        _destroy(row, keyring, "expired", None)
    return len(over)


def _destroy(row: tables.TermList, keyring: Keyring, how: str, by: tables.Account | None) -> None:
    # The key first: what a database leaves behind of deleted rows is then unreadable.
    keyring.destroy(row.key)
    with transaction.atomic():
        audit.record(f"term list {how}", subject_of(row), by, terms=row.terms)
        row.delete()
