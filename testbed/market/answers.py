"""The JSON of the market's search and detail calls."""

import random
from typing import Any

from testbed.clock import china
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
    control = {"numFound": len(found), "nextPage": more, "hasItems": bool(shown)}
    cards = [{"data": _card(goods, page, keyword), "style": "0", "type": "search"} for goods in shown]
    content = {
        "resultInfo": {"hasNextPage": more, "searchResControlFields": control},
        "resultList": cards,
        "needDecryptKeys": [],
    }
    return envelope(SEARCH_API, "SUCCESS::调用成功", content)


def detail_answer(goods: Goods) -> dict[str, Any]:
    """One item."""
    pictures = [{"url": f"/photo/{goods.number}_{n}.png", "major": n == 0, "type": 0} for n in range(3)]
    item = {
        "itemId": goods.number,
        "desc": goods.text,
        "title": _squeezed(goods.text)[:60],
        "soldPrice": f"{goods.price:g}",
        "priceUnit": "元",
        "wantCnt": goods.wanted,
        "browseCnt": goods.wanted * 7 + 3,
        "collectCnt": goods.wanted // 5,
        "gmtCreate": goods.placed.at * 1000,
        "GMT_CREATE_DATE_KEY": f"{china(goods.placed.at):%Y-%m-%d %H:%M:%S}",
        "imageInfos": pictures,
        "itemStatus": 1 if goods.sold else 0,
        "itemStatusStr": "卖掉了" if goods.sold else "在线",
    }
    seller = {
        "nick": goods.placed.posting.author,
        "sellerId": _account(goods),
        "city": goods.area,
        "publishCity": goods.area,
        "signature": "闲置好物，看上私聊",
    }
    return envelope(DETAIL_API, "SUCCESS::调用成功", {"itemDO": item, "sellerDO": seller})


def _card(goods: Goods, page: int, keyword: str) -> dict[str, Any]:
    template = "idlefish_search_card_auction" if goods.auction else "idlefish_search_card_item"
    arguments = {
        "item_id": str(goods.number),
        "id": str(goods.number),
        "publishTime": str(goods.placed.at * 1000),
        "price": f"{goods.price:g}",
        "wantNum": "0",  # the real one says so whatever the tag beside it says
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
    rows = {"r3": {"tagList": [wanted], "config": {}}} if goods.wanted > 1 else {}
    return {
        "itemId": str(goods.number),
        "title": _squeezed(goods.text),
        "area": goods.area,
        "userNickName": goods.placed.posting.author,
        "userAvatarUrl": "/photo/avatar.png",
        "picUrl": f"/photo/{goods.number}.png",
        "fishTags": {**rows, "r4": {"tagList": [credit], "config": {}}},
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
    sign, *rest = price_parts(goods.price)
    price = [{**sign, "text": f"当前价{sign['text']}"}, *rest]
    begun = goods.placed.at * 1000
    times = {"auctionStartTime": str(begun), "auctionEndTime": str(begun + 3 * 86_400_000)}
    return {**_shared(goods), "price": price, "isAuction": True, **times}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _account(goods: Goods) -> int:
    """The plain number of the account, which only an item's own answer tells."""
    return random.Random(f"account {goods.placed.posting.author}").randrange(9_000_000_000, 9_900_000_000)


def _seller(goods: Goods) -> str:
    return (
        "".join(
            random.Random(f"seller {goods.placed.posting.author}").choices(
                "abcdefghijkmnpqrstuvwxyzABCDEFGH", k=24
            )
        )
        + "=="
    )
