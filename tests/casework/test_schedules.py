"""Schedules and firings, across daylight saving time, downtime and several processes."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import firings, orders, schedules
from casework.cron import due_times, last_due
from casework.fault import CaseworkError, Denied

FIRE = """
import sys
from datetime import datetime
from pathlib import Path
from casework import firings
from casework.open import open_casework
open_casework(Path(sys.argv[1]))
print(len(firings.fire_due(datetime.fromisoformat(sys.argv[2]))))
"""


def _made(cron: str, zone: str, since: datetime) -> Any:
    row = schedules.add_schedule("board", cron, zone)
    row.active_since = since
    row.save()
    return row


def test_next_due_in_a_zone_without_summer_time(home: Path) -> None:
    row = schedules.add_schedule("board", "30 8 * * 1-5", "Asia/Shanghai")
    after = datetime(2026, 1, 2, 0, 30, tzinfo=UTC)  # Friday 08:30 there: due now is not due next
    assert schedules.next_due(row, 2, after) == [
        {
            "schedule": row.pk,
            "source": "board",
            "due_at": "2026-01-05T08:30:00+08:00",
            "due_at_utc": "2026-01-05T00:30:00+00:00",
        },
        {
            "schedule": row.pk,
            "source": "board",
            "due_at": "2026-01-06T08:30:00+08:00",
            "due_at_utc": "2026-01-06T00:30:00+00:00",
        },
    ]


@pytest.mark.parametrize(
    ("after", "due"),
    [
        # 02:30 does not exist on 29 March and exists twice on 25 October
        ("2026-03-28T12:00:00+00:00", ["2026-03-29T01:00:00+00:00", "2026-03-30T00:30:00+00:00"]),
        ("2026-10-24T12:00:00+00:00", ["2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00"]),
    ],
)
def test_next_due_when_the_clocks_change(home: Path, after: str, due: list[str]) -> None:
    row = schedules.add_schedule("board", "30 2 * * *", "Europe/Berlin")
    coming = schedules.next_due(row, 2, datetime.fromisoformat(after))
    assert [entry["due_at_utc"] for entry in coming] == due


def test_next_due_of_several_schedules_comes_in_order_without_paused_ones(home: Path) -> None:
    first = schedules.add_schedule("a", "0 6 * * *", "UTC")
    second = schedules.add_schedule("b", "0 5 * * *", "UTC")
    schedules.set_active(schedules.add_schedule("c", "0 4 * * *", "UTC").pk, False)
    coming = schedules.next_due(schedules.all_schedules(), 2, datetime(2026, 5, 1, tzinfo=UTC))
    assert [entry["schedule"] for entry in coming] == [second.pk, first.pk] * 2
    assert [row.source for row in schedules.all_schedules("b")] == ["b"]


@pytest.mark.parametrize(
    ("cron", "zone", "sentence"),
    [
        ("61 * * * *", "UTC", "cannot be read: Bad minute"),
        ("* * * *", "UTC", "five fields"),
        ("* * * * * *", "UTC", "five fields"),
        ("0 0 31 2 *", "UTC", "cron expression '0 0 31 2 .'"),
        ("0 0 * * *", "Asia/Peking", "time zone 'Asia/Peking'"),
        ("0 0 * * *", "../etc/passwd", "time zone"),
        ("0 0 * * *", "", "time zone"),
    ],
)
def test_bad_schedules(home: Path, cron: str, zone: str, sentence: str) -> None:
    with pytest.raises(CaseworkError, match=sentence):
        schedules.add_schedule("board", cron, zone)
    assert schedules.all_schedules() == []


def test_only_operators_schedule(people: dict[str, Any]) -> None:
    with pytest.raises(Denied):
        schedules.add_schedule("board", "0 0 * * *", "UTC", people["analyst"])
    row = schedules.add_schedule("board", "0 0 * * *", "UTC", people["operator"])
    with pytest.raises(Denied):
        schedules.set_active(row.pk, False, people["analyst"])
    with pytest.raises(CaseworkError, match="there is no schedule 99"):
        schedules.set_active(99, False)


def test_every_due_time_is_fired_once(home: Path) -> None:
    start = datetime(2026, 5, 1, 0, 0, 30, tzinfo=UTC)
    row = _made("*/15 * * * *", "UTC", start)
    fired = [firing for step in range(0, 121) for firing in firings.fire_due(start + timedelta(minutes=step))]
    assert [firing.due_at.minute for firing in fired] == [15, 30, 45, 0] * 2
    assert {firing.missed for firing in fired} == {0}
    queued = orders.recent_orders()
    assert [order.args for order in queued] == [{"source": "board", "schedule": row.pk}] * 8


def test_a_downtime_becomes_one_firing_that_says_what_was_missed(home: Path) -> None:
    start = datetime(2026, 5, 1, tzinfo=UTC)
    _made("0 * * * *", "UTC", start)
    back = start + timedelta(hours=10, minutes=20)
    (firing,) = firings.fire_due(back)
    assert (firing.due_at, firing.missed) == (start + timedelta(hours=10), 9)
    assert firings.fire_due(back) == []
    assert len(orders.recent_orders()) == 1


def test_a_year_away_from_a_schedule_of_every_minute(home: Path) -> None:
    start = datetime(2025, 5, 1, tzinfo=UTC)
    _made("* * * * *", "UTC", start)
    (firing,) = firings.fire_due(start + timedelta(days=365))
    assert firing.missed == firings.COUNTED


def test_a_pause_is_not_made_up_for(home: Path) -> None:
    row = _made("* * * * *", "UTC", datetime(2025, 5, 1, tzinfo=UTC))
    schedules.set_active(row.pk, False)
    assert firings.fire_due() == []
    resumed = schedules.set_active(row.pk, True)
    assert firings.fire_due(resumed.active_since) == []
    assert len(firings.fire_due(resumed.active_since + timedelta(minutes=1))) == 1


def test_four_processes_fire_one_order(home: Path) -> None:
    start = datetime(2026, 5, 1, tzinfo=UTC)
    for _ in range(5):
        _made("0 * * * *", "UTC", start)
    now = (start + timedelta(hours=3)).isoformat()
    arguments = [sys.executable, "-c", FIRE, str(home), now]
    started = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert sum(int(process.communicate(timeout=60)[0]) for process in started) == 5
    assert len(orders.recent_orders(100)) == 5


@given(
    st.sampled_from(["30 2 * * *", "*/20 * * * *", "0 1,3 * * 0", "15 2 29 * *", "5 0 1 1 *"]),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"]),
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
)
def test_looking_back_and_looking_forward_agree(cron: str, zone: str, now: datetime) -> None:
    last = last_due(cron, zone, now)
    assert last <= now
    following = next(due_times(cron, zone, last))
    assert following.astimezone(UTC) > now.replace(microsecond=0)
