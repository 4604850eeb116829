"""Accounts: add one, find one, check a password."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from casework import audit, tables
from casework.fault import CaseworkError, Denied
from casework.rights import RIGHTS

NAME = re.compile(r"[\w.@-]{1,100}", re.ASCII)


def add_account(name: str, role: str, password: str, by: tables.Account | None = None) -> tables.Account:
    """Make an account.

    Raises:
        CaseworkError: the name is taken or has other characters than letters, digits and ``._@-``, the
            role is unknown, or the password is too weak.
    """
    _check(name, role, password)
    with transaction.atomic():
        if tables.Account.objects.filter(name=name).exists():
            raise CaseworkError("there is already an account named {name}", name=name)
        account = tables.Account(name=name, role=role)
        account.set_password(password)
        account.save()
        audit.record("account added", f"account:{name}", by, role=role)
    return account


def find_account(name: str) -> tables.Account:
    """The active account called ``name`` (what a command run with ``--as NAME`` acts for).

    Raises:
        CaseworkError: there is none.
    """
    account = tables.Account.objects.filter(name=name, is_active=True).first()
    if account is None:
        raise CaseworkError("there is no active account named {name!r}", name=name)
    return account


def authenticate(name: str, password: str) -> tables.Account:
    """The active account with this name and password.

    Raises:
        Denied: the two do not belong together (the message does not say which is wrong).
    """
    from django.contrib.auth.backends import ModelBackend

    account = ModelBackend().authenticate(None, username=name, password=password)
    if not isinstance(account, tables.Account):
        raise Denied("name and password do not belong together")
    return account


def _check(name: str, role: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password

    if not NAME.fullmatch(name):
        raise CaseworkError(
            "account name {name!r} may only hold letters, digits and . _ @ - (at most 100)", name=name
        )
    if role not in RIGHTS:
        raise CaseworkError(
            "role {role!r} is unknown; roles are {known}", role=role, known=", ".join(sorted(RIGHTS))
        )
    try:
        validate_password(password)
    except ValidationError as error:
        raise CaseworkError(
            "the password of {name} is refused: {why}", name=name, why=" ".join(error.messages)
        ) from error
