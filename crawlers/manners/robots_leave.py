"""Leave not to obey robots.txt: given by a named person, for a reason, until a named day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from records.source import Source

SAID = {
    "allows": "allows this address",
    "forbids": "forbids this address",
    "unavailable": "could not be had",
}


def overrules(source: Source) -> bool:
    """Whether robots.txt is not obeyed for ``source`` today, by leave of a named person until a named day."""
    until = source.robots_until
    return source.robots == "ignore-with-reason" and until is not None and today(source.zone) <= until


def today(zone: str) -> date:
    """The day it is in the IANA ``zone``."""
    return datetime.now(UTC).astimezone(ZoneInfo(zone)).date()


def ruling(source: Source, verdict: str) -> str:
    """How robots.txt was treated, for the evidence: what it says, and by whose leave it was not gone by."""
    pace = f"one request in {source.pace.delay:g} s"
    if not overrules(source):
        return f"obeyed: robots.txt {SAID[verdict]}; {pace}"
    return (
        f"not obeyed until {source.robots_until}: robots.txt {SAID[verdict]};"
        f" reason: {source.robots_reason}; approved by {source.approver}; {pace}"
    )
