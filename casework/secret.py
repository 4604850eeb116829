"""The home's secret key: signs sessions and forms, is made on first use and never leaves the home."""

import os
import secrets
from pathlib import Path


def read_secret(home: Path) -> str:
    """The key in ``HOME/secret.key``, made with mode 0600 if there is none.

    The file appears whole, linked from a temporary name: two processes starting at once read one key.
    """
    path = home / "secret.key"
    if not path.exists():
        _write_once(path)
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first: its key is the key
    finally:
        draft.unlink()
