"""Cookies without a word to anybody else."""

from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import cookies
from scrapy.http import Response
from tldextract import TLDExtract

from crawlers.session.live import LiveSession, session_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

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
        """Take the answer's cookies; those of a session are kept at once, for a run may be killed."""
        if self.session is None:
            return super().process_response(request, response)
        if not request.meta.get("render"):  # a browser has told the session itself
            super().process_response(request, response)
            self.session.learn_from_jar()
        return response
