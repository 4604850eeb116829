"""Which site shows which post, and since when."""

import random
from collections import defaultdict
from collections.abc import Sequence

from testbed.everyday import everyday
from testbed.posting import Placed, Posting, labelled_postings

ORDINARY = 1600
SITE_OF = {
    "forum": "board",
    "telegram": "channels",
    "group": "channels",
    "tieba": "bar",
    "weibo": "weibo",
    "market": "market",
}
SHARES = {"forum": 30, "telegram": 26, "tieba": 14, "weibo": 17, "market": 13}
SIDE_LABELLED, SIDE_EVERYDAY = 24, 96
OLDEST = 700 * 86_400
NEWEST = 45


def spread(seed: int, ordinary: int, now: int, sites: Sequence[str] = ()) -> dict[str, tuple[Placed, ...]]:
    """The posts of each site, newest first: the labelled ones and ``ordinary`` everyday ones among them.

    Any of ``sites`` for which no posting was written gets some of the forum's.

    The same seed gives the same posts with the same ages; most are weeks old, about one in eleven is younger
    than an hour.
    """
    posts: dict[str, list[Placed]] = defaultdict(list)
    for posting in (*labelled_postings(), *_everyday(seed, ordinary)):
        site = SITE_OF[posting.source]
        age = _age(random.Random(f"{seed} age {posting.id}"))
        posts[site].append(Placed(posting, now - age))
    for site in sites:
        posts[site] = posts[site] or _side_posts(seed, site, now)
    return {site: tuple(sorted(placed, key=_order)) for site, placed in posts.items()}


def _side_posts(seed: int, site: str, now: int) -> list[Placed]:
    """What a site shows for which no posting is written: some of the forum's listings, and everyday posts."""
    chance = random.Random(f"{seed} side {site}")
    forum = [posting for posting in labelled_postings() if posting.source == "forum"]
    postings = [
        *chance.sample(forum, SIDE_LABELLED),
        *everyday(chance.randrange(10**9), ["forum"] * SIDE_EVERYDAY),
    ]
    return [Placed(posting, now - _age(chance)) for posting in postings]


def _everyday(seed: int, ordinary: int) -> list[Posting]:
    chosen = random.Random(f"{seed} shares")
    sources = chosen.choices(list(SHARES), weights=list(SHARES.values()), k=ordinary)
    return everyday(seed, sources)


def _order(placed: Placed) -> tuple[int, str]:
    return -placed.at, placed.posting.id


def _age(chance: random.Random) -> int:
    return NEWEST + int(OLDEST * chance.random() ** 4)
