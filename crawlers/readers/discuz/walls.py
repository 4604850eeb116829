"""What Discuz! says instead of a page; nearly always with HTTP 200."""

import re

from crawlers.readers.discuz.sentences import message_state, simple
from crawlers.readers.sheet import Sheet, line
from records.reading import Link, Reading, State

# X; phones; 6.x; 7.x. The message of 7.x has no name of its own: it stands alone in its page.
_BOXES = "div#messagetext, div.jump_c, div.box.message, .alert_win .postbox"
_GUARDS = (
    (State.RATE_LIMITED, "频繁刷新限制"),
    (State.FORBIDDEN, "代理服务器访问限制"),
    (State.CHALLENGE, "页面重载开启"),
)
_SUM = re.compile(r"\d{1,4}\s{0,3}[+＋\-－*×xX]\s{0,3}\d{1,4}\s{0,3}[=＝]")
# A guard in use on many boards: the page is a script with a name for the visitor.
_SCRIPT = re.compile(r"\bsafeid\s{0,3}=\s{0,3}['\"]")
_USER = re.compile(r"discuz_uid\s{0,3}=\s{0,3}'?(\d{1,12})'?")
_EMPTY = re.compile(
    r"(?:本版块?|该版块?)?\S{0,8}尚无主题|没有找到匹配结果|没有找到匹配的|暂时还没有帖子|还没有相关的帖子|暂无相关内容|"
    r"no (?:matched|match|threads|topics)[^.]{0,40}",
    re.IGNORECASE,
)
_LISTS = "p.emp, p.nodata, #threadlist, .threadlist, .bw0_all, .datatable, .bm_c"
_BROKEN = re.compile(r"Discuz! (?:System|Database) Error|Discuz! info\b.{0,200}?MySQL", re.DOTALL)


def find_wall(sheet: Sheet, text: str) -> Reading | None:
    """The wall that the page is, or None. A log-in *form* is on every guest page and is none."""
    if box := sheet.root.css(_BOXES):
        return _message(sheet, line(box.css("p")) or line(box) or "", text)
    if sheet.root.css("form input[name=pw]"):
        return Reading(State.FORBIDDEN, "the board needs a password")
    return _failure(sheet, text) or _guard(sheet, text)


def empty_words(sheet: Sheet) -> str | None:
    """The words with which a list says that it is empty."""
    for css in _LISTS.split(", "):
        words = " ".join(" ".join(sheet.root.css(css).css("::text").getall()[:2_000]).split())
        plain = simple(words)
        if words and css == "p.emp" and "登录" not in plain:
            return words
        if found := _EMPTY.search(plain):
            return words[found.start() : found.end()]
    return None


def _message(sheet: Sheet, sentence: str, text: str) -> Reading:
    user = _USER.search(text)
    login_box = bool(sheet.root.css("div#messagelogin"))
    if sheet.root.css("div#messagetext.alert_right, .postbox > .alert_right") and not login_box:
        onward = sheet.link("next", sheet.root.css("p.alert_btnleft a::attr(href)").get())
        return Reading(State.REDIRECTED_ELSEWHERE, sentence, links=_only(onward))
    state = message_state(sentence, bool(user and user[1] != "0"), login_box)
    return Reading(state, sentence)


def _only(link: Link | None) -> tuple[Link, ...]:
    return (link,) if link else ()


def _failure(sheet: Sheet, text: str) -> Reading | None:
    """The software's own page for a broken database or script."""
    found = _BROKEN.search(text[:20_000])
    return Reading(State.SERVER_ERROR, " ".join(found[0].split())[:80]) if found else None


def _guard(sheet: Sheet, text: str) -> Reading | None:
    """The flood guard's tiny pages, which carry no Discuz! markup at all."""
    if len(text) > 6_000 or sheet.root.css("meta[name=generator], body[id^=nv_]"):
        return None
    if found := _SCRIPT.search(text):
        return Reading(State.CHALLENGE, f"marker: {found[0]}")
    title, plain = simple(line(sheet.root.css("title, h2")) or ""), simple(text)
    for state, words in _GUARDS:
        if words in title or words in plain:
            return Reading(state, words)
    if sheet.root.css("form input") and (
        found := _SUM.search(" ".join(sheet.root.css("body ::text").getall()))
    ):
        return Reading(State.CAPTCHA, f"asks for a sum: {found[0]}")
    return None
