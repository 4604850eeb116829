"""What the guards look at: every text file of the project that is, or could be, committed."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Addresses and digests of packages by the thousand; made by a tool, read by a tool.
NOT_OURS = {"uv.lock"}
UNTRACKED = {".git", ".venv", "var", "dist", "__pycache__"}


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Path below the top folder → text, of every file that is UTF-8 or GB 18030."""
    read = {path: _text(ROOT / path) for path in _paths() if path not in NOT_OURS}
    return {path: text for path, text in read.items() if text is not None}


def _paths() -> list[str]:
    """What git tracks or would track; the whole tree where this is no git checkout."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"]
    if (ROOT / ".git").exists():
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        return [path for path in listed.split("\0") if path and (ROOT / path).is_file()]
    return [str(path.relative_to(ROOT)) for path in _walk()]


def _walk() -> list[Path]:
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in UNTRACKED and not name.endswith("_cache")]
        found += [Path(folder) / name for name in files]
    return found


def _text(path: Path) -> str | None:
    content = path.read_bytes()
    if b"\0" in content:
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
