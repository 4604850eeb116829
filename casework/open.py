"""The door of the case room."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps

from casework.fault import CaseworkError
from casework.secret import read_secret


def open_casework(home: Path) -> None:
    """Set Django up for ``home`` and bring its database to the newest shape.

    ``DJANGO_SETTINGS_MODULE`` is ``casework.settings`` unless set. A process has one case room at a time: a
    call with another home moves to that one. Several processes may call at once; one migrates.

    Raises:
        CaseworkError: the folder cannot be made or written, or the database is none of ours.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")
    home = home.resolve()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _alone(home / "casework.lock"):
            _point_at(home)
            _migrate(home / "casework.sqlite")
    except OSError as error:
        raise CaseworkError(
            "the case room cannot be opened in {home}: {error}", home=home, error=error.strerror or error
        ) from error


def has_casework(home: Path) -> bool:
    """Whether anybody has opened the case room of ``home`` yet: what nobody decided need not be asked for."""
    return (home / "casework.sqlite").exists()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` (it is released when the process ends, however it ends)."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _point_at(home: Path) -> None:
    from django.conf import settings
    from django.db import connections

    settings.SECRET_KEY = read_secret(home)
    if not apps.ready:
        django.setup()
    place = str(home / "casework.sqlite")
    if connections.databases["default"]["NAME"] != place:
        connections.close_all()
        connections.databases["default"]["NAME"] = place


def _migrate(path: Path) -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise CaseworkError(
            "{path} cannot be used as the case room's database: {error}", path=path, error=error
        ) from error
    path.chmod(0o600)
