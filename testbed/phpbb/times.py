"""Times as phpBB prints them with the format ``|Y-m-d|, H:i`` and a Chinese pack, zone +8."""

from datetime import UTC, datetime

from testbed.clock import china, days_ago

_DAYS = ("今天", "昨天")


def printed(at: int, now: int) -> str:
    """``12 分钟前``, ``昨天, 08:05`` or ``2025-11-03, 08:05``; minutes are counted up to an hour."""
    if now - at < 60:
        return "不到1分钟前"
    if now - at < 3600:
        return f"{(now - at) // 60} 分钟前"
    days = days_ago(at, now)
    return f"{_DAYS[days] if days < len(_DAYS) else f'{china(at):%Y-%m-%d}'}, {china(at):%H:%M}"


def stamp(at: int, now: int) -> str:
    """The element with the exact time behind the printed one."""
    exact = datetime.fromtimestamp(at, UTC).isoformat()
    return f'<time datetime="{exact}">{printed(at, now)}</time>'
