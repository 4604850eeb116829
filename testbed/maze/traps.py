"""Pages without end. Each trap says where its entrance is and answers below it; none holds a post of its own
but junk.
"""

import hashlib
import random
from collections.abc import Iterator
from itertools import islice, product

from testbed.answer import Answer, Request, redirect_answer
from testbed.maze.pages import board, links, page, thread

ENTRANCES = 300
JUNK = ("欢迎光临本站", "今日天气不错", "招聘兼职打字员", "二手家具转让", "同城搬家电话")


def calendar(request: Request) -> Answer | None:
    """Every month leads to its days, to the one before and to the one after."""
    parts = request.path.strip("/").split("/")
    if parts[0] != "calendar" or not all(part.isdigit() for part in parts[1:]):
        return None
    year, month, *day = (int(part) for part in parts[1:])
    if day:
        return links(f"{year}年{month}月{day[0]}日", [f"/calendar/{year}/{month}"], "这一天没有活动")
    around = [divmod(year * 12 + month - 1 + step, 12) for step in (-1, 1)]
    months = [f"/calendar/{other}/{place + 1}" for other, place in around]
    return links(f"{year}年{month}月", [*months, *(f"/calendar/{year}/{month}/{n}" for n in range(1, 29))])


def redirects(request: Request) -> Answer | None:
    """One hop leads to the next, for ever."""
    if not request.path.startswith("/go/"):
        return None
    return redirect_answer("/go/" + hashlib.sha256(request.path.encode()).hexdigest()[:16])


def soft_missing(request: Request) -> Answer | None:
    """Whatever is asked for is missing with status 200, and more of it is recommended."""
    if not request.path.startswith("/old/"):
        return None
    number = int(request.path.removeprefix("/old/") or 0)
    return links("找不到页面", [f"/old/{number * 7 + step}" for step in range(1, 6)], "您访问的页面已经不在")


def recursion(request: Request) -> Answer | None:
    """Relative links under an address that ends in a slash."""
    return links("帮助", ["a/", "b/", "index/"]) if request.path.startswith("/wiki/") else None


def farm_boards(request: Request) -> Answer | None:
    """Boards and threads that look like the forum's own, made up as they are asked for."""
    kind, _, number = request.path.strip("/").partition("/")
    if not number.isdigit() or int(number) < 1_000_000:
        return None
    chance = random.Random(number)
    said = chance.choice(JUNK)
    if kind == "board":
        first = int(number) * 1000 + chance.randrange(900)
        return board("本地生活", [(f"/thread/{first + n}", f"{said} {n}") for n in range(20)], None)
    return thread(int(number), said, f"{said}，编号 {number}") if kind == "thread" else None


def arranged() -> Iterator[str]:
    """Every board in every order, view and highlight."""
    for number, order, view, word in product(
        range(1, 4), ("time", "hits", "replies"), ("a", "b", "c"), ("x", "y", "z", "w")
    ):
        yield f"/board/{number}?order={order}&view={view}&highlight={word}"


def entrances(kind: str) -> list[str]:
    """Addresses on the front page that lead into the trap."""
    match kind:
        case "calendar":
            return ["/calendar/2026/11"]
        case "redirects":
            return [f"/go/{n:016x}" for n in range(ENTRANCES)]
        case "soft_missing":
            return [f"/old/{n}" for n in range(1, ENTRANCES)]
        case "recursion":
            return ["/wiki/"]
        case "farm":
            return [f"/board/{1_000_000 + n}" for n in range(ENTRANCES)]
        case "arranged":
            return list(islice(arranged(), ENTRANCES))
        case _:
            return []


def trapped(request: Request) -> Answer | None:
    """The answer of the trap that the address lies in."""
    answers = (trap(request) for trap in (calendar, redirects, soft_missing, recursion, farm_boards))
    return next((answer for answer in answers if answer), None)


def missing() -> Answer:
    """The forum's own page for what is not there."""
    return page("提示", '<p class="missing">没有这个主题</p>', 404)
