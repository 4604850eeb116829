"""The sites' clock: ages are counted from the start, shown times from the moment of the request."""

import time
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


class Clock:
    """``start`` is the second from which the posts' ages count back; a frozen clock never moves on."""

    def __init__(self, start: int | None = None, *, frozen: bool = False) -> None:
        self.start = int(time.time()) if start is None else start
        self._frozen = frozen

    def now(self) -> int:
        """Unix seconds."""
        return self.start if self._frozen else int(time.time())


def china(at: float) -> datetime:
    """A unix second as the clock on a wall in China shows it."""
    return datetime.fromtimestamp(at, CHINA)


def days_ago(at: float, now: float) -> int:
    """0 today, 1 yesterday and so on, by the calendar of China."""
    return (china(now).date() - china(at).date()).days
