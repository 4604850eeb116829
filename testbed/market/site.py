"""The market: an empty page whose script fetches everything.

``/search?q=WORDS`` finds goods whose text or seller holds every word; an empty ``q`` finds all, newest first,
30 a page. ``button.search-pagination-next`` fetches the next page in place (disabled on the last); a card is
``a.feeds-item-wrap``, an empty answer ``.search-empty``.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from testbed.answer import Answer, Request, html_answer, json_answer
from testbed.change import Change
from testbed.clock import Clock
from testbed.market.answers import DETAIL_API, ROWS, SEARCH_API, detail_answer, envelope, search_answer
from testbed.market.changes import changed
from testbed.market.goods import Goods, build_goods
from testbed.market.signature import COOKIE, fresh_token, refusal
from testbed.market.walls import wall
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of

_PAGE = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")


class MarketSite:
    """A Goofish-like market; UTF-8; results appear only after JavaScript has fetched JSON."""

    name = "market"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._goods = build_goods(placed, seed)
        self._chance = random.Random(f"{seed} tokens")

    def change(self, change: Change) -> str:
        """Goods repriced, rewritten or taken away."""
        self._goods = changed(self._goods, change)
        return change.post

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        match request.path.strip("/").split("/"):
            case ["robots.txt"]:
                return text_answer("User-agent: *\nDisallow: /personal\n")
            case ["favicon.ico"] | ["photo", _]:
                return icon_answer()
            case ["search"] | ["item"] | [""]:
                return self._page(request)
            case ["h5", api, "1.0"] if api in {SEARCH_API, DETAIL_API}:
                return self._call(api, request)
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The market's own walls, as JSON for its calls and as a page elsewhere."""
        return wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings, newest first."""
        for goods in self._goods:
            if goods.placed.posting.listing:
                path, key = f"/item?id={goods.number}", str(goods.number)
                yield truth_of(
                    goods.placed, site=self.name, platform="goofish", post_id=key, thread=None, path=path
                )

    def _page(self, request: Request) -> Answer:
        if COOKIE in request.headers.get("cookie", ""):
            return html_answer(_PAGE)
        return html_answer(_PAGE, headers=(("Set-Cookie", f"{COOKIE}={fresh_token(self._chance)}; Path=/"),))

    def _call(self, api: str, request: Request) -> Answer:
        form = parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        content = form.get("data", [""])[0]
        if why := refusal(request, content):
            return json_answer(envelope(api, why, {}))
        asked = _asked(content)
        if asked is None:
            return json_answer(envelope(api, "FAIL_SYS_PARAM_FORMAT_ERROR::参数格式错误", {}))
        return json_answer(self._search(asked)) if api == SEARCH_API else _jsonp(self._detail(asked))

    def _search(self, asked: dict[str, Any]) -> dict[str, Any]:
        keyword = str(asked.get("keyword", ""))
        words = keyword.lower().split()
        found = [goods for goods in self._goods if _holds(goods, words)]
        return search_answer(found, asked.get("pageNumber", 1), asked.get("rowsPerPage", ROWS), keyword)

    def _detail(self, asked: dict[str, Any]) -> dict[str, Any]:
        goods = next((one for one in self._goods if str(one.number) == str(asked.get("itemId"))), None)
        return (
            detail_answer(goods) if goods else envelope(DETAIL_API, "FAIL_BIZ_ITEM_NOT_FOUND::宝贝不存在", {})
        )


def _jsonp(value: dict[str, Any]) -> Answer:
    """The same as a call of a function: the market answers in either form."""
    body = f" mtopjsonp3({json.dumps(value, ensure_ascii=False)})".encode()
    return Answer(body, content_type="application/json; charset=utf-8")


def _holds(goods: Goods, words: list[str]) -> bool:
    searched = f"{goods.text}\n{goods.placed.posting.author}".lower()
    return all(word in searched for word in words)


def _asked(content: str) -> dict[str, Any] | None:
    """The parameters of a call; None where they are no object or a page is no number."""
    try:
        asked = json.loads(content)
    except ValueError:
        return None
    if not isinstance(asked, dict):
        return None
    numbers = (asked.get("pageNumber", 1), asked.get("rowsPerPage", ROWS))
    return asked if all(isinstance(number, int) and number > 0 for number in numbers) else None
