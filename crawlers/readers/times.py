"""The one parser of shown times: Chinese relative and calendar forms, unix numbers, RFC-like, ISO 8601."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from records.reading import Precision

Parsed = tuple[datetime, Precision]
# Clocks differ: a time this little ahead of the fetch was printed "now".
SKEW = timedelta(minutes=10)

_LEAD = re.compile(r"^(?:最后)?(?:发表|发布|编辑|回复|更新|发帖|创建)(?:时间)?\s*(?:于|:)?\s*")
_TAIL = re.compile(r"\s*(?:via\s.*|来自.*|•.*|发布|发表)$", re.IGNORECASE | re.DOTALL)
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_NUMBER = r"(\d{1,6}|[零一二两三四五六七八九十]{1,3}|半)"
_UNIT = r"(秒钟?|分钟|分|个?小时|个?钟头|天|日|周|个?星期|个?月|年)"
_AGO = re.compile(rf"(?:约|大约)?\s*{_NUMBER}\s*{_UNIT}\s*(?:{_NUMBER}\s*{_UNIT}\s*)?(?:之?前|以前)")
_CLOCK = r"(?:\s*(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)"
_DAY = re.compile(rf"(今天|今日|昨天|昨日|前天){_CLOCK}?")
_ONLY_CLOCK = re.compile(_CLOCK)
_YMD = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*日?{_CLOCK}?")
_MD = re.compile(rf"(\d{{1,2}})\s*[-/月]\s*(\d{{1,2}})\s*日?{_CLOCK}?")
_YM = re.compile(r"(\d{4})\s*[-/年]\s*(\d{1,2})\s*月?")
_RFC = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}) (\d{4})")
_UNIX = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\S+")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_UNITS: dict[str, tuple[timedelta, Precision]] = {
    "秒": (timedelta(seconds=1), "second"),
    "分": (timedelta(minutes=1), "minute"),
    "时": (timedelta(hours=1), "hour"),
    "天": (timedelta(days=1), "day"),
    "周": (timedelta(days=7), "day"),
    "月": (timedelta(days=30), "month"),
    "年": (timedelta(days=365), "month"),
}


def parse_time(shown: str | int | float | None, now: datetime, zone: str) -> Parsed | None:
    """The moment a page printed as ``shown``, and how exactly it said so; None where it cannot be read.

    ``now`` is the (aware) time of the fetch, against which relative forms count; ``zone`` the IANA zone the
    site prints in. A form with an offset of its own keeps it. The moment is never later than ``now``: up to
    ten minutes ahead are clocks that differ and become ``now``; a month and day without a year, or a clock
    without a day, that would lie ahead belong to the year or day before; no other time ahead is believed.
    Days and months begin at their first midnight in ``zone``.
    """
    text = _plain(shown)
    here = now.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    for form in (_unix, _iso, _rfc, _just_now, _ago, _named_day, _clock, _year_day, _year_month, _month_day):
        try:
            parsed = form(text, here)
        except (ValueError, OverflowError):  # the 31st of February, the year 0, 25 o'clock
            return None
        if parsed:
            return _not_ahead(parsed, now)
    return None


def _plain(shown: str | int | float | None) -> str:
    """Half-width, single spaces, without the words around the time."""
    if isinstance(shown, bool) or shown is None:
        return ""
    text = " ".join(unicodedata.normalize("NFKC", str(shown))[:200].split())
    return _TAIL.sub("", _LEAD.sub("", text)).strip()


def _not_ahead(parsed: Parsed, now: datetime) -> Parsed | None:
    """The moment, or ``now`` where a clock was fast, or None."""
    moment, precision = parsed
    ahead = moment.astimezone(UTC) - now.astimezone(UTC)
    if ahead <= timedelta(0):
        return parsed
    return (now.astimezone(moment.tzinfo), precision) if ahead <= SKEW else None


def _unix(text: str, here: datetime) -> Parsed | None:
    if not _UNIX.fullmatch(text):
        return None
    number = float(text)
    seconds = number / 1000 if number >= 10**11 else number
    return datetime.fromtimestamp(int(seconds), here.tzinfo), "second"


def _iso(text: str, here: datetime) -> Parsed | None:
    if not _ISO.fullmatch(text):
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=here.tzinfo), "second"


def _rfc(text: str, here: datetime) -> Parsed | None:
    """``Tue Feb 23 12:28:47 +0800 2021``, without asking the locale for the month."""
    if not (found := _RFC.fullmatch(text)):
        return None
    month, day, clock, offset, year = found.groups()
    number = _MONTHS.index(month) // 3 + 1
    return datetime.strptime(f"{year} {number} {day} {clock} {offset}", "%Y %m %d %H:%M:%S %z"), "second"


def _just_now(text: str, here: datetime) -> Parsed | None:
    return (here, "minute") if text in ("刚刚", "刚才", "刚刚前") else None


def _ago(text: str, here: datetime) -> Parsed | None:
    """``5 小时 15 分钟前``; ``半小时前`` is what Discuz! prints for anything from 31 to 60 minutes."""
    if not (found := _AGO.fullmatch(text)):
        return None
    number, unit, more, smaller = found.groups()
    step, precision = _unit(unit)
    back = step * _count(number)
    if more:
        step, precision = _unit(smaller)
        back += step * _count(more)
    moment = (here.astimezone(UTC) - back).astimezone(here.tzinfo)
    return (_midnight(moment), precision) if precision in ("day", "month") else (moment, precision)


def _unit(word: str) -> tuple[timedelta, Precision]:
    key = word.removesuffix("钟").removesuffix("钟头").removeprefix("个")
    key = {"小时": "时", "": "时", "日": "天", "星期": "周"}.get(key, key)
    return _UNITS[key]


def _count(word: str) -> float:
    if word == "半":
        return 0.5
    if word.isdigit():
        return int(word)
    if "十" not in word:
        return int("".join(str(_DIGITS[sign]) for sign in word))
    tens, _, ones = word.partition("十")
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _named_day(text: str, here: datetime) -> Parsed | None:
    if not (found := _DAY.fullmatch(text)):
        return None
    back = {"今": 0, "昨": 1, "前": 2}[text[0]]
    return _at(_midnight(here) - timedelta(days=back), found.groups()[1:])


def _clock(text: str, here: datetime) -> Parsed | None:
    """A clock alone is today's, or yesterday's where today's is still to come."""
    if not (found := _ONLY_CLOCK.fullmatch(text)):
        return None
    moment, precision = _at(_midnight(here), found.groups())
    return (moment - timedelta(days=1) if moment - here > SKEW else moment), precision


