"""Where a walk through a list may end: where nothing is new, and nothing new can stand behind it."""

from itertools import pairwise

from crawlers.memory.knowledge import Knowledge
from crawlers.memory.learned import Learned
from crawlers.memory.wording import brings_news
from records.reading import Post
from records.source import Mode
from records.visit import JudgedPost

# That a thread has vanished shows in its list only: one page of so many may be a list with nothing new.
QUIET_SHARE = 10
# Pinned posts stand out of their order.
ORDERLY = 0.8


class Ends:
    """The ends of one run in a ``mode`` that may read so many ``pages``."""

    def __init__(self, mode: Mode, pages: int, knowledge: Knowledge, learned: Learned) -> None:
        self.mode = mode
        self.pages = pages
        self.knowledge = knowledge
        self.learned = learned

    def is_quiet(self, posts: tuple[JudgedPost, ...]) -> bool:
        """Whether a list shows posts, and none that memory does not have as it stands there."""
        return bool(posts) and all(map(self._is_known, posts))

    def may_stop(self, in_order: bool, of_threads: bool) -> bool:
        """Whether the newest are all seen once a list is quiet.

        Posts in the order of time have nothing new behind known ones; where the order is another, or threads
        are listed, some more pages are looked at.
        """
        if self.mode == "backfill":
            return False
        if in_order and not of_threads:
            return True
        return self.learned.quiet_pages() >= self.pages // QUIET_SHARE

    def _is_known(self, judged: JudgedPost) -> bool:
        seen = self.knowledge.post(judged.listing_id)
        if seen is None or seen.loose or (seen.gone and not judged.post.excerpt):
            return False
        return not brings_news(judged.post, seen.text_digest)


def in_order_of_time(posts: tuple[Post, ...]) -> bool:
    """Whether nearly all posts stand in the order of time, this way or that."""
    times = [post.time for post in posts if post.time is not None]
    steps = list(pairwise(times))
    rising = sum(one <= other for one, other in steps)
    falling = sum(one >= other for one, other in steps)
    return bool(times) and max(rising, falling) >= ORDERLY * len(steps)
