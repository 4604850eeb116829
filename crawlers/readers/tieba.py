"""Baidu Tieba: the classic bars, threads, floor replies and search; JSON and cards of the 2026 site."""

from crawlers.readers.addresses import parameter
from crawlers.readers.answers import redirect_target
from crawlers.readers.sheet import Sheet, line, open_sheet, page_text
from crawlers.readers.tieba_bar import read_bar
from crawlers.readers.tieba_json import captured, read_captured
from crawlers.readers.tieba_search import read_search
from crawlers.readers.tieba_thread import read_asides, read_thread
from records.page import Page
from records.reading import Reading, State

_GUARDS = ("wappass.baidu.com", "seccaptcha.baidu.com")
_GONE = ("该贴已被删除", "该贴被删除", "根据相关法律法规和政策", "尚未建立", "贴子不存在", "帖子不存在")
_NOTHING = ("没有找到", "暂无搜索结果", "还没有贴子", "还没有帖子")
_PLAIN_GONE = ".page404, .page_bar_uncreated, .forbidden_bar"


def answer(page: Page) -> Reading | None:
    """A redirect to Baidu's security check is a captcha."""
    target = redirect_target(page)
    if target and any(guard in target for guard in _GUARDS):
        return Reading(State.CAPTCHA, f"redirected to {target}")
    return None


def read(page: Page, zone: str) -> Reading:
    """Floors and replies within floors as posts; rows and search hits as posts of floor 1 if they show text.

    ``author_id`` is the portrait, which every page has and which makes the person's address; ``thread`` the
    tid, ``board`` the bar without 吧.
    """
    if answers := captured(page):
        return read_captured(answers, page, zone)
    text = page_text(page)
    sheet = open_sheet(page, zone, _uncommented(text))
    for part in (read_thread, read_bar, read_search, read_asides):
        if reading := part(sheet):
            return reading
    return (
        _wall(sheet)
        if text.strip()
        else Reading(State.FORBIDDEN, "empty body: the address or account is blocked")
    )


def _uncommented(text: str) -> str:
    """The list of a bar sits in an HTML comment until a script takes it out."""
    return text.replace("<!--", "").replace("-->", "") if "pagelet_html" in text else text


def _wall(sheet: Sheet) -> Reading:
    title = line(sheet.root.css("title")) or ""
    if "安全验证" in title:
        return Reading(State.CAPTCHA, title)
    words = " ".join(sheet.root.css("body ::text").getall())[:20_000]
    if gone := sheet.root.css(_PLAIN_GONE):
        return Reading(State.GONE, (line(gone) or title)[:80])
    if sheet.root.css("#passport-login-pop, .tang-pass-pop-login") or "请登录后" in words:
        return Reading(State.LOGIN_WALL, title or "log-in box in place of the page")
    for state, sentences in ((State.GONE, _GONE), (State.EMPTY, _NOTHING)):
        if said := next((sentence for sentence in sentences if sentence in words), None):
            return Reading(state, said)
    if sheet.root.css("ul#thread_list") and parameter(sheet.url, "kw"):
        return Reading(State.EMPTY, "the bar's list has no rows")
    return Reading(State.UNKNOWN, "no marker of a bar, thread or search page")
