"""The groups: which address shows which page.

``/group/liaozi/discussion?start=0`` leads to every topic (50 a page, 100 comments a page);
``/group/search?cat=1013&q=`` finds topics that hold a word in title or text. ``/group/private/`` is closed.
"""

from collections.abc import Iterator

from testbed.answer import Answer, Request
from testbed.clock import Clock
from testbed.douban.frame import missing, moved, private_group, wall
from testbed.douban.pages import list_page, search_page, topic_page
from testbed.douban.topics import GROUP, build_topics
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of


class DoubanSite:
    """A site of groups like Douban's; UTF-8."""

    name = "douban"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self.topics = build_topics(placed, seed)
        self._by_number = {str(topic.number): topic for topic in self.topics}

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        start = request.number("start")
        match request.path.strip("/").split("/"):
            case ["robots.txt"]:
                return text_answer("User-agent: *\nDisallow: /people/*/likes\nDisallow: /login\n")
            case ["favicon.ico"] | ["photo", _]:
                return icon_answer()
            case ["group", "search"]:
                return self._search(request.query.get("q", ""), start)
            case ["group", "topic", number]:
                topic = self._by_number.get(number)
                return topic_page(topic, start) if topic else missing()
            case ["group", "private", *_]:
                return private_group()
            case ["group", group, "discussion"] if group == GROUP:
                return list_page(self.topics, start, self._clock.now())
            case ["group", group] if group == GROUP:
                return moved(f"/group/{GROUP}/discussion?start=0")
            case ["group", *_] | ["people", *_]:
                return missing()
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The site's own walls."""
        return wall(kind)

    def truth(self) -> Iterator[Truth]:
        """Listings, the one last written in first."""
        for topic in self.topics:
            if topic.placed.posting.listing:
                key = str(topic.number)
                yield truth_of(
                    topic.placed,
                    site=self.name,
                    platform="douban",
                    post_id=key,
                    thread=key,
                    path=f"/group/topic/{key}/",
                )

    def _search(self, word: str, start: int) -> Answer:
        found = [topic for topic in self.topics if word in f"{topic.title}\n{topic.placed.posting.text}"]
        return search_page(found if word else [], word, start)
