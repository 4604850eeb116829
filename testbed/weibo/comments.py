"""Comments under statuses, and the answers that carry them on the mobile and on the desktop site."""

import random
from dataclasses import dataclass
from typing import Any

from testbed.names import nickname, reply
from testbed.weibo.blogs import PLACES, user
from testbed.weibo.statuses import Author, Status, author_of
from testbed.weibo.words import long_time

PER_PAGE = 20
_FACES = ("doge", "笑cry", "允悲")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment; ``replies`` stand folded into it."""

    number: int
    author: Author
    text: str
    at: int
    likes: int
    place: str
    replies: tuple["Comment", ...] = ()


def comments_of(status: Status) -> tuple[Comment, ...]:
    """The comments of a status, always the same, the best liked first; at most 45."""
    chance = random.Random(f"comments {status.mid}")
    count = min(status.counts[1], chance.randrange(46))
    written = [_comment(status.mid + 1_000 * (n + 1), status.placed.at, chance, n) for n in range(count)]
    return tuple(sorted(written, key=lambda one: -one.likes))


def _comment(number: int, after: int, chance: random.Random, place: int) -> Comment:
    at = after + 40 + place * 7
    own = _one(number, at, chance)
    replies = tuple(_one(number + n, at + n, chance) for n in range(1, 1 + chance.choice((0, 0, 0, 1, 2))))
    return Comment(
        number=own.number,
        author=own.author,
        text=own.text,
        at=own.at,
        likes=own.likes,
        place=own.place,
        replies=replies,
    )


def _one(number: int, at: int, chance: random.Random) -> Comment:
    face = f'<span class="url-icon"><img alt=[{chance.choice(_FACES)}] src="/face/x.png" /></span>'
    return Comment(
        number=number,
        author=author_of(nickname(chance)),
        text=reply(chance).replace("\n", "<br />") + (face if chance.random() < 0.2 else ""),
        at=at,
        likes=int(10 ** (3 * chance.random())),
        place=chance.choice(PLACES),
    )


def hotflow(status: Status, after: int) -> dict[str, Any]:
    """A page of comments on the mobile site; ``after`` is the cursor of the page before, 0 for the first."""
    rows, cursor = _page(status, after)
    if not rows:
        return {"ok": 0, "msg": "快来发表你的评论吧"}
    listed = [_row(one, floor=n + 1) for n, one in rows]
    total = len(comments_of(status))
    return {
        "ok": 1,
        "data": {"data": listed, "total_number": total, "max_id": cursor, "max": 1, "max_id_type": 0},
    }


def build_comments(status: Status, after: int) -> dict[str, Any]:
    """The same on the desktop site: the list stands one level higher."""
    rows, cursor = _page(status, after)
    listed = [{**_row(one), "text_raw": one.text.partition("<")[0]} for _, one in rows]
    return {
        "ok": 1,
        "data": listed,
        "rootComment": [],
        "max_id": cursor,
        "total_number": len(comments_of(status)),
    }


def _page(status: Status, after: int) -> tuple[list[tuple[int, Comment]], int]:
    numbered = list(enumerate(comments_of(status)))[after : after + PER_PAGE]
    following = after + PER_PAGE
    return numbered, following if following < len(comments_of(status)) else 0


def _row(one: Comment, root: int | None = None, floor: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = {
        "created_at": long_time(one.at),
        "id": str(one.number),
        "mid": str(one.number),
        "rootid": str(root or one.number),
        "floor_number": floor,
        "text": one.text,
        "user": user(one.author),
        "like_count": one.likes,
        "source": f"来自{one.place}",
    }
    if root is None:
        row |= {
            "total_number": len(one.replies),
            "comments": [_row(reply, one.number) for reply in one.replies] or False,
        }
    return row
