"""A run ends with whoever supervises it, even where that one was killed and could end nothing."""

import os
import signal
import threading
import time

# Set for a process whose stdin is a pipe that its supervisor holds open as long as it lives.
SUPERVISED_VARIABLE = "HAWKWATCH_SUPERVISED"
GRACE_SECONDS = 20.0


def end_with_supervisor() -> None:
    """End this process and its group once its supervisor is gone: politely, so that its run is resumed."""
    if os.environ.get(SUPERVISED_VARIABLE):
        threading.Thread(target=_outlive_nobody, daemon=True).start()


def _outlive_nobody() -> None:
    while os.read(0, 1):  # not by sys.stdin: whoever waits in it keeps the interpreter from ending
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(0, signal.SIGKILL)
