"""The search and the articles it finds, on one address: which address shows which page.

``/weixin?type=2&query=WORD&page=N`` finds articles, ten a page (no word finds all), ``type=1`` accounts;
``/link?url=`` hops to an article, ``/s?…`` is one, by its lasting or its passing address.
"""

from collections.abc import Iterator

from testbed.answer import Answer, Request
from testbed.clock import Clock
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of
from testbed.sogou.article_page import article_page, hop_page, message_page, wall
from testbed.sogou.articles import Account, Article, build_articles
from testbed.sogou.search_page import accounts_page, results_page


class SogouSite:
    """Sogou Weixin and mp.weixin.qq.com in one; UTF-8."""

    name = "sogou"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self.articles = build_articles(placed, seed)
        self._by_document = {one.document: one for one in self.articles}
        self._by_mid = {str(one.mid): one for one in self.articles}

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        match request.path:
            case "/robots.txt":
                return text_answer("User-agent: *\nDisallow: /antispider\n")
            case "/weixin":
                return self._search(request)
            case "/link":
                one = self._by_document.get(request.query.get("url", ""))
                return hop_page(request.base + one.passing) if one else message_page("链接已过期")
            case "/s":
                return self._article(request)
            case path if path.startswith("/pic/") or path == "/favicon.ico":
                return icon_answer()
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The site's own walls."""
        return wall(kind)

    def truth(self) -> Iterator[Truth]:
        """Listings, the newest first."""
        for one in self.articles:
            if one.placed.posting.listing:
                key = f"{one.account.biz}/{one.mid}/{one.idx}"
                yield truth_of(
                    one.placed,
                    site=self.name,
                    platform="sogou_weixin",
                    post_id=key,
                    thread=key,
                    path=one.lasting,
                )

    def _search(self, request: Request) -> Answer:
        word, page = request.query.get("query", ""), max(request.number("page", 1), 1)
        if request.query.get("type") == "1":
            return accounts_page(self._accounts(word), word, page)
        found = [one for one in self.articles if word in f"{one.title}\n{one.placed.posting.text}"]
        return results_page(found, word, page)

    def _accounts(self, word: str) -> list[tuple[Account, Article]]:
        last: dict[Account, Article] = {}
        for one in self.articles:
            last.setdefault(one.account, one)
        return [(account, one) for account, one in last.items() if word in account.name]

    def _article(self, request: Request) -> Answer:
        if "mid" in request.query:
            one = self._by_mid.get(request.query["mid"])
            return article_page(one, request.base) if one else message_page("该内容已被发布者删除")
        one = self._by_document.get(request.query.get("signature", ""))
        return article_page(one, request.base) if one else message_page("链接已过期")
