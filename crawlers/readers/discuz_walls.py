"""What Discuz! says instead of a page; nearly always with HTTP 200."""

import re

from crawlers.readers.sheet import Sheet, line
from records.reading import Link, Reading, State

# In this order: a deleted thread is gone whoever asks, a guest's missing right is a log-in wall.
_SENTENCES = (
    (
        State.RATE_LIMITED,
        re.compile(r"秒内只能进行一次搜索|每分钟系统最多|刷新过于频繁|操作过?于?太?频繁|请求过于频繁"),
    ),
    (
        State.GONE,
        re.compile(
            r"不存在|已被删除|已被?关闭|正在被?审核|没有找到帖子|已过期|not exist|deleted", re.IGNORECASE
        ),
    ),
    (State.SERVER_ERROR, re.compile(r"站点(?:已|暂时)?关闭|论坛(?:已|暂时)?关闭|bbclosed")),
    (State.LOGIN_WALL, re.compile(r"尚未登录|需要先?登录|请先?登录|登录后|游客|阅读权限高于")),
    (
        State.FORBIDDEN,
        re.compile(r"只有特定用户|需要密码|没有权限|无权|无法进行此操作|禁止(?:访问|IP)|被禁止"),
    ),
    (State.EMPTY, re.compile(r"没有找到匹配结果|尚无主题")),
)
_GUARDS = (
    (State.RATE_LIMITED, "频繁刷新限制"),
    (State.FORBIDDEN, "代理服务器访问限制"),
    (State.CHALLENGE, "页面重载开启"),
)
_SUM = re.compile(r"\d{1,4}\s{0,3}[+＋\-－*×xX]\s{0,3}\d{1,4}\s{0,3}[=＝]")
_USER = re.compile(r"discuz_uid\s{0,3}=\s{0,3}'(\d{1,12})'")
_EMPTY = re.compile(r"本版块或指定的范围内尚无主题|没有找到匹配结果|暂时还没有帖子|还没有相关的帖子")


def find_wall(sheet: Sheet, text: str) -> Reading | None:
    """The wall that the page is, or None. A log-in *form* is on every guest page and is none."""
    if box := sheet.root.css("div#messagetext, div.box.message"):
        return _message(sheet, line(box.css("p")) or line(box) or "", text)
    if sheet.root.css("form input[name=pw]") and "需要密码" in text:
        return Reading(State.FORBIDDEN, "本版块需要密码")
    return _guard(sheet, text)


def message_state(sentence: str, signed_in: bool, login_box: bool) -> State:
    """What a sentence of Discuz! means; ``unknown`` for a new one, unless a log-in box stands below it."""
    state = next((state for state, words in _SENTENCES if words.search(sentence)), State.UNKNOWN)
    if login_box and state in (State.UNKNOWN, State.FORBIDDEN):
        return State.LOGIN_WALL
    if signed_in and state is State.LOGIN_WALL and not re.search("登录", sentence):
        return State.FORBIDDEN
    return state


def empty_words(sheet: Sheet) -> str | None:
    """The words with which a list says that it is empty."""
    found = _EMPTY.search(
        " ".join(sheet.root.css("p.emp::text, #threadlist ::text, .bw0_all ::text").getall())
    )
    return found[0] if found else None


def _message(sheet: Sheet, sentence: str, text: str) -> Reading:
    user = _USER.search(text)
    login_box = bool(sheet.root.css("div#messagelogin"))
    if sheet.root.css("div#messagetext.alert_right") and not login_box:
        onward = sheet.link("next", sheet.root.css("#messagetext p.alert_btnleft a::attr(href)").get())
        return Reading(State.REDIRECTED_ELSEWHERE, sentence, links=_only(onward))
    state = message_state(sentence, bool(user and user[1] != "0"), login_box)
    return Reading(state, sentence)


def _only(link: Link | None) -> tuple[Link, ...]:
    return (link,) if link else ()


def _guard(sheet: Sheet, text: str) -> Reading | None:
    """The flood guard's tiny pages, which carry no Discuz! markup at all."""
    if len(text) > 6_000 or sheet.root.css("meta[name=generator], body[id^=nv_]"):
        return None
    title = line(sheet.root.css("title, h2")) or ""
    for state, words in _GUARDS:
        if words in title or words in text:
            return Reading(state, words)
    if sheet.root.css("form input") and (
        found := _SUM.search(" ".join(sheet.root.css("body ::text").getall()))
    ):
        return Reading(State.CAPTCHA, f"asks for a sum: {found[0]}")
    return None
