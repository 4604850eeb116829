"""A page of statuses as cards."""

from typing import Any

from testbed.answer import Answer, Request, json_answer
from testbed.weibo.walls import NOTHING

STATUSES_PER_PAGE = 10


def cards_of(container: str, blogs: list[dict[str, Any]], total: int, request: Request) -> Answer:
    """Every third card comes in a group, beside a card that is no status."""
    if not blogs:
        return json_answer(NOTHING)
    cards: list[dict[str, Any]] = []
    for number, blog in enumerate(blogs):
        card = {
            "card_type": 9,
            "itemid": f"{container}_-_{blog['id']}",
            "scheme": f"/status/{blog['bid']}",
            "mblog": blog,
        }
        other = {"card_type": 42, "desc": "实时微博"}
        cards.append({"card_type": 11, "card_group": [other, card]} if number % 3 == 2 else card)
    page = max(request.number("page", 1), 1)
    following = page + 1 if page * STATUSES_PER_PAGE < total else None
    about = {"containerid": container, "v_p": 42, "show_style": 1, "total": total, "page": following}
    return json_answer(
        {"ok": 1, "data": {"cardlistInfo": about, "cards": cards, "scheme": "", "showAppTips": 0}}
    )
