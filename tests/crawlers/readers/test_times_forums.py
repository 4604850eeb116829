"""Times as forum software prints them, in English and with Chinese language packs."""

from datetime import UTC, datetime

import pytest

from crawlers.readers.times import parse_time

SHANGHAI = "Asia/Shanghai"
NOW = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)  # Thursday noon in Shanghai

PHPBB = [
    ("Mon Jan 01, 2024 1:00 pm", "2024-01-01T13:00:00+08:00", "minute"),
    ("» Mon Jan 01, 2024 12:05 am", "2024-01-01T00:05:00+08:00", "minute"),
    ("Mon Jan 01, 2024 12:05 pm", "2024-01-01T12:05:00+08:00", "minute"),
    ("01 Jan 2024, 13:00", "2024-01-01T13:00:00+08:00", "minute"),
    ("Mon 01 Jan 2024 13:00:05", "2024-01-01T13:00:05+08:00", "second"),
    ("Today, 11:00", "2026-03-05T11:00:00+08:00", "minute"),
    ("Yesterday, 1:00 pm", "2026-03-04T13:00:00+08:00", "minute"),
    ("less than a minute ago", "2026-03-05T12:00:00+08:00", "minute"),
    ("5 minutes ago", "2026-03-05T11:55:00+08:00", "minute"),
    ("1 minute ago", "2026-03-05T11:59:00+08:00", "minute"),
    ("2024-01-02T03:04:05+00:00", "2024-01-02T03:04:05+00:00", "second"),
    ("周一 1月 01, 2024 1:00 pm", "2024-01-01T13:00:00+08:00", "minute"),
    ("周一 一月 01, 2024 1:00 下午", "2024-01-01T13:00:00+08:00", "minute"),
    ("周二 十二月 31, 2024 1:00 下午", "2024-12-31T13:00:00+08:00", "minute"),
    ("不到 1 分钟之前", "2026-03-05T12:00:00+08:00", "minute"),
    ("5 分钟之前", "2026-03-05T11:55:00+08:00", "minute"),
]
MYBB = [
    ("05-12-2024, 10:20 AM", "2024-05-12T10:20:00+08:00", "minute"),
    ("12-31-2024, 10:20 PM", "2024-12-31T22:20:00+08:00", "minute"),
    ("31-12-2024, 10:20 PM", "2024-12-31T22:20:00+08:00", "minute"),
    ("02-04-2026, 10:20 AM", "2026-02-04T10:20:00+08:00", "minute"),
    ("04-02-2026, 10:20 AM", "2026-02-04T10:20:00+08:00", "minute"),  # April is still to come
    ("Today, 10:20 AM", "2026-03-05T10:20:00+08:00", "minute"),
    ("Yesterday, 10:20 AM", "2026-03-04T10:20:00+08:00", "minute"),
    ("10 minutes ago", "2026-03-05T11:50:00+08:00", "minute"),
    ("1 hour ago", "2026-03-05T11:00:00+08:00", "hour"),
    ("Less than 1 minute ago", "2026-03-05T12:00:00+08:00", "minute"),
]
XENFORO = [
    ("Jan 5, 2024", "2024-01-05T00:00:00+08:00", "day"),
    ("Jan 5, 2024 at 1:00 PM", "2024-01-05T13:00:00+08:00", "minute"),
    ("5 January 2024 at 1:00 PM", "2024-01-05T13:00:00+08:00", "minute"),
    ("Yesterday at 5:00 PM", "2026-03-04T17:00:00+08:00", "minute"),
    ("Today at 5:00 AM", "2026-03-05T05:00:00+08:00", "minute"),
    ("Monday at 5:00 PM", "2026-03-02T17:00:00+08:00", "minute"),
    ("Friday at 5:00 PM", "2026-02-27T17:00:00+08:00", "minute"),
    ("Thursday at 5:00 PM", "2026-02-26T17:00:00+08:00", "minute"),
    ("A moment ago", "2026-03-05T12:00:00+08:00", "minute"),
    ("14 minutes ago", "2026-03-05T11:46:00+08:00", "minute"),
    ("2024-01-05T13:00:00-0500", "2024-01-05T13:00:00-05:00", "second"),
    ("Jan 2024", "2024-01-01T00:00:00+08:00", "month"),
    ("2024/1/5 13:00", "2024-01-05T13:00:00+08:00", "minute"),
    ("周一 17:00", "2026-03-02T17:00:00+08:00", "minute"),
    ("周三 12:01", "2026-03-04T12:01:00+08:00", "minute"),
]
VBULLETIN = [
    ("01-02-2024, 10:20 AM", "2024-01-02T10:20:00+08:00", "minute"),
    ("01-02-2024 10:20", "2024-01-02T10:20:00+08:00", "minute"),
    ("Today, 02:10 AM", "2026-03-05T02:10:00+08:00", "minute"),
    ("12th January 2024, 10:20", "2024-01-12T10:20:00+08:00", "minute"),
    ("January 1st, 2024, 10:20 PM", "2024-01-01T22:20:00+08:00", "minute"),
    ("3 Days Ago", "2026-03-02T00:00:00+08:00", "day"),
    ("3 Days Ago, 10:20 AM", "2026-03-02T10:20:00+08:00", "minute"),
    ("4 Weeks Ago", "2026-02-05T00:00:00+08:00", "month"),
    ("4 Weeks Ago 10:20 AM", "2026-02-05T00:00:00+08:00", "month"),
    ("2 Hours Ago", "2026-03-05T10:00:00+08:00", "hour"),
    ("02.01.2024, 10:20", "2024-01-02T10:20:00+08:00", "minute"),
]
CHINESE = [
    ("2024年1月2日 星期二 下午1:05", "2024-01-02T13:05:00+08:00", "minute"),
    ("2024-01-02 (星期二) 13:05", "2024-01-02T13:05:00+08:00", "minute"),
    ("今天 上午 9:01", "2026-03-05T09:01:00+08:00", "minute"),
    ("昨天 13:00", "2026-03-04T13:00:00+08:00", "minute"),
    ("昨天 中午12:05", "2026-03-04T12:05:00+08:00", "minute"),
    ("昨天 凌晨12:05", "2026-03-04T00:05:00+08:00", "minute"),
    ("2016年11月12日 08时30分", "2016-11-12T08:30:00+08:00", "minute"),
    ("2016年11月12日 8点", "2016-11-12T08:00:00+08:00", "minute"),
    ("2024年1月2日 13时5分6秒", "2024-01-02T13:05:06+08:00", "second"),
    ("剛剛", "2026-03-05T12:00:00+08:00", "minute"),
    ("5 分鐘前", "2026-03-05T11:55:00+08:00", "minute"),
    ("3 小時前", "2026-03-05T09:00:00+08:00", "hour"),
    ("發表於 昨天 09:01 PM", "2026-03-04T21:01:00+08:00", "minute"),
    ("3 天前 13:00", "2026-03-02T13:00:00+08:00", "minute"),
    ("2 周前", "2026-02-19T00:00:00+08:00", "month"),
    ("3 年前", "2023-03-06T00:00:00+08:00", "year"),
]
ABROAD = [
    ("Heute, 11:41 Uhr", "2026-03-05T11:41:00+08:00", "minute"),
    ("Gestern, 13:41 Uhr", "2026-03-04T13:41:00+08:00", "minute"),
    ("vor 5 Minuten", "2026-03-05T11:55:00+08:00", "minute"),
    ("vor einer Stunde", "2026-03-05T11:00:00+08:00", "hour"),
    ("Montag, 5. Mai 2025 um 13:00 Uhr", "2025-05-05T13:00:00+08:00", "minute"),
    ("01. Mär 2024, 13:00", "2024-03-01T13:00:00+08:00", "minute"),
    ("Сегодня в 11:41", "2026-03-05T11:41:00+08:00", "minute"),
    ("вчера в 13:41", "2026-03-04T13:41:00+08:00", "minute"),
    ("5 минут назад", "2026-03-05T11:55:00+08:00", "minute"),
    ("2 дня назад", "2026-03-03T00:00:00+08:00", "day"),
    ("12 января 2024 г., 13:00", "2024-01-12T13:00:00+08:00", "minute"),
    ("Пн янв 01, 2024 1:00 pm", "2024-01-01T13:00:00+08:00", "minute"),
    ("Понедельник в 17:00", "2026-03-02T17:00:00+08:00", "minute"),
]
MACHINES = [
    ("2020-04-13 12:32:10 +08:00", "2020-04-13T12:32:10+08:00", "second"),
    ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05+00:00", "second"),
    ("2024-01-02T03:04:05.123456789Z", "2024-01-02T03:04:05+00:00", "second"),
    ("2024-01-02T03:04:05+0530", "2024-01-02T03:04:05+05:30", "second"),
    ("2024-01-02T03:04:05", "2024-01-02T03:04:05+08:00", "second"),
    ("2024-01-02T03:04Z", "2024-01-02T03:04:00+00:00", "minute"),
    ("Tue, 02 Jan 2024 03:04:05 +0800", "2024-01-02T03:04:05+08:00", "second"),
    ("Tue, 02 Jan 2024 03:04:05 GMT", "2024-01-02T03:04:05+00:00", "second"),
    ("Tue, 02-Jan-2024 03:04:05 GMT", "2024-01-02T03:04:05+00:00", "second"),
    ("2024-01-02 03:04 (UTC+8)", "2024-01-02T03:04:00+08:00", "minute"),
]


