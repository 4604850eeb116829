"""Times as Tieba prints them, zone +8."""

from testbed.clock import china, days_ago


def created(at: int, now: int) -> str:
    """``11:20`` today, ``7-6`` this year, ``2020-05`` before."""
    when = china(at)
    if days_ago(at, now) == 0:
        return f"{when:%H:%M}"
    return f"{when.month}-{when.day}" if when.year == china(now).year else f"{when:%Y-%m}"


def full(at: int) -> str:
    """``2024-08-05 16:56``."""
    return f"{china(at):%Y-%m-%d %H:%M}"


def unpadded(at: int) -> str:
    """``2024-8-6 22:11``."""
    when = china(at)
    return f"{when.year}-{when.month}-{when.day} {when:%H:%M}"
