"""The door of the console for whoever starts it."""

import os
from pathlib import Path

from django.conf import settings

from casework.fault import CaseworkError
from casework.open import open_casework


def open_console(home: Path) -> None:
    """Set Django up with the console's settings for ``home`` and bring its database to the newest shape.

    Call it instead of ``open_casework`` in a process that is to serve pages.

    Raises:
        CaseworkError: the home cannot be used, or this process opened the case room without us.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "console.settings")
    if settings.configured and "console" not in settings.INSTALLED_APPS:
        raise CaseworkError("this process opened the case room without the console; open the console first")
    open_casework(home)
