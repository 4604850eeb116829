"""Which site shows which post, and since when."""

import random
from collections import defaultdict

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
OLDEST = 700 * 86_400
NEWEST = 45


def spread(seed: int, ordinary: int, now: int) -> dict[str, tuple[Placed, ...]]:
    """Every site's posts, newest first: the labelled ones and ``ordinary`` everyday ones among them.

    The same seed gives the same posts with the same ages; most are weeks old, about one in eleven is younger
    than an hour.
    """
    posts: dict[str, list[Placed]] = defaultdict(list)
    for posting in (*labelled_postings(), *_everyday(seed, ordinary)):
        site = SITE_OF[posting.source]
        age = _age(random.Random(f"{seed} age {posting.id}"))
        posts[site].append(Placed(posting, now - age))
    return {site: tuple(sorted(placed, key=_order)) for site, placed in posts.items()}


def _everyday(seed: int, ordinary: int) -> list[Posting]:
    chosen = random.Random(f"{seed} shares")
    sources = chosen.choices(list(SHARES), weights=list(SHARES.values()), k=ordinary)
    return everyday(seed, sources)


def _order(placed: Placed) -> tuple[int, str]:
    return -placed.at, placed.posting.id


def _age(chance: random.Random) -> int:
    return NEWEST + int(OLDEST * chance.random() ** 4)
