"""The JSON of the market's search and detail calls."""

import random
from typing import Any

from testbed.market.goods import Goods, price_parts

ROWS = 30
SEARCH_API = "mtop.taobao.idlemtopsearch.pc.search"
DETAIL_API = "mtop.taobao.idle.pc.detail"


def envelope(api: str, ret: str, content: dict[str, Any]) -> dict[str, Any]:
    """What every mtop call answers."""
    return {"api": api, "data": content, "ret": [ret], "v": "1.0"}


def search_answer(found: list[Goods], page: int, rows: int, keyword: str) -> dict[str, Any]:
    """One page of results."""
    start = (page - 1) * rows
    shown = found[start : start + rows]
    more = start + rows < len(found)
    control = {"numFound": len(found), "nextPage": page + 1 if more else page, "hasItems": bool(shown)}
    cards = [{"data": _card(goods, page, keyword), "style": "0", "type": "search"} for goods in shown]
    content = {
        "resultInfo": {"hasNextPage": more, "searchResControlFields": control},
        "resultList": cards,
        "needDecryptKeys": [],
    }
    return envelope(SEARCH_API, "SUCCESS::调用成功", content)


def detail_answer(goods: Goods) -> dict[str, Any]:
    """One item."""
    content = {
        "itemDO": {
            "itemId": goods.number,
            "desc": goods.text,
            "title": _squeezed(goods.text)[:60],
            "soldPrice": f"{goods.price:g}",
            "wantCnt": goods.wanted,
            "gmtCreate": goods.placed.at * 1000,
            "itemStatusStr": "在线",
        },
        "sellerDO": {"nick": goods.placed.posting.author, "sellerId": _seller(goods), "city": goods.area},
    }
    return envelope(DETAIL_API, "SUCCESS::调用成功", content)


def _card(goods: Goods, page: int, keyword: str) -> dict[str, Any]:
    template = "idlefish_search_card_auction" if goods.auction else "idlefish_search_card_item"
    arguments = {
        "item_id": str(goods.number),
        "id": str(goods.number),
        "publishTime": str(goods.placed.at * 1000),
        "price": f"{goods.price:g}",
        "wantNum": str(goods.wanted),
        "seller_id": _seller(goods),
        "tagname": "",
        "keyword": keyword,
        "page": str(page),
        "catId": "50023914",
        "card_type": template if goods.auction else "item",
    }
    main = {
        "clickParam": {"arg1": "Item", "args": arguments},
        "exContent": _auction(goods) if goods.auction else _ordinary(goods),
        "targetUrl": f"fleamarket://item?id={goods.number}&flutter=true",
    }
    return {"item": {"main": main}, "template": {"name": template, "version": "1"}}


def _shared(goods: Goods) -> dict[str, Any]:
    wanted = {"data": {"content": f"{goods.wanted}人想要", "type": "text"}}
    credit = {
        "data": {
            "content": random.Random(goods.number).choice(("卖家信用极好", "卖家信用优秀")),
            "type": "text",
        }
    }
    return {
        "itemId": str(goods.number),
        "title": _squeezed(goods.text),
        "area": goods.area,
        "userNickName": goods.placed.posting.author,
        "userAvatarUrl": "/photo/avatar.png",
        "picUrl": f"/photo/{goods.number}.png",
        "fishTags": {"r3": {"tagList": [wanted], "config": {}}, "r4": {"tagList": [credit], "config": {}}},
        "richTitle": [{"type": "text", "data": {"text": _squeezed(goods.text)}}],
        "isAliMaMaAD": False,
    }


def _ordinary(goods: Goods) -> dict[str, Any]:
    details = {
        "title": goods.text,
        "userNick": goods.placed.posting.author,
        "soldPrice": f"{goods.price:g}",
        "itemType": "0",
        "isVideo": "false",
        "itemId": str(goods.number),
        "picUrl": f"/photo/{goods.number}.png",
    }
    content = {
        **_shared(goods),
        "detailParams": details,
        "price": price_parts(goods.price),
        "isAuction": False,
    }
    return {**content, "oriPrice": f"¥{goods.price * 2:g}"} if goods.number % 4 == 0 else content


def _auction(goods: Goods) -> dict[str, Any]:
    price = [{"type": "text", "text": "当前价"}, *price_parts(goods.price)]
    begun = goods.placed.at * 1000
    times = {"auctionStartTime": str(begun), "auctionEndTime": str(begun + 3 * 86_400_000)}
    return {**_shared(goods), "price": price, "isAuction": True, **times}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _seller(goods: Goods) -> str:
    return (
        "".join(
            random.Random(f"seller {goods.placed.posting.author}").choices(
                "abcdefghijkmnpqrstuvwxyzABCDEFGH", k=24
            )
        )
        + "=="
    )
