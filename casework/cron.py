"""Cron expressions in a zone: when a schedule is due, right across changes of daylight saving time.

A fixed hour skipped in spring is due at the first moment after the gap; one that comes twice in autumn is due
once. Interval expressions (``*/30``) follow real time. (Debian cron's rules, kept by cronsim.)
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from casework.fault import CaseworkError


def read_zone(name: str) -> ZoneInfo:
    """The IANA zone called ``name``.

    Raises:
        CaseworkError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (OSError, ValueError) as error:
        raise CaseworkError(
            "time zone {name!r} is no IANA zone (such as Asia/Shanghai)", name=name
        ) from error
    except KeyError as error:
        raise CaseworkError(
            "time zone {name!r} is unknown (IANA names look like Asia/Shanghai)", name=name
        ) from error


def check_cron(cron: str) -> None:
    """Let a five-field expression that is due some day pass.

    Raises:
        CaseworkError: it cannot be read, has other than five fields, or never comes due.
    """
    if len(cron.split()) != 5:
        raise CaseworkError(
            "cron expression {cron!r} needs five fields: minute hour day month weekday", cron=cron
        )
    try:
        next(CronSim(cron, datetime.now(UTC)))
    except CronSimError as error:
        raise CaseworkError(
            "cron expression {cron!r} cannot be read: {error}", cron=cron, error=error
        ) from error
    except StopIteration as error:
        raise CaseworkError("cron expression {cron!r} never comes due", cron=cron) from error


def due_times(cron: str, zone: str, after: datetime) -> Iterator[datetime]:
    """The times due after ``after`` (aware), in the zone, for ever."""
    return iter(CronSim(cron, after.astimezone(read_zone(zone))))


def last_due(cron: str, zone: str, now: datetime) -> datetime:
    """The latest time due at or before ``now`` (aware), in the zone."""
    # Looking back excludes the starting second itself.
    start = (now.astimezone(UTC) + timedelta(seconds=1)).replace(microsecond=0)
    return next(iter(CronSim(cron, start.astimezone(read_zone(zone)), reverse=True)))
