"""Whatever moment a site prints, in whichever form: it is read back as exactly as the form told it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.readers.times import parse_time

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def half(when: datetime) -> str:
    """``1:05 pm``"""
    return f"{(when.hour - 1) % 12 + 1}:{when:%M} {'pm' if when.hour > 11 else 'am'}"


def month(when: datetime) -> str:
    return MONTHS[when.month - 1]


def weekday(when: datetime) -> str:
    return WEEKDAYS[when.weekday()]


def han_weekday(when: datetime) -> str:
    return "一二三四五六日"[when.weekday()]


def ordinal(when: datetime) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10 if when.day not in (11, 12, 13) else 0, "th")
    return f"{when.day}{ending}"


# Each form, and the length of time for which it stays the same.
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
FORMS: list[tuple[timedelta, Callable[[datetime], str]]] = [
    (MINUTE, lambda when: f"{weekday(when)[:3]} {month(when)[:3]} {when:%d}, {when.year} {half(when)}"),
    (MINUTE, lambda when: f"{when:%d} {month(when)[:3]} {when.year}, {when:%H:%M}"),
    (SECOND, lambda when: f"{when:%d}-{month(when)[:3]}-{when.year} {when:%H:%M:%S}"),
    (MINUTE, lambda when: f"{when:%m-%d-%Y}, {half(when).upper():0>8}"),
    (MINUTE, lambda when: f"{when:%m/%d/%Y} {when:%H:%M}"),
    (MINUTE, lambda when: f"{when:%d.%m.%Y}, {when:%H:%M}"),
    (MINUTE, lambda when: f"{month(when)[:3]} {when.day}, {when.year} at {half(when).upper()}"),
    (DAY, lambda when: f"{month(when)[:3]} {when.day}, {when.year}"),
    (MINUTE, lambda when: f"{ordinal(when)} {month(when)} {when.year}, {when:%H:%M}"),
    (MINUTE, lambda when: f"{weekday(when)}, {month(when)} {ordinal(when)}, {when.year} - {half(when)}"),
    (MINUTE, lambda when: f"{when.year}年{when.month}月{when.day}日 星期{han_weekday(when)} {when:%H:%M}"),
    (
        SECOND,
        lambda when: f"{when.year}年{when.month}月{when.day}日{when.hour}时{when.minute}分{when.second}秒",
    ),
    (MINUTE, lambda when: f"周{han_weekday(when)} {when.month}月 {when:%d}, {when.year} {half(when)}"),
    (MINUTE, lambda when: f"{when.year}-{when.month}-{when.day}\xa0{when:%H:%M}"),
    (SECOND, lambda when: f"发表于 {when:%Y-%m-%d %H:%M:%S}"),
    (DAY, lambda when: f"{when.year}/{when.month}/{when.day}"),
]
EXACT: list[Callable[[datetime], str]] = [
    lambda when: when.isoformat(),
    lambda when: when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    lambda when: f"{when:%Y-%m-%d %H:%M:%S} {when.isoformat()[-6:]}",
    lambda when: f"{weekday(when)[:3]} {month(when)[:3]} {when:%d %H:%M:%S %z %Y}",
    format_datetime,
    lambda when: str(int(when.timestamp())),
    lambda when: str(int(when.timestamp()) * 1000),
]
MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1)).map(lambda when: when.replace(tzinfo=UTC))
AGES = st.timedeltas(timedelta(0), timedelta(days=3650)) | st.timedeltas(timedelta(0), timedelta(days=8))
ZONES = st.sampled_from(
    ["Asia/Shanghai", "Asia/Taipei", "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati"]
)


def start(when: datetime, step: timedelta) -> datetime:
    """``when`` cut to what a form tells; the first such hour where the clocks were set back."""
    if step == DAY:
        return when.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return when.replace(second=when.second if step == SECOND else 0, microsecond=0, fold=0)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[1](datetime(2024, 1, 2, 15, 4, 5)))
@settings(max_examples=60)
@given(now=MOMENTS, age=AGES, zone=ZONES)
def test_what_was_printed_is_read(
    form: tuple[timedelta, Callable[[datetime], str]], now: datetime, age: timedelta, zone: str
) -> None:
    when = (now - age).astimezone(ZoneInfo(zone))
    parsed = parse_time(form[1](when), now, zone)
    assert parsed is not None
    assert parsed[0] == start(when, form[0])


@settings(max_examples=60)
@given(now=MOMENTS, age=AGES, zone=ZONES, form=st.sampled_from(EXACT))
def test_a_form_with_its_own_zone_is_exact(
    now: datetime, age: timedelta, zone: str, form: Callable[[datetime], str]
) -> None:
    when = (now - age).astimezone(ZoneInfo(zone)).replace(microsecond=0)
    assert parse_time(form(when), now, "Asia/Tokyo") == (when, "second")


@settings(max_examples=200)
@given(now=MOMENTS, age=st.timedeltas(timedelta(0), timedelta(days=300)), zone=ZONES)
def test_the_missing_year_is_found(now: datetime, age: timedelta, zone: str) -> None:
    when = start((now - age).astimezone(ZoneInfo(zone)), MINUTE)
    for shown in (
        f"{when.month}月{when.day}日 {when:%H:%M}",
        f"{when:%m-%d %H:%M}",
        f"{month(when)[:3]} {when.day}, {half(when)}",
    ):
        assert parse_time(shown, now, zone) == (when, "minute")


@settings(max_examples=200)
@given(now=MOMENTS, age=st.timedeltas(timedelta(0), timedelta(hours=23)), zone=ZONES)
def test_the_missing_day_is_found(now: datetime, age: timedelta, zone: str) -> None:
    here, when = now.astimezone(ZoneInfo(zone)), start((now - age).astimezone(ZoneInfo(zone)), MINUTE)
    today = here.date() == when.date()
    for shown in (
        f"{'今天' if today else '昨天'} {when:%H:%M}",
        f"{'Today' if today else 'Yesterday'}, {half(when)}",
        f"{'today' if today else 'yesterday'} at {half(when).upper()}",
    ):
        parsed = parse_time(shown, now, zone)
        assert parsed is not None
        assert parsed[0] == when


@settings(max_examples=200)
@given(now=MOMENTS, days=st.integers(2, 6), clock=st.times(), zone=ZONES)
def test_a_weekday_is_the_last_such_day(now: datetime, days: int, clock: object, zone: str) -> None:
    when = start(now.astimezone(ZoneInfo(zone)) - timedelta(days=days), MINUTE)
    for shown in (f"{weekday(when)} at {half(when).upper()}", f"周{han_weekday(when)} {when:%H:%M}"):
        assert parse_time(shown, now, zone) == (when, "minute")


UNITS = [
    ("second", "秒", timedelta(seconds=1)),
    ("minute", "分钟", timedelta(minutes=1)),
    ("hour", "小时", timedelta(hours=1)),
]


@given(now=MOMENTS, number=st.integers(1, 59), unit=st.sampled_from(UNITS), zone=ZONES)
def test_so_long_ago_is_so_long_ago(
    now: datetime, number: int, unit: tuple[str, str, timedelta], zone: str
) -> None:
    english, han, step = unit
    plural = "s" if number > 1 else ""
    for shown in (f"{number} {english}{plural} ago", f"{number} {han}前", f"{number}{han}之前"):
        parsed = parse_time(shown, now, zone)
        assert parsed is not None
        assert parsed[0] == now.replace(microsecond=0) - number * step


PIECES = st.sampled_from(
    [
        "Jan", "January", "五月", "Mon", "周三", "星期日", "at", "am", "pm", "下午", "T", "Z", "UTC",
        "+08:00", "-0500", "12:61", "25:00", "13:00", "1:05", "ago", "前", "minutes",
        "分钟", "天", "周", "年", "月", "日", "时",
        "2024", "99", "31", "30", "2", "1", "-", "/", ".", ",", ":", "today", "昨天", "一",
        "二十", "半", "1614054527", "(", ")", "\xa0", "½", "²", "١",
    ]
)  # fmt: skip


@settings(max_examples=500)
@given(shown=st.lists(PIECES, max_size=9), glue=st.sampled_from(["", " "]), now=MOMENTS, zone=ZONES)
def test_no_sequence_of_such_words_raises_or_lies_ahead(
    shown: list[str], glue: str, now: datetime, zone: str
) -> None:
    parsed = parse_time(glue.join(shown), now, zone)
    assert parsed is None or (parsed[0].tzinfo is not None and parsed[0] <= now)


@given(st.text() | st.integers() | st.floats(), MOMENTS)
def test_no_value_raises_or_lies_ahead(shown: str | int | float, now: datetime) -> None:
    parsed = parse_time(shown, now, "Asia/Shanghai")
    assert parsed is None or parsed[0] <= now


@pytest.mark.parametrize(
    "piece", ["1 ", "1:", "jan ", "周一", "12:00 ", "- ", " ", "a", "1月", "发布", "·", "(", "9"]
)
def test_a_megabyte_takes_no_longer_than_a_line(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    before = process_time()
    parse_time(text, datetime(2026, 3, 5, tzinfo=UTC), "Asia/Shanghai")
    assert process_time() - before < 0.5
