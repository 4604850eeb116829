"""A page of statuses as cards."""

from typing import Any

from testbed.answer import Answer, json_answer
from testbed.weibo.walls import NOTHING

STATUSES_PER_PAGE = 10


def cards_of(container: str, blogs: list[dict[str, Any]], about: dict[str, Any]) -> Answer:
    """Every third card comes in a group, beside a card that is no status; ``about`` tells how it goes on."""
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
    told = {"containerid": container, "v_p": 42, "show_style": 1, **about}
    return json_answer(
        {"ok": 1, "data": {"cardlistInfo": told, "cards": cards, "scheme": "", "showAppTips": 0}}
    )


def by_page(total: int, page: int) -> dict[str, Any]:
    """A search names the number of its next page."""
    return {"total": total, "page": page + 1 if page * STATUSES_PER_PAGE < total else None}


def by_cursor(total: int, cursor: str) -> dict[str, Any]:
    """The statuses of an account name where the next page begins; on the last there is no such name."""
    return {"total": total, "autoLoadMoreIndex": 3} | ({"since_id": int(cursor)} if cursor else {})
