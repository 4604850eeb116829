"""Threads that gain, change and lose posts while the board runs."""

from collections.abc import Iterable
from dataclasses import replace

from testbed.board.threads import Floor, Member, Thread
from testbed.change import Change, ChangeError
from testbed.posting import Placed, Posting

Threads = tuple[Thread, ...]


def changed(threads: Threads, change: Change, now: int) -> tuple[Threads, str]:
    """The threads after a change, the newest reply first, and the number of the post it concerns."""
    match change.kind:
        case "open":
            after, post = _opened(threads, change, now)
        case "reply":
            after, post = _replied(threads, change, now)
        case "edit":
            after, post = _edited(threads, change), change.post
        case "remove":
            after, post = _removed(threads, change), change.post
        case _:
            raise ChangeError(f"a board knows no change {change.kind!r}")
    return tuple(sorted(after, key=lambda thread: -thread.last.at)), post


def _opened(threads: Threads, change: Change, now: int) -> tuple[Threads, str]:
    floor = _floor(threads, change, now)
    thread = Thread(
        tid=max(thread.tid for thread in threads) + 3,
        fid=int(change.place),
        title=change.title or "",
        kind="交易",
        floors=(floor,),
        views=1,
    )
    return (thread, *threads), str(floor.pid)


def _replied(threads: Threads, change: Change, now: int) -> tuple[Threads, str]:
    thread, floor = _named(threads, change), _floor(threads, change, now)
    return _put(threads, replace(thread, floors=(*thread.floors, floor))), str(floor.pid)


def _edited(threads: Threads, change: Change) -> Threads:
    thread, floor = _standing(threads, change)
    posting = replace(floor.placed.posting, text=change.text)
    edited = replace(floor, placed=replace(floor.placed, posting=posting))
    floors = tuple(edited if one.pid == floor.pid else one for one in thread.floors)
    return _put(threads, replace(thread, floors=floors, title=change.title or thread.title))


def _removed(threads: Threads, change: Change) -> Threads:
    if change.thread:
        gone = _named(threads, change)
        return tuple(thread for thread in threads if thread.tid != gone.tid)
    thread, floor = _standing(threads, change)
    return _put(threads, replace(thread, floors=tuple(one for one in thread.floors if one.pid != floor.pid)))


def _floor(threads: Iterable[Thread], change: Change, now: int) -> Floor:
    pid = max(floor.pid for thread in threads for floor in thread.floors) + 1
    posting = Posting(
        id=f"new-{pid}", source="forum", title=change.title, text=change.text, author=change.author
    )
    uid = 90_000 + pid % 10_000
    return Floor(pid=pid, placed=Placed(posting, now), member=Member(uid, change.author))


def _named(threads: Threads, change: Change) -> Thread:
    found = next((thread for thread in threads if str(thread.tid) == change.thread), None)
    if found is None:
        raise ChangeError(f"there is no thread {change.thread!r}")
    return found


def _standing(threads: Threads, change: Change) -> tuple[Thread, Floor]:
    places = ((thread, floor) for thread in threads for floor in thread.floors)
    found = next((place for place in places if str(place[1].pid) == change.post), None)
    if found is None:
        raise ChangeError(f"there is no post {change.post!r}")
    return found


def _put(threads: Threads, changed_thread: Thread) -> Threads:
    return tuple(changed_thread if thread.tid == changed_thread.tid else thread for thread in threads)
