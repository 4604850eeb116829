"""The JSON for the apps (plugin "mobile"): every number a string, times for people and in unix seconds."""

from html import escape
from typing import Any

from testbed.answer import Answer, Request, json_answer
from testbed.board.list_page import POSTS_PER_PAGE, THREADS_PER_PAGE
from testbed.board.threads import BOARDS, Floor, Thread
from testbed.board.times import date, relative, stamp

Variables = dict[str, Any]
_COMMON = {
    "cookiepre": "jc_2132_",
    "auth": None,
    "member_uid": "0",
    "member_username": "",
    "formhash": "a3f0",
}


def mobile_answer(request: Request, threads: tuple[Thread, ...], now: int) -> Answer:
    """``module=forumindex``, ``forumdisplay&fid=N&page=`` and ``viewthread&tid=N&page=``."""
    match request.query.get("module"):
        case "forumindex":
            return _answer({"forumlist": [{"fid": str(fid), "name": name} for fid, name in BOARDS.items()]})
        case "forumdisplay":
            return _board(request, threads, now)
        case "viewthread":
            return _thread(request, threads, now)
        case _:
            return _answer({}, ("module_not_exists", "mobile:module_not_exists"))


def _board(request: Request, threads: tuple[Thread, ...], now: int) -> Answer:
    """Behind the last page comes the first one again, as from the real plugin."""
    fid, page = request.number("fid"), max(1, request.number("page", 1))
    if fid not in BOARDS:
        return _answer({"forum_threadlist": []}, ("forum_nonexistence", "抱歉，指定的版块不存在"))
    own = [thread for thread in threads if thread.fid == fid and not thread.pinned]
    start = (page - 1) * THREADS_PER_PAGE
    shown = own[start : start + THREADS_PER_PAGE] or own[:THREADS_PER_PAGE]
    forum = {"fid": str(fid), "name": escape(BOARDS[fid]), "threadcount": str(len(own)), "password": "0"}
    rows = [_row(thread, now) for thread in shown]
    return _answer(
        {"forum": forum, "forum_threadlist": rows, "tpp": str(THREADS_PER_PAGE), "page": str(page)}
    )


def _thread(request: Request, threads: tuple[Thread, ...], now: int) -> Answer:
    tid, page = request.number("tid"), max(1, request.number("page", 1))
    thread = next((thread for thread in threads if thread.tid == tid), None)
    if thread is None:
        return _answer({}, ("thread_nonexistence", "抱歉，指定的主题不存在或已被删除或正在被审核"))
    start = (page - 1) * POSTS_PER_PAGE
    posts = [
        _post(thread, floor, number, now)
        for number, floor in enumerate(thread.floors[start : start + POSTS_PER_PAGE], start + 1)
    ]
    about = {
        "tid": str(tid),
        "fid": str(thread.fid),
        "subject": escape(thread.title),
        "replies": str(len(thread.floors) - 1),
        "views": str(thread.views),
    }
    return _answer({"thread": about, "postlist": posts, "ppp": str(POSTS_PER_PAGE)})


def _row(thread: Thread, now: int) -> Variables:
    opener = thread.floors[0]
    return {
        "tid": str(thread.tid),
        "subject": escape(thread.title),
        **_author(opener),
        **_time(opener, now),
        "replies": str(len(thread.floors) - 1),
        "views": str(thread.views),
        "displayorder": "0",
        "message": escape(opener.placed.posting.text[:60]),
    }


def _post(thread: Thread, floor: Floor, number: int, now: int) -> Variables:
    lines = escape(floor.placed.posting.text).split("\n")
    return {
        "pid": str(floor.pid),
        "tid": str(thread.tid),
        "first": "1" if number == 1 else "0",
        **_author(floor),
        **_time(floor, now),
        "message": "<br />\n".join(lines),
        "number": str(number),
        "attachments": {},
    }


def _author(floor: Floor) -> dict[str, str]:
    member = floor.member
    return {"author": escape(member.name) if member else "匿名", "authorid": str(member.uid if member else 0)}


def _time(floor: Floor, now: int) -> dict[str, str]:
    shown = relative(floor.at, now) or (stamp(floor.at) if floor.pid % 2 else date(floor.at))
    return {"dateline": shown, "dbdateline": str(floor.at)}


def _answer(variables: Variables, message: tuple[str, str] | None = None) -> Answer:
    answer = {"Version": "4", "Charset": "GBK", "Variables": {**_COMMON, **variables}}
    if message:
        answer["Message"] = {"messageval": message[0], "messagestr": message[1]}
    return json_answer(answer)
