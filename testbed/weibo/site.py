"""The microblog: which address gives which answer.

``/api/container/getIndex?containerid=100103type%3D61%26q%3D{word}&page_type=searchall&page=N`` finds statuses
that hold every word of ``word`` in text or author. An empty ``word`` (``q%3D``) gives all of them, newest
first, 10 a page. ``/ajax/`` and ``/weibo?q=`` are what the real one serves on other hosts.
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
from testbed.weibo.cards import STATUSES_PER_PAGE, by_cursor, by_page, cards_of
from testbed.weibo.comments import hotflow
from testbed.weibo.desktop import Desktop
from testbed.weibo.pages import account_gone, detail_page, shell, status_gone
from testbed.weibo.statuses import Author, Status, Statuses, build_statuses
from testbed.weibo.walls import wall
from testbed.weibo.words import long_time, short_time, status_html

SEARCH, OF_USER, USER = "100103", "107603", "100505"


class WeiboSite:
    """An m.weibo.cn-like site; UTF-8; 10 statuses a page."""

    name = "weibo"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self._statuses = Statuses(build_statuses(placed, seed))
        self._desktop = Desktop(self._statuses, clock)

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
            case ["comments", "hotflow"]:
                return self._comments(request)
            case ["detail" | "status", mid]:
                return self._detail(mid, request)
            case ["n", name]:
                return self._named(name)
            case ["weibo"] | ["ajax", *_]:
                return self._desktop.answer(request)
            case [""] | ["search"] | ["u", _]:
                return shell()
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The site's own walls."""
        return wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings, newest first."""
        for status in self._statuses.all:
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
        author = self._statuses.author(uid)
        if author is None:
            return account_gone()
        if container.startswith(OF_USER):
            return self._of_user(author, container, request)
        return json_answer(
            {"ok": 1, "data": {"userInfo": user(author), "containerid": f"{USER}{author.uid}"}}
        )

    def _search(self, container: str, request: Request) -> Answer:
        found = self._statuses.holding(parse_qs(container.removeprefix(SEARCH)).get("q", [""])[0])
        page = max(request.number("page", 1), 1)
        shown = found[(page - 1) * STATUSES_PER_PAGE : page * STATUSES_PER_PAGE]
        blogs = [self._mblog(status, long_time(status.placed.at), request) for status in shown]
        return cards_of(container, blogs, by_page(len(found), page))

    def _of_user(self, author: Author, container: str, request: Request) -> Answer:
        """By cursor, ``since_id``; the older ``page`` works as well."""
        own = self._statuses.of(author)
        page = max(request.number("page", 1), 1)
        shown, cursor = self._statuses.after(own, request.query.get("since_id", ""), page, STATUSES_PER_PAGE)
        now = self._clock.now()
        blogs = [self._mblog(status, short_time(status.placed.at, now), request) for status in shown]
        return cards_of(container, blogs, by_cursor(len(own), cursor))

    def _mblog(self, status: Status, created: str, request: Request) -> dict[str, Any]:
        return mblog(status, self._statuses.original(status), created, request.base)

    def _part(self, what: str, request: Request) -> Answer:
        status = self._statuses.find(request.query.get("id", ""))
        if status is None:
            return json_answer({"ok": 0, "msg": "微博不存在或暂无查看权限!", "errno": "20101"})
        if what == "show":
            return json_answer({"ok": 1, "data": self._mblog(status, long_time(status.placed.at), request)})
        reposts, comments, likes = status.counts
        counts = {"reposts_count": reposts, "comments_count": comments, "attitudes_count": likes}
        return json_answer(
            {"ok": 1, "data": {"ok": 1, "longTextContent": status_html(status, whole=True), **counts}}
        )

    def _comments(self, request: Request) -> Answer:
        status = self._statuses.find(request.query.get("mid", "") or request.query.get("id", ""))
        if status is None:
            return json_answer({"ok": 0, "msg": "微博不存在或暂无查看权限!", "errno": "20101"})
        return json_answer(hotflow(status, request.number("max_id")))

    def _detail(self, mid: str, request: Request) -> Answer:
        status = self._statuses.find(mid)
        if status is None:
            return status_gone()
        blog = self._mblog(status, long_time(status.placed.at), request)
        blog |= {"text": status_html(status, whole=True), "status_title": status.placed.posting.text[:16]}
        return detail_page(status.author.name, blog)

    def _named(self, name: str) -> Answer:
        author = next((s.author for s in self._statuses.all if s.author.name == name), None)
        return redirect_answer(f"/u/{author.uid}") if author else status_gone()
