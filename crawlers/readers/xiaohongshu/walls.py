"""What Xiaohongshu says instead of notes."""

import re
from typing import Any

from crawlers.readers.sheet import Sheet, line
from crawlers.readers.tree import at, words
from records.reading import Reading, State

_CODES = {
    "-100": State.LOGIN_WALL,
    "-101": State.LOGIN_WALL,
    "-104": State.FORBIDDEN,
    "-510000": State.GONE,
    "-510001": State.GONE,
    "300011": State.FORBIDDEN,
    "300012": State.FORBIDDEN,
    "300013": State.RATE_LIMITED,
    "300015": State.CHALLENGE,
    "300031": State.GONE,
}
_WORDS = (
    (State.CAPTCHA, r"安全验证|滑块|验证码|扫码验证"),
    (State.RATE_LIMITED, r"访问频繁|频次|稍后再试|操作太快"),
    (State.FORBIDDEN, r"IP存在风险|账号异常|帐号异常|没有权限|网络连接异常"),
    (State.GONE, r"暂时无法浏览|页面不见了|不存在|已被?删除|状态异常|无法查看"),
    (State.LOGIN_WALL, r"登录后|请先?登录|登录已过期|无登录信息"),
)
_PATTERNS = tuple((state, re.compile(pattern)) for state, pattern in _WORDS)
_CODE = re.compile(r"(?:error_?code|errorCode)=(-?\d{1,9})")
_SAID = ".access-wrapper, .error-page, .not-found, .feedback-container, .verify-page, .captcha-container"


def refusal(value: Any) -> Reading | None:
    """What a call answers without notes: a code, or a list that is empty."""
    code, said = words(value, "code"), words(value, "msg") or words(value, "message") or ""
    if code in ("0", None) and at(value, "success") is not False:
        return _empty(value)
    state = _CODES.get(code or "") or _state(said) or State.UNKNOWN
    return Reading(state, f"code {code}: {said}".rstrip(": "))


def by_code(target: str) -> Reading:
    """The page to which a note that is not shown leads; the reason stands in its address."""
    code = _CODE.search(target)
    state = _CODES.get(code[1], State.GONE) if code else State.GONE
    return Reading(state, f"redirected to {target}")


def read_wall(sheet: Sheet, state: Any = None) -> Reading:
    """A page without notes."""
    asked = at(state, "note", "serverRequestInfo")
    code = words(asked, "errorCode")
    if code not in (None, "0"):
        said = words(asked, "errMsg") or ""
        return Reading(
            _CODES.get(code or "") or _state(said) or State.UNKNOWN, f"code {code}: {said}".rstrip(": ")
        )
    if "/website-login/captcha" in sheet.url:
        return Reading(State.CAPTCHA, "the captcha page")
    title = line(sheet.root.css("title")) or ""
    said = _said(sheet)
    if found := _state(f"{title} {said}"):
        return Reading(found, said or title)
    if sheet.root.css(".login-modal, .login-container, .login-mask"):
        return Reading(State.LOGIN_WALL, "log-in dialogue")
    why = "its lists appear only in a browser" if state is not None else "no state in the page"
    return Reading(State.UNKNOWN, f"{why}: {title}".rstrip(": "))


def _said(sheet: Sheet) -> str:
    boxes = sheet.root.css(_SAID)[:1].css("::text").getall()
    return " ".join(" ".join(boxes).split())[:200]


def _state(said: str) -> State | None:
    return next((state for state, pattern in _PATTERNS if pattern.search(said)), None)


def _empty(value: Any) -> Reading | None:
    """All is well, and there is nothing: a list without notes, or an end without even a list."""
    body = at(value, "data")
    lists = [at(body, key) for key in ("items", "notes", "comments")]
    if any(isinstance(found, list) for found in lists) or at(body, "has_more") is False:
        return Reading(State.EMPTY, "no notes in the answer")
    return None
