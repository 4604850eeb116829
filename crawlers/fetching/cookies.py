"""Cookies without a word to anybody else."""

from collections import Counter
from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import cookies
from scrapy.http import Response
from tldextract import TLDExtract

from crawlers.session.live import LiveSession, session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# RFC 6265, 6.1, says what a client keeps at least; more is a flood.
MOST_COOKIES, LONGEST_COOKIE = 50, 4096
# Scrapy's extractor fetches the list of public suffixes from the Internet at the first cookie. The list
# inside the package does; no site but the declared ones is ever contacted.
cookies._split_domain = TLDExtract(suffix_list_urls=(), include_psl_private_domains=True)


class Cookies(cookies.CookiesMiddleware):
    """Scrapy's middleware over the packaged list of public suffixes, with the source's session."""

    session: LiveSession | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Begin with what the source's session holds, where it has one."""
        made = super().from_crawler(crawler)
        made.session = session_of(crawler)
        if made.session:
            made.jars[None] = made.session.jar
        return made

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Take the answer's cookies, within bounds; those of a session are kept at once, for a run may be
        killed.
        """
        bound_given(response)
        if self.session is None:
            super().process_response(request, response)
            self.bound(request)
            return response
        if not request.meta.get("render"):  # a browser has told the session itself
            super().process_response(request, response)
            self.bound(request)
            self.session.learn_from_jar()
        return response

    def bound(self, request: Request) -> None:
        """Forget what a domain set beyond its share; what it had set before stays."""
        jar = self.jars[request.meta.get("cookiejar")]
        kept: Counter[str] = Counter()
        for cookie in list(jar) if len(jar) > MOST_COOKIES else ():
            kept[cookie.domain] += 1
            if kept[cookie.domain] > MOST_COOKIES:
                jar.clear(cookie.domain, cookie.path, cookie.name)


def bound_given(response: Response) -> None:
    """Leave no more of an answer's cookies than may be kept."""
    given = response.headers.getlist("Set-Cookie")
    if given:
        short = [value for value in given if len(value) <= LONGEST_COOKIE]
        response.headers.setlist("Set-Cookie", short[:MOST_COOKIES])
