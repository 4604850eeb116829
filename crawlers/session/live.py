"""A session in use: one set of cookies for the plain fetch and the browser of a process."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import msgspec
from scrapy.http.cookies import CookieJar

from crawlers.egress.hosts import declares
from crawlers.session.cookies import from_jar, to_jar
from crawlers.session.safe import Safe
from crawlers.session.saved import SavedSession
from crawlers.session.state import BrowserState, Cookie
from crawlers.spider_source import source_of
from records.wire import builtins

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_sessions: "WeakKeyDictionary[Crawler, LiveSession]" = WeakKeyDictionary()


def session_of(crawler: "Crawler") -> "LiveSession | None":
    """The session of the crawler's source, opened once; None where it has none.

    Raises:
        SessionError: it is not there, or does not open.
    """
    source = source_of(crawler)
    if source.session is None:
        return None
    if crawler not in _sessions:
        safe = Safe(Path(crawler.settings["SESSIONS_HOME"]))
        _sessions[crawler] = LiveSession(safe, safe.open(source.session), source.hosts)
    return _sessions[crawler]


class LiveSession:
    """What the sites set and take back changes the saved session, too: many hand out a new key at every turn.

    Only what belongs to ``hosts`` is taken from it and given back.
    """

    def __init__(self, safe: Safe, saved: SavedSession, hosts: tuple[str, ...]) -> None:
        self.safe, self.saved, self.hosts = safe, saved, hosts
        self.origins = saved.state.only_for(hosts).origins
        now = datetime.now(UTC).timestamp()
        self.known = {
            one.place: one for one in saved.state.only_for(hosts).cookies if one.path and one.lives(now)
        }
        self.jar = CookieJar()
        for cookie in self.known.values():
            self.jar.set_cookie(to_jar(cookie))

    @property
    def name(self) -> str:
        """The name under which it is kept."""
        return self.saved.name

    def browser_state(self) -> dict[str, Any]:
        """The state of a new browser context (Playwright's ``storage_state``)."""
        state: dict[str, Any] = builtins(BrowserState(tuple(self.known.values()), self.origins))
        return state

    def browser_cookies(self) -> list[dict[str, Any]]:
        """The cookies as they are now (for Playwright's ``add_cookies``)."""
        cookies: list[dict[str, Any]] = self.browser_state()["cookies"]
        return cookies

    def learn_from_jar(self) -> None:
        """Keep what answers to plain requests have changed."""
        self._learn({one.place: one for one in map(from_jar, self.jar)})

    def learn_from_browser(self, cookies: list[Any]) -> None:
        """Keep what a browser's context holds now (Playwright's ``cookies()``)."""
        held = BrowserState(tuple(msgspec.convert(cookies, list[Cookie]))).only_for(self.hosts).cookies
        self._learn({one.place: one for one in held})
        self.jar.clear()
        for cookie in held:
            self.jar.set_cookie(to_jar(cookie))

    def secrets(self) -> frozenset[str]:
        """Every value that could let somebody in; short ones say nothing and stand in many places."""
        values = [one.value for one in (*self.known.values(), *self.saved.state.cookies)]
        values += [one.value for origin in self.origins for one in origin.localStorage]
        return frozenset(value for value in values if len(value) >= SHORTEST_SECRET)

    def is_shown_beyond(self, host: str, port: int) -> bool:
        """Whether a browser would show ``host``, none of the source's, what lets somebody in: cookies of a
        domain go to all below it, and to every port.
        """
        if declares(self.hosts, host, port):
            return False
        return any(one.reaches(host) for one in self.saved.essential())

    def _learn(self, held: dict[tuple[str, str, str], Cookie]) -> None:
        fresh = [one for place, one in held.items() if self.known.get(place) != one]
        gone = [place for place in self.known if place not in held]
        if not fresh and not gone:
            return
        self.known, given = held, self.saved.saved_at

        def changed(kept: SavedSession) -> SavedSession:
            # A session given anew meanwhile is not overwritten by what the old one was handed.
            return kept.with_cookies(fresh, gone) if kept.saved_at == given else kept

        self.safe.change(self.name, changed)


SHORTEST_SECRET = 8
