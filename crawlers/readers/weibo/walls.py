"""What Weibo says instead of statuses, in JSON and on pages."""

import re
from typing import Any
from urllib.parse import urlsplit

from crawlers.readers.sheet import Sheet, line
from crawlers.readers.tree import words
from records.reading import Reading, State

_CODES = {
    "-100": State.LOGIN_WALL,
    "100005": State.RATE_LIMITED,
    "20003": State.GONE,
    "20101": State.GONE,
    "20112": State.FORBIDDEN,
    "20603": State.GONE,
    "21301": State.LOGIN_WALL,
}
WALLS = (State.LOGIN_WALL, State.CAPTCHA, State.CHALLENGE, State.RATE_LIMITED, State.FORBIDDEN)
_FIRST = (State.ITEMS, *WALLS, State.GONE, State.EMPTY)
_RANK = (*_FIRST, *(state for state in State if state not in _FIRST))
# In this order: 微博不存在或暂无查看权限 says that nobody gets it.
_WORDS = (
    (State.EMPTY, r"没有内容|没有人评论|还没有评论|发表你的评论|抢沙发|暂无(?:数据|评论|微博)|没有发过微博"),
    (State.CAPTCHA, r"验证码|安全验证|行为有些异常|行为异常"),
    (State.RATE_LIMITED, r"频繁|频次过高|歇歇|访问过快|操作太快|too (?:many|fast)"),
    (State.GONE, r"不存在|删除|无法查看|帐号异常|账号异常|违反|does not exist|页面地址有误"),
    (State.FORBIDDEN, r"没有权限|查看权限|隐私设置|仅.{0,6}可见|permission"),
    (State.LOGIN_WALL, r"登录|登陆"),
    (State.SERVER_ERROR, r"超时|系统繁忙|系统错误|服务器|稍后(?:再|重)试"),
)
_PATTERNS = tuple((state, re.compile(pattern, re.IGNORECASE)) for state, pattern in _WORDS)
_SAID = "p.h5-4con, .h5-4box p, .page_error p, .M_notice p, .m-error p, .search_noresult p, p.code_tit"
_LOGIN_TITLE = re.compile(r"^(?:登录|新浪通行证|微博登录|微博-登录)|随时随地发现新鲜事.{0,9}登录")


def refusal(answer: Any) -> Reading | None:
    """What a JSON answer without posts says of itself; None where it says that all is well."""
    said = next(filter(None, (words(answer, key) for key in ("msg", "message", "error"))), None)
    said = said or words(answer, "data", "msg") or ""
    if words(answer, "ok") == "1":
        return _by_words(said, _PATTERNS[:1])
    for key in ("ok", "errno", "error_code"):
        if state := _CODES.get(words(answer, key) or ""):
            return Reading(state, said or f"{key} {words(answer, key)}")
    found = _by_words(said, _PATTERNS)
    if found and found.state is State.EMPTY:
        return Reading(State.EMPTY, f"{said} (end of the list, or asked too fast)")
    if found is None and "passport" in (words(answer, "url") or words(answer, "data", "url") or ""):
        return Reading(State.LOGIN_WALL, said or "sent to the log-in")
    return found


def _by_words(said: str, patterns: tuple[tuple[State, re.Pattern[str]], ...]) -> Reading | None:
    return next((Reading(state, said) for state, pattern in patterns if pattern.search(said)), None)


def read_wall(sheet: Sheet) -> Reading:
    """A page that is neither JSON nor a list of statuses."""
    title = line(sheet.root.css("title")) or ""
    if "Sina Visitor System" in title or "新浪访客系统" in title:
        return Reading(State.CHALLENGE, title)
    if "安全验证" in title or sheet.root.css(".verify-box img#captcha, [node-type=yzm_img], img#yzm_img"):
        return Reading(State.CAPTCHA, title or "verification code")
    if _LOGIN_TITLE.search(title) or _is_passport(sheet.url):
        return Reading(State.LOGIN_WALL, title or sheet.url)
    said = line(sheet.root.css(_SAID)) or _small_page(sheet)
    if said and (found := _by_words(said, _PATTERNS)):
        return found
    return Reading(State.UNKNOWN, said or f"neither JSON nor a page of statuses: {title}".rstrip(": "))


def _is_passport(url: str) -> bool:
    return (urlsplit(url).hostname or "").startswith(("passport.weibo.", "login.sina."))


def _small_page(sheet: Sheet) -> str | None:
    """The words of a page that has hardly any: an error page in no known markup."""
    shown = " ".join(" ".join(sheet.root.css("body ::text").getall()[:200]).split())
    scripts = sheet.root.css("script")
    return shown if 0 < len(shown) <= 120 and not scripts else None


def joined_state(readings: list[Reading]) -> Reading:
    """The reading that says most about several answers of one page."""
    return min(readings, key=lambda reading: _RANK.index(reading.state))
