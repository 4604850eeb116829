"""The console as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from casework import audit


class ConsoleConfig(AppConfig):
    """Pages, their words and their looks; notes who comes and goes."""

    name = "console"
    verbose_name = "Console"

    def ready(self) -> None:
        """Have comings and goings recorded."""
        user_logged_in.connect(_signed_in, dispatch_uid="console.signed_in")
        user_logged_out.connect(_signed_out, dispatch_uid="console.signed_out")
        user_login_failed.connect(_refused, dispatch_uid="console.refused")


def _signed_in(user: Any, **_: Any) -> None:
    audit.record("signed in", f"account:{user.name}", user)


def _signed_out(user: Any, **_: Any) -> None:
    if user is not None:
        audit.record("signed out", f"account:{user.name}", user)


def _refused(credentials: dict[str, Any], **_: Any) -> None:
    audit.record("sign-in refused", f"account:{str(credentials.get('username', ''))[:100]}", None)
