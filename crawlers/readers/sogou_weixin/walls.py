"""What Sogou and WeChat say instead of results or an article; mostly with HTTP 200."""

import re

from crawlers.readers.sheet import Sheet, line
from crawlers.readers.visible import visible_text
from records.reading import Reading, State

_SECCODE = "#seccodeImage, #seccodeInput, #seccodeForm, link[href*='anti.min.css'], script[src*='antispider']"
_VERIFY = "#verify_img, #js_verify, .weui-msg a#js_verify, [id^=tcaptcha], #verify_change"
_NO_RESULT = "#noresult_part1_container, .b404-box, .no-sosuo, #noresult_frontbl_container"
_NO_RESULT_FLAG = re.compile(r"[\"']?\bnoresult[\"']?\s{0,9}[:=]\s{0,9}[\"']?1\b")
_MESSAGE = (
    ".weui-msg__title, .weui-msg .title, .global_error_msg, .mesg-block, .page_msg .title, "
    ".warn .title, .text_area .title, h2.title, #js_error_msg"
)
# In this order: what has to be proved comes before what is gone, for the proof's page speaks of everything.
_SENTENCES = (
    (State.CAPTCHA, re.compile(r"环境异常|异常访问请求|请输入验证码|完成验证|协助验证|此验证码用于|去验证")),
    (
        State.RATE_LIMITED,
        re.compile(r"(?:访问|操作|请求)(?:过于|太)?频繁|请稍后(?:再试|重试)|系统繁忙"),
    ),
    (
        State.LOGIN_WALL,
        re.compile(
            r"微信客户端(?:中)?打开|登录后查看更多|请先?登录|仅(?:关注者|粉丝|好友)可见|关注后(?:可|才能)"
        ),
    ),
    (
        State.GONE,
        re.compile(
            r"已被(?:发布者|作者|投稿者)?删除|已删除|因违规无法查看|违反.{0,40}(?:无法查看|已被屏蔽|停止访问)|"
            r"被(?:多人)?投诉|无法查看|链接已?过期|链接不存在|内容不存在|不存在|已被?(?:屏蔽|封禁|冻结|停用|注销)|"
            r"自主注销|帐号(?:已)?迁移|账号(?:已)?迁移|参数错误|发送失败|审核(?:中|失败)|暂时?(?:不可|无法)查看"
        ),
    ),
    (State.SERVER_ERROR, re.compile(r"系统出错|系统错误")),
    (State.FORBIDDEN, re.compile(r"法律法规和政策|没有权限|无权(?:查看|访问)|禁止访问")),
)
_SHORT = 1_500


def find_wall(sheet: Sheet, text: str) -> Reading:
    """What the page says; ``unknown`` where it says nothing that is known."""
    if sheet.root.css(_SECCODE) or "/antispider/" in sheet.url:
        return Reading(State.CAPTCHA, line(sheet.root.css(".content-box .p2")) or "antispider")
    if nothing := sheet.root.css(_NO_RESULT):
        return _without_results(line(nothing) or "no results")
    said = line(sheet.root.css(_MESSAGE)) or _all_words(sheet)
    if sheet.root.css(_VERIFY):
        return Reading(State.CAPTCHA, said[:120] or line(sheet.root.css("title")) or "verification")
    if found := _meant(said):
        return found
    if _NO_RESULT_FLAG.search(text):
        return Reading(State.EMPTY, "noresult 1")
    return Reading(State.UNKNOWN, said[:80] or "no marker of a search or an article")


def _without_results(said: str) -> Reading:
    """Nothing found; or more is shown only to those who log in; or the words themselves are not searched."""
    if re.search(r"登录后查看更多|只显示\s?\d+\s?条", said):
        return Reading(State.LOGIN_WALL, said[:120])
    return Reading(State.FORBIDDEN if "法律法规" in said else State.EMPTY, said[:120])


def _meant(said: str) -> Reading | None:
    states = (state for state, words in _SENTENCES if words.search(said))
    return next((Reading(state, said[:120]) for state in states), None)


def _all_words(sheet: Sheet) -> str:
    """The words of a small page: an article's or a forum's would only happen to hold such sentences."""
    said = " ".join(visible_text(sheet.root.get()).split())
    return said if len(said) < _SHORT else ""
