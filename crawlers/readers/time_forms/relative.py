"""Times counted back from now: ``5 小时 15 分钟前``, ``less than a minute ago``, ``4 weeks ago``."""

import re
from datetime import UTC, datetime, timedelta

from records.reading import Precision

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
# A week is no finer than "month": what is said to lie a week back may lie thirteen days back.
_UNITS: tuple[tuple[str, timedelta, Precision], ...] = (
    (r"秒钟?|seconds?|secs?|s|sekunden?|секунд\w?", timedelta(seconds=1), "second"),
    (r"分钟|分|minutes?|mins?|m|minuten?|минут\w?", timedelta(minutes=1), "minute"),
    (r"个?小时|个?钟头|hours?|hrs?|h|stunden?|час\w{0,2}", timedelta(hours=1), "hour"),
    (r"天|日|days?|d|tag(?:en?)?|день|дн\w{1,2}", timedelta(days=1), "day"),
    (r"周|个?星期|个?礼拜|weeks?|w|wochen?|недел\w", timedelta(days=7), "month"),
    (r"个?月|months?|mo|monate?n?|месяц\w{0,2}", timedelta(days=30), "month"),
    (r"年|years?|yrs?|y|jahre?n?|год\w?|лет", timedelta(days=365), "year"),
)
_STEPS = tuple((re.compile(unit), step, precision) for unit, step, precision in _UNITS)
_UNIT = "|".join(unit for unit, _, _ in _UNITS)
_NUMBER = r"(\d{1,6}|[零一二两三四五六七八九十]{1,3}|半|half an?|an?|eine[mnr]?)"
_AGO = re.compile(
    rf"(?:大?约|about|over|almost)?\s?{_NUMBER}\s?({_UNIT})(?:,?\s?(?:and\s|零|又)?{_NUMBER}\s?({_UNIT}))?"
    r"\s?(?:之?前|以前|ago|назад)"
)
_JUST_NOW = re.compile(
    r"刚刚前?|刚才|just now|now|(?:a|in a) moment(?: ago)?|moments ago|a few seconds ago|seconds ago|"
    r"(?:不到|少于|小于)\s?[1一]\s?分钟之?前|less than (?:a|1|one) minute ago|half a minute ago"
)


def counted_back(text: str, here: datetime) -> tuple[datetime, Precision] | None:
    """The moment so long before ``here``; what is told in days or more begins at midnight."""
    if _JUST_NOW.fullmatch(text):
        return here, "minute"
    german = f"{text[4:]} ago" if text.startswith("vor ") else text
    if not (found := _AGO.fullmatch(german)):
        return None
    number, unit, more, smaller = found.groups()
    step, precision = _step(unit)
    back = step * _count(number)
    if more:
        step, precision = _step(smaller)
        back += step * _count(more)
    moment = (here.astimezone(UTC) - back).astimezone(here.tzinfo)
    if precision in ("day", "month", "year"):
        moment = moment.replace(hour=0, minute=0, second=0, fold=0)
    return moment, precision


def _step(word: str) -> tuple[timedelta, Precision]:
    return next((step, precision) for unit, step, precision in _STEPS if unit.fullmatch(word))


def _count(word: str) -> float:
    """``半小时前`` is what Discuz! prints for anything from 31 to 60 minutes."""
    if word in ("半", "half a", "half an"):
        return 0.5
    if word.startswith(("a", "e")):
        return 1
    if word.isdigit():
        return int(word)
    if "十" not in word:
        return int("".join(str(_DIGITS[sign]) for sign in word))
    tens, _, ones = word.partition("十")
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
