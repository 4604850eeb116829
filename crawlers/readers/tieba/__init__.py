"""Baidu Tieba: the classic bars, threads, floor replies and search; JSON and cards of the 2026 site."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from crawlers.readers.addresses import absolute, parameter
from crawlers.readers.answers import redirect_target
from crawlers.readers.sheet import Sheet, line, open_sheet, page_text
from crawlers.readers.tieba.asides import read_asides
from crawlers.readers.tieba.bar import read_bar
from crawlers.readers.tieba.json import captured, read_captured
from crawlers.readers.tieba.rendered import read_cards, read_floors
from crawlers.readers.tieba.search import read_person, read_search
from crawlers.readers.tieba.thread import read_thread
from crawlers.readers.tieba.touch import read_touch
from records.page import Page
from records.reading import Reading, State

_READERS = (read_thread, read_bar, read_search, read_asides, read_cards, read_floors, read_touch, read_person)
_GONE = (
    "该贴已被删除",
    "该贴被删除",
    "贴子已被删除",
    "帖子已被删除",
    "根据相关法律法规和政策",
    "尚未建立",
    "贴子不存在",
    "帖子不存在",
)
_NOTHING = ("没有找到", "暂无搜索结果", "还没有贴子", "还没有帖子")
_PLAIN_GONE = ".page404, .page_bar_uncreated, .forbidden_bar"
_CHECK = re.compile(r"(?:wappass\.baidu\.com/static/captcha|//seccaptcha[\w-]*\.baidu\.com/)")
_MARKS = (
    ".j_thread_list, .j_l_post, .lzl_single_post, .s_post, .card_title_fname, .threadcardclass,"
    " .pb-comment-item, .tl_shadow, .page_bar_uncreated"
)
_OWN_TITLE = re.compile(r"百度贴吧|百度安全验证|贴吧404")


def recognise(page: Page) -> str | None:
    """Which of the two generations the page is of: ``classic`` or ``2026``."""
    if captured(page):
        return "2026"
    sheet = open_sheet(page, "UTC", _uncommented(page_text(page)))
    if not sheet.root.css(_MARKS) and not _OWN_TITLE.search(line(sheet.root.css("title")) or ""):
        return "" if answer(page) else None
    return "2026" if sheet.root.css(".threadcardclass, .pb-comment-item, .pb-content-wrap") else "classic"


def answer(page: Page) -> Reading | None:
    """A redirect to Baidu's security check is a captcha; its host serves log-ins as well."""
    target = redirect_target(page)
    parts = urlsplit(absolute(page.url, target) or "")
    if parts.netloc.startswith("seccaptcha") or (
        parts.netloc == "wappass.baidu.com" and "passport" not in parts.path
    ):
        return Reading(State.CAPTCHA, f"redirected to {target}")
    return None


def read(page: Page, zone: str) -> Reading:
    """Floors and replies within floors as posts; rows, cards and search hits as excerpts.

    ``author_id`` is the portrait, which every page has and which makes the person's address (on old pages the
    account's name); ``thread`` the tid, ``board`` the bar without 吧; ``reply_to`` of a reply within a floor
    the floor's post id. What a browser captured comes before what its page shows.
    """
    answers = captured(page)
    said = read_captured(answers, page, zone) if answers else Reading(State.UNKNOWN)
    if said.state is State.ITEMS or (answers and not page.rendering):
        return said
    shown = _read_markup(page, zone)
    told = said.state in (State.UNKNOWN, State.EMPTY) and shown.state is not State.UNKNOWN
    return shown if told or shown.state is State.ITEMS or not answers else said


def _read_markup(page: Page, zone: str) -> Reading:
    text = page_text(page)
    sheet = open_sheet(page, zone, _uncommented(text))
    for part in _READERS:
        if reading := part(sheet):
            return reading
    if text.strip():
        return _wall(sheet, text)
    return Reading(State.FORBIDDEN, "empty body: the address or account is blocked")


def _uncommented(text: str) -> str:
    """The list of a bar sits in an HTML comment until a script takes it out."""
    return text.replace("<!--", "").replace("-->", "") if "pagelet_html" in text else text


def _wall(sheet: Sheet, text: str) -> Reading:
    title = line(sheet.root.css("title")) or ""
    if "安全验证" in title or _CHECK.search(text[:20_000]):
        return Reading(State.CAPTCHA, title or "the security check's script")
    said = sheet.root.xpath("//body//text()[not(ancestor::script or ancestor::style)]").getall()
    words = " ".join(said)[:20_000]
    if gone := sheet.root.css(_PLAIN_GONE):
        return Reading(State.GONE, (line(gone) or title)[:80])
    if sheet.root.css("#passport-login-pop, .tang-pass-pop-login") or "请登录后" in words:
        return Reading(State.LOGIN_WALL, title or "log-in box in place of the page")
    for state, sentences in ((State.GONE, _GONE), (State.EMPTY, _NOTHING)):
        if sentence := next((sentence for sentence in sentences if sentence in words), None):
            return _censored(sheet, Reading(state, sentence))
    if sheet.root.css("ul#thread_list") and parameter(sheet.url, "kw"):
        return Reading(State.EMPTY, "the bar's list has no rows")
    return Reading(State.UNKNOWN, "no marker of a bar, thread or search page")


def _censored(sheet: Sheet, reading: Reading) -> Reading:
    """A search that the law is said to forbid is refused; only a bar or thread can be gone."""
    refused = reading.state is State.GONE and "/search/" in urlsplit(sheet.url).path
    return replace(reading, state=State.FORBIDDEN) if refused else reading
