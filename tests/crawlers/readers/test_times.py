"""The parser of shown times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.readers.times import parse_time

SHANGHAI = "Asia/Shanghai"
NOW = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)  # Thursday noon in Shanghai

FORMS = [
    ("刚刚", "2026-03-05T12:00:00+08:00", "minute"),
    ("5 秒前", "2026-03-05T11:59:55+08:00", "second"),
    ("12分钟前", "2026-03-05T11:48:00+08:00", "minute"),
    ("半小时前", "2026-03-05T11:30:00+08:00", "hour"),
    ("3\xa0小时前", "2026-03-05T09:00:00+08:00", "hour"),
    ("1个小时前", "2026-03-05T11:00:00+08:00", "hour"),
    ("5 小时 15 分钟前", "2026-03-05T06:45:00+08:00", "minute"),
    ("5 小时 7 分钟前 via Android", "2026-03-05T06:53:00+08:00", "minute"),
    ("三天前", "2026-03-02T00:00:00+08:00", "day"),
    ("十五分钟前", "2026-03-05T11:45:00+08:00", "minute"),
    ("今天11:30", "2026-03-05T11:30:00+08:00", "minute"),
    ("昨天\xa021:28", "2026-03-04T21:28:00+08:00", "minute"),
    ("前天 09:12", "2026-03-03T09:12:00+08:00", "minute"),
    ("昨天", "2026-03-04T00:00:00+08:00", "day"),
    ("发表于 2020-11-18 22:18:01", "2020-11-18T22:18:01+08:00", "second"),
    ("发布于 2025-3-15", "2025-03-15T00:00:00+08:00", "day"),
    ("11:24", "2026-03-05T11:24:00+08:00", "minute"),
    ("12:30", "2026-03-04T12:30:00+08:00", "minute"),
    ("8-7", "2025-08-07T00:00:00+08:00", "day"),
    ("03-05", "2026-03-05T00:00:00+08:00", "day"),
    ("2-29", "2024-02-29T00:00:00+08:00", "day"),
    ("2020-05", "2020-05-01T00:00:00+08:00", "month"),
    ("2018-6-26", "2018-06-26T00:00:00+08:00", "day"),
    ("2018-6-26\xa007:06", "2018-06-26T07:06:00+08:00", "minute"),
    ("10月26日 20:15", "2025-10-26T20:15:00+08:00", "minute"),
    ("\n  2018年10月26日 20:15\n", "2018-10-26T20:15:00+08:00", "minute"),
    ("Tue Feb 23 12:28:47 +0800 2021", "2021-02-23T12:28:47+08:00", "second"),
    ("1614054527", "2021-02-23T12:28:47+08:00", "second"),
    (1614054527000, "2021-02-23T12:28:47+08:00", "second"),
    ("2017-09-27T14:53:12+00:00", "2017-09-27T14:53:12+00:00", "second"),
    ("2017-09-27T14:53:12Z", "2017-09-27T14:53:12+00:00", "second"),
    ("２０２４－０８－０５　１６：５６", "2024-08-05T16:56:00+08:00", "minute"),
]


@pytest.mark.parametrize(("shown", "moment", "precision"), FORMS)
def test_form_is_understood(shown: str | int, moment: str, precision: str) -> None:
    parsed = parse_time(shown, NOW, SHANGHAI)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == (moment, precision)


@pytest.mark.parametrize(
    "shown", ["", "abc", "2-30", "13-45", "25:00", "2026-02-30", "阅读 12", "-", None, True, "0"]
)
def test_what_is_no_time_is_none(shown: str | None) -> None:
    assert parse_time(shown, NOW, SHANGHAI) is None


def test_a_fast_clock_becomes_now_and_a_far_future_is_not_believed() -> None:
    assert parse_time("2026-3-5 12:05", NOW, SHANGHAI) == (NOW, "minute")
    assert parse_time("2026-3-6 12:05", NOW, SHANGHAI) is None


def test_month_and_day_count_from_the_day_in_the_zone_of_the_site() -> None:
    new_year = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)  # already 2026 in Shanghai
    parsed = parse_time("1-1", new_year, SHANGHAI)
    assert parsed is not None
    assert parsed[0].isoformat() == "2026-01-01T00:00:00+08:00"


MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1)).map(lambda when: when.replace(tzinfo=UTC))
ZONES = st.sampled_from(
    sorted(available_timezones() & {"Asia/Shanghai", "Asia/Taipei", "UTC", "America/New_York"})
)


@given(
    st.text(alphabet="0123456789-/:. 年月日时分秒天前昨今刚小半个周两十发表于上下午TZ+月JanFeb", max_size=24),
    MOMENTS,
    ZONES,
)
def test_nothing_raises_and_nothing_lies_ahead(shown: str, now: datetime, zone: str) -> None:
    parsed = parse_time(shown, now, zone)
    assert parsed is None or (parsed[0].tzinfo is not None and parsed[0].astimezone(UTC) <= now)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3650)), ZONES)
def test_a_calendar_time_comes_back_as_it_was_printed(now: datetime, age: timedelta, zone: str) -> None:
    when = (now - age).astimezone(ZoneInfo(zone))
    parsed = parse_time(f"{when.year}-{when.month}-{when.day} {when:%H:%M}", now, zone)
    assert parsed is not None
    assert f"{parsed[0]:%Y-%m-%d %H:%M}" == f"{when:%Y-%m-%d %H:%M}"


@given(MOMENTS, st.integers(0, 364), ZONES)
def test_month_and_day_is_the_last_such_day(now: datetime, days: int, zone: str) -> None:
    day = now.astimezone(ZoneInfo(zone)).date() - timedelta(days=days)
    parsed = parse_time(f"{day.month}-{day.day}", now, zone)
    assert parsed is not None
    assert parsed[0].date() == day


@given(MOMENTS, st.integers(1, 59), st.sampled_from([("秒", 1), ("分钟", 60), ("小时", 3600)]))
def test_so_long_ago_is_so_long_ago(now: datetime, number: int, unit: tuple[str, int]) -> None:
    parsed = parse_time(f"{number} {unit[0]}前", now, SHANGHAI)
    assert parsed is not None
    assert parsed[0] == now.replace(microsecond=0) - timedelta(seconds=number * unit[1])
