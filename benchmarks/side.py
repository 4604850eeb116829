"""One side of a benchmark, in a fresh process and a fresh home, so that no side warms another."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def run_side(module: str, side: str, place: str, pages: int) -> dict[str, Any]:
    """The JSON line that ``python -m MODULE SIDE HOST:PORT PAGES HOME`` prints last.

    Raises:
        RuntimeError: it failed; the message has the end of its stderr.
    """
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", module, side, place, str(pages), home],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    if done.returncode:
        raise RuntimeError(f"{side} failed: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
