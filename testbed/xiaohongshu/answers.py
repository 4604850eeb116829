"""The JSON of the calls, and the same in camelCase as a page's state."""

import re
from typing import Any

from testbed.clock import china
from testbed.xiaohongshu.notes import Account, Comment, Note, shown_count

ROWS, COMMENTS = 20, 10
REFUSED = {"code": -101, "success": False, "msg": "无登录信息，或登录信息为空", "data": {}}


def answer(found: dict[str, Any]) -> dict[str, Any]:
    """What every call answers."""
    return {"code": 0, "success": True, "msg": "成功", "data": found}


def search_answer(found: list[Note], page: int, now: int) -> dict[str, Any]:
    """A page of notes; among them words that others searched for."""
    shown = found[(page - 1) * ROWS : page * ROWS]
    items = [_item(note, now) for note in shown]
    if items:
        words = {"id": f"rec{page}", "model_type": "rec_query", "rec_query": {"queries": [{"name": "名单"}]}}
        items.insert(3, words)
    return answer({"has_more": page * ROWS < len(found), "items": items})


def _item(note: Note, now: int) -> dict[str, Any]:
    card = {
        "type": "normal",
        "user": _user(note.author),
        "interact_info": {"liked": False, **_counters(note)},
        "cover": {"height": 1440, "width": 1080, "url_default": _picture(note, 0)},
        "image_list": _pictures(note),
        "corner_tag_info": [{"type": "publish_time", "text": shown_day(note.placed.at, now)}],
    }
    title = {"display_title": note.title} if note.title else {}
    return {"id": note.number, "model_type": "note", "xsec_token": note.token, "note_card": {**card, **title}}


def note_body(note: Note) -> dict[str, Any]:
    """The note with its text; topics are marked as the real one marks them."""
    return {
        "note_id": note.number,
        "type": "normal",
        "title": note.title,
        "desc": note.placed.posting.text,
        "time": note.placed.at * 1000,
        "last_update_time": note.placed.at * 1000,
        "ip_location": note.place,
        "user": _user(note.author),
        "interact_info": {"liked": False, **_counters(note)},
        "image_list": _pictures(note),
        "tag_list": [{"name": "日常", "type": "topic"}],
    }


def comments_answer(note: Note, start: int) -> dict[str, Any]:
    """A page of comments; the cursor is the number of the next one."""
    shown = note.comments[start : start + COMMENTS]
    following = start + COMMENTS
    more = following < len(note.comments)
    rows = [_comment(one, note) for one in shown]
    return answer({"comments": rows, "cursor": str(following) if more else "", "has_more": more})


def _comment(one: Comment, note: Note, target: Comment | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": one.number,
        "note_id": note.number,
        "content": one.text,
        "create_time": one.at * 1000,
        "ip_location": one.place,
        "like_count": str(one.likes),
        "user_info": _user(one.author),
        "status": 0,
    }
    if target:
        return {**row, "target_comment": {"id": target.number, "user_info": _user(target.author)}}
    replies = [_comment(reply, note, one) for reply in one.replies]
    return {
        **row,
        "sub_comments": replies,
        "sub_comment_count": str(len(replies)),
        "sub_comment_has_more": False,
    }


def _user(account: Account) -> dict[str, str]:
    return {"user_id": account.number, "nickname": account.name, "avatar": "/photo/face.png"}


def _counters(note: Note) -> dict[str, str]:
    return {
        "liked_count": shown_count(note.likes),
        "collected_count": shown_count(note.kept),
        "comment_count": shown_count(len(note.comments)),
        "share_count": shown_count(note.shared),
    }


def _picture(note: Note, number: int) -> str:
    return f"/photo/{note.number}_{number}.webp"


def _pictures(note: Note) -> list[dict[str, Any]]:
    return [{"height": 1440, "width": 1080, "url_default": _picture(note, n)} for n in range(note.pictures)]


def shown_day(at: int, now: int) -> str:
    """``3分钟前``, ``5小时前``, ``昨天 09:12``, ``4天前``, ``02-10``, ``2025-11-02``."""
    when, seconds = china(at), now - at
    if seconds < 3_600:
        return f"{max(seconds // 60, 1)}分钟前"
    days = (china(now).date() - when.date()).days
    if days == 0:
        return f"{seconds // 3_600}小时前"
    if days == 1:
        return f"昨天 {when:%H:%M}"
    if days < 8:
        return f"{days}天前"
    return f"{when:%m-%d}" if when.year == china(now).year else f"{when:%Y-%m-%d}"


def camel(value: Any) -> Any:
    """The same value with keys as a page's state writes them."""
    if isinstance(value, dict):
        return {_camel(key): camel(inner) for key, inner in value.items()}
    return [camel(inner) for inner in value] if isinstance(value, list) else value


def _camel(key: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), key)
