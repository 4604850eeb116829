"""Accounts and rights."""

from pathlib import Path
from typing import Any

import pytest

from casework import accounts, audit
from casework.fault import CaseworkError, Denied
from casework.rights import may


def test_name_and_password_belong_together(home: Path) -> None:
    accounts.add_account("chen", "analyst", "correct horse battery")
    account = accounts.authenticate("chen", "correct horse battery")
    assert (account.name, account.role) == ("chen", "analyst")
    assert account.password.startswith("argon2")
    for name, password in (("chen", "wrong"), ("nobody", "correct horse battery")):
        with pytest.raises(Denied, match="do not belong together"):
            accounts.authenticate(name, password)


def test_an_inactive_account_neither_enters_nor_acts(home: Path) -> None:
    account = accounts.add_account("chen", "admin", "correct horse battery")
    account.is_active = False
    account.save()
    with pytest.raises(Denied):
        accounts.authenticate("chen", "correct horse battery")
    with pytest.raises(CaseworkError, match="no active account named 'chen'"):
        accounts.find_account("chen")
    assert not may(account, "read")


@pytest.mark.parametrize(
    ("name", "role", "password", "sentence"),
    [
        ("investigator-1", "admin", "correct horse battery", "already an account named investigator-1"),
        ("a b", "admin", "correct horse battery", "may only hold"),
        ("", "admin", "correct horse battery", "may only hold"),
        ("li", "boss", "correct horse battery", "role 'boss' is unknown; roles are admin, analyst"),
        ("li", "admin", "short", "password of li is refused"),
        ("li", "admin", "password123", "too common"),
    ],
)
def test_bad_accounts(home: Path, name: str, role: str, password: str, sentence: str) -> None:
    accounts.add_account("investigator-1", "investigator", "correct horse battery")
    with pytest.raises(CaseworkError, match=sentence):
        accounts.add_account(name, role, password)


def test_adding_an_account_is_recorded(people: dict[str, Any]) -> None:
    accounts.add_account("li", "operator", "correct horse battery", by=people["admin"])
    event = audit.recent_events(1)[0]
    assert (event.actor, event.kind, event.subject) == ("admin-1", "account added", "account:li")
    assert event.details == {"role": "operator"}
