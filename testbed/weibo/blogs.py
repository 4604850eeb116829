"""Statuses and accounts as JSON."""

import random
from typing import Any

from testbed.weibo.statuses import Author, Status
from testbed.weibo.words import is_long, shown_count, status_html

_DEVICES = ("iPhone客户端", "微博网页版", "Android客户端", "微博轻享版", "")
PLACES = ("广东", "北京", "上海", "四川", "浙江", "湖北", "山东", "江苏", "河南", "福建")


def mblog(status: Status, original: Status | None, created: str, base: str) -> dict[str, Any]:
    """The ``mblog`` of a status."""
    chance = random.Random(status.mid)
    reposts, comments, likes = status.counts
    pictures = [{"pid": f"p{status.mid}{n}", "url": f"{base}/photo/{n}.png"} for n in range(status.pictures)]
    blog: dict[str, Any] = {
        "id": str(status.mid),
        "mid": str(status.mid),
        "bid": status.bid,
        "created_at": created,
        "text": status_html(status),
        "textLength": len(status.placed.posting.text) * 2,
        "source": chance.choice(_DEVICES),
        "isLongText": is_long(status),
        "reposts_count": shown_count(reposts),
        "comments_count": shown_count(comments),
        "attitudes_count": shown_count(likes),
        "pics": {str(n): picture for n, picture in enumerate(pictures)} if status.pictures == 3 else pictures,
        "pic_num": status.pictures,
        "region_name": f"发布于 {chance.choice(PLACES)}",
        "user": user(status.author),
    }
    if not status.pictures:
        del blog["pics"]
    if status.quoted is not None:
        blog["retweeted_status"] = mblog(original, None, created, base) if original else _GONE
    return blog


_GONE = {
    "id": "1000000000000000",
    "text": "抱歉，此微博已被作者删除。查看帮助：<a data-url=\"http://example.com/help\" href=\"http://example.com/help\">网页链接</a>",
    "user": None,
    "deleted": "1",
    "isLongText": False,
}  # fmt: skip


def user(author: Author) -> dict[str, Any]:
    """The ``user`` of a status."""
    chance = random.Random(author.uid)
    return {
        "id": author.uid,
        "screen_name": author.name,
        "profile_url": f"/u/{author.uid}",
        "verified": False,
        "verified_type": -1,
        "description": "",
        "gender": chance.choice("mf"),
        "followers_count": shown_count(int(10 ** (1 + 4 * chance.random()))),
        "follow_count": chance.randrange(10, 900),
        "statuses_count": chance.randrange(20, 9_000),
    }
