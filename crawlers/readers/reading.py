"""The one door to every reader: what a page says, whoever built the site."""

from dataclasses import replace

from crawlers.charset import charset_of
from crawlers.completeness.soft_caps import with_cap
from crawlers.files.policy import POLICY, offered_by
from crawlers.readers.answers import common_answer
from crawlers.readers.attached import with_mentioned
from crawlers.readers.challenges import find_challenge
from crawlers.readers.clean import clean
from crawlers.readers.families import family_of
from crawlers.readers.parsable import MOST_TAGS, is_overlong
from crawlers.readers.sheet import MOST_POSTS
from records.page import Page
from records.reading import UNOBSERVED, Reading, State
from records.source import Select

# What a page says that its rest may say otherwise.
UNDECIDED = (State.ITEMS, State.EMPTY, State.UNKNOWN)


def read(page: Page, family: str, zone: str, select: Select | None = None) -> Reading:
    """What ``page`` says, read as a page of ``family`` whose site prints times in the IANA ``zone``.

    ``select`` are the source's own selectors (docs/sources.md).

    What a family says by status alone comes first (its own redirects and codes), then what every site means
    by it, then the words of the page. A challenge is only recognised where the family understood nothing:
    posts beat markers, so a post *about* a challenge page is a post. Pure; no page makes it raise.

    Raises:
        KeyError: there is no such family (``FAMILIES`` has their names).
        SourceError: ``select`` is declared wrongly.
    """
    if offered := offered_by(page.exchange):
        return Reading(State.OUT_OF_SCOPE, f"{POLICY}: {offered}; digest {UNOBSERVED}")
    own = family_of(family, select)
    answer = own.answer(page) or common_answer(page)
    if answer:
        return clean(answer)
    if page.failure and not page.content and page.rendering is None:
        return Reading(State.UNKNOWN, page.failure)
    reading = own.read(page, zone)
    if reading.state is State.UNKNOWN:
        reading = find_challenge(page) or reading
    reading = with_cap(_cut(page, with_mentioned(reading)), family, page.url)
    return clean(replace(reading, charset=charset_of(page)))


def _cut(page: Page, reading: Reading) -> Reading:
    """The reading of a body that did not come whole: what it holds counts, and that it is not all is said."""
    reason = page.exchange.truncated if page.exchange else None
    if len(reading.posts) >= MOST_POSTS:
        why = f"{len(reading.posts)} posts on one page: there may be more that were not read"
        return replace(reading, state=State.TOO_LARGE, why=why)
    if is_overlong(page):
        return replace(reading, state=State.TOO_LARGE, why=f"only the first {MOST_TAGS} tags were read")
    if page.failure and page.content:
        return replace(reading, state=State.TOO_LARGE, why=page.failure)
    if not reason:
        return reading
    why = f"body cut ({reason}) after {len(page.content)} bytes"
    if reason == "length":
        return replace(reading, state=State.TOO_LARGE, why=why)
    if page.broken_off and reading.state in UNDECIDED:
        return replace(reading, state=State.UNREACHABLE, why=why)
    return replace(reading, why=f"{reading.why}; {why}" if reading.why else why)
