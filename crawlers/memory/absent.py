"""What is no longer where it stood: posts of a thread or channel, threads of a list."""

from collections.abc import Iterator

from crawlers.memory.knowledge import Knowledge, KnownThread
from crawlers.memory.learned import Learned, number_of
from crawlers.memory.way import ThreadRow
from crawlers.memory.wording import EXCERPT
from records.visit import JudgedPost

# A list that is ordered anew loses all its rows at once: nobody asks for more than these.
MOST_VANISHED = 50
BEFORE_ALL = -1


class Absent:
    """Compares what a page shows with what stood there."""

    def __init__(self, knowledge: Knowledge, learned: Learned) -> None:
        self.knowledge = knowledge
        self.learned = learned

    def posts(self, posts: tuple[JudgedPost, ...], strand: str) -> list[tuple[str, bool]]:
        """Known posts, each with whether it is a listing, that stood between those shown and are not there.

        Only where the page shows its posts by rising or falling numbers: then nothing else can be between.
        """
        numbers = [number_of(one.post) for one in posts if not one.post.excerpt]
        counted = [number for number in numbers if number is not None]
        if len(counted) < 2 or counted not in (sorted(set(counted)), sorted(set(counted), reverse=True)):
            return []
        shown = {one.listing_id for one in posts}
        between = self.knowledge.between(strand, min(counted), max(counted))
        return [one for one in between if one[0] not in shown and not self.seen_whole(one[0])]

    def seen_whole(self, id_: str) -> bool:
        """Whether this run has read the post itself, not only a row that leads to it."""
        seen = self.learned.post(id_)
        return seen is not None and not seen.text_digest.startswith(EXCERPT)

    def threads(self, rows: tuple[ThreadRow, ...], list_: str, begins: bool) -> list[KnownThread]:
        """Threads whose row stood before or between rows that nothing has moved, and was not shown so far.

        ``begins`` where the page is the first of its list. Whether such a thread is gone, its own address
        will tell.
        """
        shown = {row.key for row in rows}
        found = (
            thread
            for walk, first, last in self._stretches(rows, list_, begins)
            for thread in self.knowledge.threads_between(list_, walk, first, last)
        )
        absent = [one for one in found if one.key not in shown and not self.learned.has_row(one.key)]
        return absent[:MOST_VANISHED]

    def _stretches(
        self, rows: tuple[ThreadRow, ...], list_: str, begins: bool
    ) -> Iterator[tuple[str, int, int]]:
        """By earlier walk: the places from where this run has come to, up to the last row unmoved."""
        places: dict[str, list[int]] = {}
        for row in rows:
            if row.stood:
                places.setdefault(row.stood[0], []).append(row.stood[1])
        for walk, stood in places.items():
            reached = BEFORE_ALL if begins else self.learned.reached(list_, walk)
            yield walk, min(stood) if reached is None else reached, max(stood)
