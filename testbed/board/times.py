"""Times as Discuz! prints them (its ``dgmdate`` with format ``u``), zone +8."""

from testbed.clock import china, days_ago

NBSP = "&nbsp;"


def clock_time(at: int) -> str:
    """``07:06``."""
    return f"{china(at):%H:%M}"


def date(at: int) -> str:
    """``2018-6-26``, without leading zeros."""
    when = china(at)
    return f"{when.year}-{when.month}-{when.day}"


def stamp(at: int) -> str:
    """``2018-6-26 07:06:01``."""
    return f"{date(at)} {china(at):%H:%M:%S}"


def relative(at: int, now: int) -> str | None:
    """The words for the last seven days as HTML, None for anything older."""
    days, seconds = days_ago(at, now), now - at
    if days == 0:
        return _today(seconds)
    if days <= 2:
        return f"{'昨天' if days == 1 else '前天'}{NBSP}{clock_time(at)}"
    return f"{days}{NBSP}天前" if days <= 7 else None


def _today(seconds: int) -> str:
    if seconds > 3600:
        return f"{seconds // 3600}{NBSP}小时前"
    if seconds > 1800:
        return "半小时前"
    if seconds > 60:
        return f"{seconds // 60}{NBSP}分钟前"
    return f"{seconds}{NBSP}秒前" if seconds > 0 else "刚刚"


def in_list(at: int, now: int) -> str:
    """A time in the board list: the title holds the date only, as on the real list."""
    words = relative(at, now)
    return f'<span title="{date(at)}">{words}</span>' if words else f"<span>{date(at)}</span>"


def in_thread(at: int, now: int) -> str:
    """A time in a thread: absolute, or relative with the absolute one as title."""
    words = relative(at, now)
    return f'<span title="{stamp(at)}">{words}</span>' if words else stamp(at)
