"""The microblog: which address gives which JSON.

``/api/container/getIndex?containerid=100103type%3D61%26q%3D{word}&page_type=searchall&page=N`` finds statuses
that hold every word of ``word`` in text or author. An empty ``word`` (``q%3D``) gives all of them, newest
first, 10 a page.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

from testbed.answer import Answer, Request, json_answer, redirect_answer
from testbed.clock import Clock
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of
from testbed.weibo.blogs import mblog, user
from testbed.weibo.cards import STATUSES_PER_PAGE, cards_of
from testbed.weibo.pages import account_gone, detail_page, shell, status_gone
from testbed.weibo.statuses import Author, Status, build_statuses
from testbed.weibo.walls import wall
from testbed.weibo.words import long_time, short_time, status_html

SEARCH, OF_USER, USER = "100103", "107603", "100505"


class WeiboSite:
    """An m.weibo.cn-like site; UTF-8; 10 statuses a page."""

    name = "weibo"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self._statuses = build_statuses(placed, seed)
        self._by_mid = {str(status.mid): status for status in self._statuses}
        self._by_mid |= {status.bid: status for status in self._statuses}

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        match request.path.strip("/").split("/"):
            case ["robots.txt"]:
                return text_answer("User-agent: *\nDisallow: /n/\nDisallow: /login\n")
            case ["favicon.ico"] | ["photo" | "face", _]:
                return icon_answer()
            case ["api", "container", "getIndex"]:
                return self._index(request)
            case ["statuses", "extend" | "show" as what]:
                return self._part(what, request)
            case ["detail" | "status", mid]:
                return self._detail(mid, request)
            case ["n", name]:
                return self._named(name)
            case [""] | ["search"] | ["u", _]:
                return shell()
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The site's own walls."""
        return wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings, newest first."""
        for status in self._statuses:
            if status.placed.posting.listing:
                path, key = f"/detail/{status.mid}", str(status.mid)
                yield truth_of(
                    status.placed, site=self.name, platform="weibo", post_id=key, thread=None, path=path
                )

    def _index(self, request: Request) -> Answer:
        container = request.query.get("containerid", "")
        if container.startswith(SEARCH):
            return self._search(container, request)
        uid = (
            container.removeprefix(OF_USER)
            if container.startswith(OF_USER)
            else request.query.get("value", "")
        )
        author = next((s.author for s in self._statuses if str(s.author.uid) == uid), None)
        if author is None:
            return account_gone()
        if container.startswith(OF_USER):
            return self._of_user(author, container, request)
        return json_answer(
            {"ok": 1, "data": {"userInfo": user(author), "containerid": f"{USER}{author.uid}"}}
        )

    def _search(self, container: str, request: Request) -> Answer:
        words = parse_qs(container.removeprefix(SEARCH)).get("q", [""])[0].lower().split()
        found = [status for status in self._statuses if _holds(status, words)]
        blogs = [
            self._mblog(status, long_time(status.placed.at), request) for status in _page(found, request)
        ]
        return cards_of(container, blogs, len(found), request)

    def _of_user(self, author: Author, container: str, request: Request) -> Answer:
        own = [status for status in self._statuses if status.author == author]
        now = self._clock.now()
        blogs = [
            self._mblog(status, short_time(status.placed.at, now), request) for status in _page(own, request)
        ]
        return cards_of(container, blogs, len(own), request)

    def _mblog(self, status: Status, created: str, request: Request) -> dict[str, Any]:
        original = self._by_mid.get(str(status.quoted)) if status.quoted else None
        return mblog(status, original, created, request.base)

    def _part(self, what: str, request: Request) -> Answer:
        status = self._by_mid.get(request.query.get("id", ""))
        if status is None:
            return json_answer({"ok": 0, "msg": "微博不存在或暂无查看权限!", "errno": "20101"})
        if what == "show":
            return json_answer({"ok": 1, "data": self._mblog(status, long_time(status.placed.at), request)})
        reposts, comments, likes = status.counts
        counts = {"reposts_count": reposts, "comments_count": comments, "attitudes_count": likes}
        return json_answer(
            {"ok": 1, "data": {"ok": 1, "longTextContent": status_html(status, whole=True), **counts}}
        )

    def _detail(self, mid: str, request: Request) -> Answer:
        status = self._by_mid.get(mid)
        if status is None:
            return status_gone()
        blog = self._mblog(status, long_time(status.placed.at), request)
        blog |= {"text": status_html(status, whole=True), "status_title": status.placed.posting.text[:16]}
        return detail_page(status.author.name, blog)

    def _named(self, name: str) -> Answer:
        author = next((s.author for s in self._statuses if s.author.name == name), None)
        return redirect_answer(f"/u/{author.uid}") if author else status_gone()


def _holds(status: Status, words: list[str]) -> bool:
    searched = f"{status.placed.posting.text}\n{status.author.name}".lower()
    return all(word in searched for word in words)


def _page(statuses: list[Status], request: Request) -> list[Status]:
    start = (max(request.number("page", 1), 1) - 1) * STATUSES_PER_PAGE
    return statuses[start : start + STATUSES_PER_PAGE]
