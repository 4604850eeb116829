"""Processes of ours that fetch: what they are told by their environment, and how they are ended."""

import os
import signal
import subprocess
from contextlib import suppress

from config.settings import Settings

# How long a process may take to finish its visits in flight after it was asked to end.
GRACE_SECONDS = 15.0


def environment(settings: Settings) -> dict[str, str]:
    """The environment in which a child reads the same settings as its parent."""
    return os.environ | {
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
        "HAWKWATCH_HOME": str(settings.home.resolve()),
        "HAWKWATCH_SOURCES": settings.sources,
        "PYTHONUNBUFFERED": "1",
    }


def end_process(process: "subprocess.Popen[bytes]", grace: float = GRACE_SECONDS) -> None:
    """End the process and the browser it started: politely, then for good, by its own group."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
