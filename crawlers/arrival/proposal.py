"""The declaration that one look at a place suggests."""

from dataclasses import replace

from crawlers.arrival.arrival import Arrival
from crawlers.arrival.draft import Draft
from crawlers.arrival.zone_guess import guess_zone
from crawlers.egress.hosts import host_of, inside
from crawlers.readers.addresses import absolute
from records.page import Page
from records.reading import Post
from records.source import DIRECT, Expectation, Pace, Source

POLITE = Pace(delay=3.0)
# Nobody is kept waiting by a machine of our own.
AT_HOME = Pace(delay=0.0, concurrency=4, pages=20_000)
# What a healthy page of posts nearly always has; the text itself is a matter of course.
WORTH_EXPECTING = ("author_name", "time", "title", "text")


def propose(
    arrival: Arrival,
    page: Page,
    *,
    purpose: str | None = None,
    private: bool = False,
    egress: str = DIRECT,
    tags: tuple[str, ...] = (),
    given: frozenset[str] = frozenset(),
) -> Draft:
    """A draft for an arrival of a known family whose last page is ``page``."""
    found = arrival.found[0]
    pattern = arrival.pattern
    zone, reason = guess_zone(page, pattern.zone if pattern else "Asia/Shanghai")
    expect, seen = expectation(arrival, pattern)
    return Draft(
        title=(arrival.title if arrival.outcome != "wall" else "") or host_of(page.url),
        family=found.family,
        version=found.version,
        start=absolute(page.url, page.url) or page.url,
        hosts=pattern.hosts if pattern and inside(page.url, pattern.hosts) else (host_of(page.url),),
        zone=zone,
        zone_reason=reason,
        pace=_pace(arrival, pattern, private),
        expect=expect,
        expect_reason=seen,
        day=f"{page.fetched_at:%Y-%m-%d}",
        notes=_notes(arrival, page),
        pattern=pattern,
        boards=arrival.boards,
        purpose=purpose,
        private=private,
        egress=egress,
        tags=tags,
        given=given - {"pace"} if arrival.reply.robots.delay else given,
    )


def expectation(arrival: Arrival, pattern: Source | None) -> tuple[Expectation, str]:
    """As many posts as this one page shows or leads to, and the fields that all of its posts have filled."""
    posts = arrival.reading.posts
    count = max(len(posts), arrival.threads)
    if not count:
        fields = tuple(field for field in WORTH_EXPECTING if pattern and field in pattern.expect.fields)
        return Expectation(posts=1, fields=fields), "no post was seen yet: set it after the first run"
    wanted = dict.fromkeys((*WORTH_EXPECTING[:2], *(pattern.expect.fields if pattern else ())))
    fields = tuple(field for field in wanted if all(_filled(post, field) for post in posts))
    return Expectation(
        posts=count, fields=fields
    ), f"this page shows {len(posts)} posts, {arrival.threads} threads"


def _filled(post: Post, field: str) -> bool:
    # A row of a list has its text on a page of its own.
    return getattr(post, field) not in (None, "", ()) or (post.excerpt and field in ("text", "floor"))


def _pace(arrival: Arrival, pattern: Source | None, private: bool) -> Pace:
    """Polite, no faster than the family's example, and as slow as robots.txt asks for."""
    asked = arrival.reply.robots.delay or 0.0
    if private:
        return replace(AT_HOME, delay=asked)
    usual = pattern.pace if pattern and "testbed" not in pattern.tags else POLITE
    return replace(usual, delay=max(POLITE.delay, usual.delay, asked), concurrency=POLITE.concurrency)


def _notes(arrival: Arrival, page: Page) -> str:
    state = f"{arrival.reading.state.value} on {page.fetched_at:%Y-%m-%d}"
    return f"{arrival.found[0].told}; charset {arrival.charset or 'not seen'}; {state}"
