"""Pages without end. Each trap says where its entrance is and answers below it; none holds a post of its own
but junk.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice, product

from testbed.answer import Answer, Request, redirect_answer
from testbed.maze.pages import board, links, thread

MOST = 300
JUNK = ("欢迎光临本站", "今日天气不错", "招聘兼职打字员", "二手家具转让", "同城搬家电话")
FARM = 1_000_000
_TALK = (
    *(
        "天气",
        "搬家",
        "吃饭",
        "电影",
        "旅游",
        "周末",
        "孩子",
        "上学",
        "开车",
        "停车",
        "菜价",
        "花草",
        "跑步",
        "读书",
    ),
    *(
        "音乐",
        "电脑",
        "公园",
        "地铁",
        "咖啡",
        "晚霞",
        "下雨",
        "散步",
        "做饭",
        "钓鱼",
        "养花",
        "早起",
        "加班",
        "考试",
    ),
    *(
        "足球",
        "爬山",
        "看海",
        "种菜",
        "剪发",
        "做梦",
        "唱歌",
        "画画",
        "打球",
        "堵车",
        "感冒",
        "过年",
        "放假",
        "晒被",
    ),
)


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


def events(request: Request) -> Answer | None:
    """A calendar by its query, the parameters now in this order and now in that."""
    if request.path != "/events":
        return None
    year, month = request.number("year", 2026), request.number("month", 1)
    before, after = (divmod(year * 12 + month - 1 + step, 12) for step in (-1, 1))
    around = [
        f"/events?year={before[0]}&month={before[1] + 1}",
        f"/events?month={after[1] + 1}&year={after[0]}",
    ]
    days = [f"/events?year={year}&month={month}&day={n}" for n in range(1, 29)]
    return links(f"{year}年{month}月", [*around, *days], "没有活动")


def talk(number: int) -> tuple[str, str]:
    """Title and text of chatter that nobody has said before."""
    chance = random.Random(number)
    words = chance.choices(_TALK, k=20)
    return "".join(words[:4]), "".join(words)


def junk(number: int) -> tuple[str, str]:
    """Title and text of what a farm says again and again."""
    said = random.Random(number).choice(JUNK)
    return said, f"{said}，编号 {number}"


def farm(request: Request, say: Callable[[int], tuple[str, str]]) -> Answer | None:
    """Boards and threads that look like the forum's own, made up as they are asked for."""
    kind, _, number = request.path.strip("/").partition("/")
    if not number.isdigit() or int(number) < FARM:
        return None
    if kind == "board":
        first = int(number) * 1000 + random.Random(number).randrange(900)
        rows = [(f"/thread/{first + n}", f"{say(first + n)[0]} {n}") for n in range(20)]
        return board("本地生活", rows, None)
    return thread(int(number), *say(int(number))) if kind == "thread" else None


def hub(request: Request) -> Answer | None:
    """A board that leads to boards, and so on."""
    number = request.path.removeprefix("/board/")
    if not number.isdigit() or int(number) < FARM:
        return None
    first = int(number) * 20 % 10**9 + FARM
    return links("导航", [f"/board/{first + n}" for n in range(20)])


def arranged() -> Iterator[str]:
    """Every board in every order, view and highlight."""
    for number, order, view, word in product(
        range(1, 4), ("time", "hits", "replies"), ("a", "b", "c"), ("x", "y", "z", "w")
    ):
        yield f"/board/{number}?order={order}&view={view}&highlight={word}"


def facets() -> Iterator[str]:
    """Every board cut by what nobody knows, in every order of the parameters."""
    for number, color, size, brand in product(range(1, 4), "abcde", "xyz", "pqrst"):
        yield f"/board/{number}?color={color}&size={size}&brand={brand}"
        yield f"/board/{number}?brand={brand}&color={color}"


# Addresses on the front page that lead into each trap.
ENTRANCES: dict[str, Callable[[], Iterable[str]]] = {
    "calendar": lambda: ["/calendar/2026/11"],
    "events": lambda: ["/events?year=2026&month=11"],
    "redirects": lambda: (f"/go/{n:016x}" for n in count()),
    "soft_missing": lambda: (f"/old/{n}" for n in count(1)),
    "recursion": lambda: ["/wiki/"],
    "farm": lambda: (f"/board/{n}" for n in count(FARM)),
    "farm_talk": lambda: (f"/board/{n}" for n in count(FARM)),
    "hub": lambda: (f"/board/{n}" for n in count(FARM)),
    "dead_links": lambda: (f"/thread/{n}" for n in count(FARM)),
    "arranged": arranged,
    "facets": facets,
}
_PLACES = (calendar, events, redirects, soft_missing, recursion)
_FARMS = {
    "farm": lambda request: farm(request, junk),
    "farm_talk": lambda request: farm(request, talk),
    "hub": hub,
}


def entrances(kind: str) -> list[str]:
    """Addresses on the front page that lead into the trap."""
    return list(islice(ENTRANCES.get(kind, list)(), MOST))


def trapped(kind: str, request: Request) -> Answer | None:
    """The answer of the trap that the address lies in."""
    answers = (trap(request) for trap in (*_PLACES, *filter(None, [_FARMS.get(kind)])))
    return next((answer for answer in answers if answer), None)