def _year_day(text: str, here: datetime) -> Parsed | None:
    if not (found := _YMD.fullmatch(text)):
        return None
    year, month, day, *clock = found.groups()
    return _at(datetime(int(year), int(month), int(day), tzinfo=here.tzinfo), tuple(clock))


def _year_month(text: str, here: datetime) -> Parsed | None:
    if not (found := _YM.fullmatch(text)):
        return None
    return datetime(int(found[1]), int(found[2]), 1, tzinfo=here.tzinfo), "month"


def _month_day(text: str, here: datetime) -> Parsed | None:
    """The last such day that is not ahead; the 29th of February goes back to the last leap year."""
    if not (found := _MD.fullmatch(text)):
        return None
    month, day, *clock = found.groups()
    for year in range(here.year, here.year - 9, -1):
        if (int(month), int(day)) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
            continue
        parsed = _at(datetime(year, int(month), int(day), tzinfo=here.tzinfo), tuple(clock))
        if parsed[0] - here <= SKEW:
            return parsed
    return None


def _at(day: datetime, clock: tuple[str | None, ...]) -> Parsed:
    """``day`` at the clock ``(half of the day, hour, minute, second)``, whatever of it is given."""
    half, hour, minute, second = clock
    if hour is None or minute is None:
        return day, "day"
    number = int(hour)
    if half in ("下午", "晚上") and number < 12:
        number += 12
    return day.replace(
        hour=number, minute=int(minute), second=int(second or 0)
    ), "second" if second else "minute"


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
