"""The JSON that the newer site's page asks for: a search, a bar's feed, a thread."""

from typing import Any

from testbed.bar.search_page import Hit
from testbed.bar.threads import BARS, BarThread, Person, Storey

HITS, ROWS, STOREYS = 20, 30, 30


def search_answer(found: list[Hit], page: int) -> dict[str, Any]:
    """Cards of hits, and now and then one about a person."""
    shown = found[(page - 1) * HITS : page * HITS]
    cards = [{"cardInfo": "thread", "cardStyle": "thread", "data": _hit(hit)} for hit in shown]
    about = {"cardInfo": "related_user", "cardStyle": "related_user", "data": {"user_list": []}}
    more = int(page * HITS < len(found))
    return {"no": 0, "error": "success", "data": {"card_list": [about, *cards], "has_more": more, "pn": page}}


def feed_answer(bar: str, threads: list[BarThread], page: int) -> dict[str, Any]:
    """A page of a bar: rows, with an advertisement among them."""
    shown = threads[(page - 1) * ROWS : page * ROWS]
    rows: list[dict[str, Any]] = [{"layout": "feed", "feed": _row(thread)} for thread in shown]
    rows.insert(1, {"layout": "advert", "feed": {"business_info_map": {"title": "游戏新区开服"}}})
    return {
        "error_code": 0,
        "forum": {"id": BARS[bar], "name": bar, "tids": "".join(f"{thread.tid}," for thread in shown)},
        "page": {"current_page": page, "total_page": max(-(-len(threads) // ROWS), 1)},
        "page_data": {"feed_list": rows},
    }


def thread_answer(thread: BarThread, page: int) -> dict[str, Any]:
    """A page of a thread; the first floor comes with the first page, apart from the others."""
    shown = thread.storeys[(page - 1) * STOREYS : page * STOREYS]
    first = {"first_floor": _floor(shown[0])} if shown and shown[0].number == 1 else {}
    people = {storey.person for storey in shown} | {a.person for storey in shown for a in storey.asides}
    places = {storey.person: storey.place for storey in shown}
    pages = -(-len(thread.storeys) // STOREYS)
    return {
        "error_code": 0,
        "thread": {"id": thread.tid, "title": thread.title, "reply_num": len(thread.storeys) - 1},
        "forum": {"id": BARS[thread.bar], "name": thread.bar},
        "page": {"current_page": page, "total_page": pages, "has_more": int(page < pages)},
        **first,
        "post_list": [_floor(storey) for storey in shown if storey.number > 1],
        "user_list": [_person(one, places.get(one, "")) for one in sorted(people, key=lambda one: one.uid)],
    }


def refused(code: int, why: str) -> dict[str, Any]:
    """An error, under the names that all calls look for."""
    return {"error_code": code, "error_msg": why, "no": code, "error": why}


def _hit(hit: Hit) -> dict[str, Any]:
    thread, opener = hit.thread, hit.thread.storeys[0]
    row: dict[str, Any] = {
        "tid": str(thread.tid),
        "pid": str(hit.storey.post_id),
        "cid": str(hit.aside.spid if hit.aside else 0),
        "title": thread.title,
        "content": hit.text,
        "time": hit.at,
        "post_num": len(thread.storeys) - 1,
        "forum_id": BARS[thread.bar],
        "forum_name": thread.bar,
        "user": {"show_nickname": hit.person.shown, "portrait": f"{hit.person.portrait}?t=16"},
    }
    if hit.aside or hit.storey is not opener:
        row["main_post"] = {"tid": str(thread.tid), "title": thread.title}
    return row


def _row(thread: BarThread) -> dict[str, Any]:
    opener = thread.storeys[0]
    head = {"main_data": [{"type": 1, "text": {"text": opener.person.shown}}]}
    known = {
        "thread_id": str(thread.tid),
        "title": thread.title,
        "abstract": opener.placed.posting.text[:60],
        "create_time": str(opener.placed.at),
        "forum_name": thread.bar,
        "view_num": str(31 * len(thread.storeys)),
    }
    social = {"comment_num": len(thread.storeys) - 1}
    components = [
        {"component": "feed_head", "feed_head": head},
        {"component": "feed_social", "feed_social": social},
    ]
    return {"business_info_map": known, "components": components}


def _floor(storey: Storey) -> dict[str, Any]:
    within = [
        {
            "id": one.spid,
            "author_id": one.person.uid,
            "time": one.at,
            "content": [{"type": 0, "text": one.text}],
        }
        for one in storey.asides
    ]
    return {
        "id": storey.post_id,
        "floor": storey.number,
        "author_id": storey.person.uid,
        "time": storey.placed.at,
        "content": [{"type": 0, "text": storey.placed.posting.text}],
        "sub_post_number": len(within),
        "sub_post_list": {"pid": storey.post_id, "sub_post_list": within[:4]},
    }


def _person(one: Person, place: str) -> dict[str, Any]:
    return {
        "id": one.uid,
        "name": one.name,
        "name_show": one.shown,
        "portrait": one.portrait,
        "ip_address": place,
    }
