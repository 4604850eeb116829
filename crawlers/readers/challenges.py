"""Pages that a guard puts before a site. They are recognised and end the visit; nothing here solves them."""

import re

from crawlers.charset import decode
from records.page import Page
from records.reading import Reading, State

_HEADERS = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
)
_TITLE = re.compile(r"<title[^>]{0,200}>\s{0,50}([^<]{0,200})", re.IGNORECASE)
_CHALLENGE_TITLE = re.compile(
    r"^(?:just a moment|attention required! \| cloudflare|请稍候|checking your browser|ddos-guard|"
    r"please wait\.\.\.|one moment, please|verifying you are human|security check)",
    re.IGNORECASE,
)
_CAPTCHA_TITLE = re.compile(
    r"安全验证|人机验证|滑动验证|验证码拦截|captcha|are you a robot|robot check", re.IGNORECASE
)
# `/cdn-cgi/` alone stands in healthy pages behind the same guard; these stand only in its challenges.
_MARKERS = re.compile(
    r"_cf_chl_opt|cf-browser-verification|id=[\"']challenge-(?:form|running|stage|error-text)|__jsl_clearance|"
    r"acw_sc__v2|_Incapsula_Resource|awsWafCookieDomainList|ddos-guard/js-challenge|_dsign=|"
    r"class=[\"']cf-turnstile"
)
_CAPTCHA_MARKERS = re.compile(
    r"class=[\"'][^\"']{0,100}(?:g-recaptcha|h-captcha|geetest_|nc-container|TCaptcha)|id=[\"']TencentCaptcha"
)
_ASKS_FOR_CODE = re.compile(
    r"(?:请|請)?(?:输入|輸入|填写).{0,8}(?:验证码|驗證碼)|(?:enter|type) the (?:code|characters)"
)
_FIELD = re.compile(
    r"<input[^<>]{0,200}name=[\"'][^\"']{0,40}(?:captcha|verify|vcode|seccode|checkcode|code)", re.IGNORECASE
)
# A guard's page shows its question and little else.
_SMALL, _FEW_WORDS = 20_000, 200
_SETS_COOKIE = re.compile(r"document\.cookie\s{0,9}=")
_RELOADS = re.compile(
    r"location\.(?:reload|replace|href|assign)|location\s{0,9}=|http-equiv=[\"']?refresh", re.IGNORECASE
)
_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)


def find_challenge(page: Page, by_header: bool = False) -> Reading | None:
    """The challenge or captcha that ``page`` is, or None; ``by_header`` looks at the headers only."""
    if (marked := _by_header(page)) or by_header:
        return marked
    text = _head(page)
    return _by_title(text) or _by_marker(text)


def loads_itself_again(page: Page) -> bool:
    """Whether ``page`` bears no guard's mark, says next to nothing and is told to be loaded once more."""
    text = _head(page)
    if _by_header(page) or _by_title(text) or _marked(text) or len(text) >= _SMALL:
        return False
    refresh = page.exchange.header("refresh") if page.exchange else None
    return bool(refresh or _RELOADS.search(text)) and len(_TAGS.sub("", text).strip()) < _FEW_WORDS


def _by_header(page: Page) -> Reading | None:
    header = page.exchange.header if page.exchange else lambda name: None
    for name, value in _HEADERS:
        if (header(name) or "").lower() == value:
            state = State.CAPTCHA if value == "captcha" else State.CHALLENGE
            return Reading(state, f"{name}: {value}")
    return None


def _head(page: Page) -> str:
    """A guard's page is small; looking further would only find posts that speak of guards."""
    content_type = page.exchange.header("Content-Type") if page.exchange else None
    text = page.rendering.dom if page.rendering else decode(page.content[:200_000], content_type)[0]
    return text[:100_000]


def _by_title(text: str) -> Reading | None:
    found = _TITLE.search(text)
    title = " ".join(found[1].split()) if found else ""
    if _CHALLENGE_TITLE.search(title):
        return Reading(State.CHALLENGE, f"title: {title}")
    return Reading(State.CAPTCHA, f"title: {title}") if _CAPTCHA_TITLE.search(title) else None


def _by_marker(text: str) -> Reading | None:
    return _marked(text) or (_by_words(text) if len(text) < _SMALL else None)


def _marked(text: str) -> Reading | None:
    if found := _MARKERS.search(text):
        return Reading(State.CHALLENGE, f"marker: {found[0]}")
    if found := _CAPTCHA_MARKERS.search(text):
        return Reading(State.CAPTCHA, f"marker: {found[0]}")
    return None


def _by_words(text: str) -> Reading | None:
    """A small page of few words: a script that comes back with a cookie, or a code to be typed."""
    words = _TAGS.sub("", text).strip()
    if len(words) >= _FEW_WORDS:
        return None
    if _SETS_COOKIE.search(text) and _RELOADS.search(text):
        return Reading(State.CHALLENGE, "a script sets a cookie and loads the page again")
    if _FIELD.search(text) and (asked := _ASKS_FOR_CODE.search(words)):
        return Reading(State.CAPTCHA, f"asks for a code: {asked[0]}")
    return None
