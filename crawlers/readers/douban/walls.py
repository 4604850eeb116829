"""What Douban shows instead of a group."""

import re
from urllib.parse import urlsplit

from crawlers.readers.sheet import Sheet, line
from records.reading import Reading, State

_WORDS = (
    (State.CAPTCHA, r"像机器人程序|请输入(?:上图|图中|图片)?.{0,6}验证码|安全验证"),
    (State.LOGIN_WALL, r"异常请求从你的 ?IP 发出|请登录(?:使用|豆瓣|后)|登录后(?:才|可|查看|继续)"),
    (State.FORBIDDEN, r"禁止访问|私密小组|只有(?:小组)?(?:组员|成员)|仅(?:小组)?(?:组员|成员)|没有权限"),
    (State.RATE_LIMITED, r"访问(?:太|过于)?频繁|操作太频繁"),
    (State.GONE, r"不存在|已被?(?:删除|关闭|解散|停用|封禁)|页面不见了|不在这"),
)
_PATTERNS = tuple((state, re.compile(pattern)) for state, pattern in _WORDS)


def read_wall(sheet: Sheet) -> Reading:
    """A page that is neither a topic nor a list."""
    if _is_riddle(sheet):
        return Reading(State.CHALLENGE, "a riddle that the page's script solves")
    title = line(sheet.root.css("title")) or ""
    said = " ".join(" ".join(sheet.root.css("body ::text").getall()[:400]).split())[:2_000]
    for state, pattern in _PATTERNS:
        if found := pattern.search(f"{title} {said}"):
            return Reading(state, f"{title}: {found[0]}".removeprefix(": "))
    return Reading(State.UNKNOWN, f"neither a topic nor a list: {title}".rstrip(": "))


def _is_riddle(sheet: Sheet) -> bool:
    form = sheet.root.css("form#sec, form[action='/c']")
    host = urlsplit(sheet.url).hostname
    return host == "sec.douban.com" or bool(form and sheet.root.css("input#tok, input#cha, input#sol"))
