"""Hours of the day in which a source may be asked."""

from datetime import UTC, datetime

import pytest

from crawlers.manners.hours import are_open


@pytest.mark.parametrize(
    ("hours", "clock", "allowed"),
    [
        (None, "03:00", True),
        ("08:00-23:30", "08:00", True),
        ("08:00-23:30", "07:59", False),
        ("08:00-23:30", "23:30", False),
        ("22:00-06:00", "23:00", True),
        ("22:00-06:00", "05:59", True),
        ("22:00-06:00", "06:00", False),
        ("00:00-24:00", "23:59", True),
        ("12:00-24:00", "00:00", False),
        ("09:00-09:00", "03:00", True),
    ],
)
def test_hours_are_those_of_the_sources_zone(hours: str | None, clock: str, allowed: bool) -> None:
    now = datetime.fromisoformat(f"2026-03-01T{clock}:00+08:00").astimezone(UTC)
    assert are_open(hours, "Asia/Shanghai", now) is allowed