@pytest.mark.parametrize(
    ("shown", "moment", "precision"), [*PHPBB, *MYBB, *XENFORO, *VBULLETIN, *CHINESE, *ABROAD, *MACHINES]
)
def test_form_is_understood(shown: str, moment: str, precision: str) -> None:
    parsed = parse_time(shown, NOW, SHANGHAI)
    assert parsed is not None
    assert (parsed[0].isoformat(), parsed[1]) == (moment, precision)


@pytest.mark.parametrize(
    "shown",
    [
        "Tomorrow, 1:00 am",
        "Monday",  # a name as well as a day
        "Jan",
        "Jan 32, 2024",
        "13:00 +25:00",
        "01-02-24, 10:20 AM",  # any of three orders
        "Mon Jan 01, 2030 1:00 pm",
        "May be",
        "0001-01-01T00:00:00+14:00",
        "999999 years ago",
        "3 hours ago 10:20",
    ],
)
def test_what_is_no_time_is_none(shown: str) -> None:
    assert parse_time(shown, NOW, SHANGHAI) is None


def test_new_years_eve_does_not_become_the_new_year() -> None:
    eve = datetime(2026, 12, 31, 15, 55, tzinfo=UTC)  # 23:55 in Shanghai
    parsed = parse_time("1-1", eve, SHANGHAI)
    assert parsed is not None
    assert parsed[0].isoformat() == "2026-01-01T00:00:00+08:00"
    assert parse_time("1-1 00:02", eve, SHANGHAI) == (eve, "minute")


def test_the_hour_that_comes_twice_is_not_taken_for_one_ahead() -> None:
    second_half_past_one = datetime(2025, 11, 2, 6, 30, tzinfo=UTC)  # New York has left summer time
    parsed = parse_time("01:50", second_half_past_one, "America/New_York")
    assert parsed is not None
    assert parsed[0].isoformat() == "2025-11-02T01:50:00-04:00"
