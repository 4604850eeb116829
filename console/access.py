"""Who is asking, and what they may do."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from casework.alerts import waiting_alerts
from casework.fault import CaseworkError, Denied
from casework.models import Account
from casework.rights import RIGHTS, may


def account_of(request: HttpRequest) -> Account:
    """The account signed in.

    Raises:
        Denied: nobody is.
    """
    if isinstance(request.user, Account):
        return request.user
    raise Denied("nobody is signed in")


def rights(request: HttpRequest) -> dict[str, dict[str, bool]]:
    """For templates: ``can.review`` and so on."""
    user = getattr(request, "user", None)
    if not isinstance(user, Account):
        return {"can": {}}
    return {"can": {right: may(user, right) for right in RIGHTS["admin"]}}


def told(request: HttpRequest) -> dict[str, Any]:
    """For templates: ``waiting_alerts``, how many of the account's own alerts wait."""
    user = getattr(request, "user", None)
    return {"waiting_alerts": partial(waiting_alerts, user) if isinstance(user, Account) else 0}


@contextmanager
def complaints(request: HttpRequest) -> Iterator[None]:
    """Show what the case room refuses as a message on the next page; a missing right is passed on."""
    try:
        yield
    except Denied:
        raise
    except CaseworkError as error:
        messages.error(request, error.said(get_language() or "en"))
