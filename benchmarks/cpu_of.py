"""CPU time of a process and everything it started."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
LOOK_SECONDS = 0.05


def cpu_of(command: list[str], environment: dict[str, str]) -> float:
    """Run ``command`` to its end; its CPU seconds with those of every process it started, and those started.

    Browsers leave processes behind that nobody waits for, so all are looked at again and again, and each
    counts with what it had used when it was last seen.

    Raises:
        RuntimeError: the command failed; the message has the end of its stderr.
    """
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    used = {process.pid: 0.0}
    while process.poll() is None:
        _look(used)
        time.sleep(LOOK_SECONDS)
    _, complaints = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command[1:]} failed: {complaints[-2000:]}")
    return sum(used.values())


def _look(used: dict[int, float]) -> None:
    """Bring ``used`` up to date; whoever was started by one of its processes joins them."""
    for pid, parent, seconds in sorted(_processes()):
        if pid in used or parent in used:
            used[pid] = seconds


def _processes() -> Iterator[tuple[int, int, float]]:
    """Number, parent and CPU seconds of every process (proc(5): fields 4, 14 and 15 of stat)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        yield int(stat.parent.name), int(fields[1]), (int(fields[11]) + int(fields[12])) / TICK
