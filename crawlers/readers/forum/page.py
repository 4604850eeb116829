"""What rows and posts of a declared forum share: numbers in addresses, authors, times, counters."""

import re
from dataclasses import dataclass

from parsel import Selector

from crawlers.readers.forum.dates import spelled_out
from crawlers.readers.forum.pick import Picks, first
from crawlers.readers.forum.profile import Patterns
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet
from records.reading import Count, Link

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]\.?M\b\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it: a guest has a name alone."""

    name: str | None
    number: str | None
    link: Link | None


def number_in(address: str | None, patterns: Patterns) -> str | None:
    """The first group that any of ``patterns`` finds in ``address``."""
    found = (pattern.search(address or "") for pattern in patterns)
    return next((group for match in found if match for group in match.groups() if group), None)


def author_of(
    node: Selector, sheet: Sheet, name: Picks, user: Picks, user_id: Picks, numbers: Patterns
) -> Author:
    """The author of a row or post; the account is in the author's address, or where ``user_id`` says."""
    link = sheet.link("user", first(user, node))
    number = first(user_id, node) or number_in(link.url if link else None, numbers)
    return Author(first(name, node), number, link if number else None)


def moment_at(node: Selector, sheet: Sheet, picks: Picks, day_first: bool) -> Moment:
    """The first alternative that can be understood; shown is the first one that is text and no attribute.

    An attribute may hold the day alone while the clock stands in the text: then both make the time.
    ``day_first`` tells how the site prints a date of three numbers.
    """
    found = [(pick, value) for pick in picks for value in [next(pick.values(node), None)] if value]
    shown = next((value for pick, value in found if not pick.attribute), None) or (
        found[0][1] if found else None
    )
    clock = _CLOCK.search(shown or "")
    for _, printed in found:
        value = spelled_out(printed, day_first)
        moment = sheet.moment(value)
        if moment.precision == "day" and clock and not _CLOCK.search(value):
            moment = sheet.moment(f"{value} {clock[0]}")
        if moment.time:
            return Moment(shown, moment.time, moment.precision)
    return Moment(shown)


def counters_of(**shown: str | None) -> dict[str, Count] | None:
    """The counters that are numbers, by name."""
    return {name: count for name, words in shown.items() if (count := parse_count(words))} or None
