"""What every site means alike: failures, redirects and status codes."""

import re
from urllib.parse import urljoin, urlsplit

from w3lib.url import canonicalize_url

from crawlers.charset import decode
from crawlers.readers.addresses import absolute
from crawlers.readers.challenges import find_challenge
from records.page import Page
from records.reading import Link, Reading, State

_REDIRECTS = {301, 302, 303, 307, 308}
_STATES = {
    304: State.UNCHANGED,
    401: State.FORBIDDEN,
    403: State.FORBIDDEN,
    404: State.GONE,
    407: State.UNREACHABLE,
    410: State.GONE,
    429: State.RATE_LIMITED,
    451: State.GONE,
}
_LOGIN_PATH = re.compile(r"passport|(?:^|[/.?=_-])(?:log-?in|log-?on|sign-?in)(?:$|[/.?&=_-])", re.IGNORECASE)
_DEED = re.compile(r"(?:^|&)(?:action|mod|do|act|op)=([\w-]{1,40})")
_CAPTCHA_PATH = re.compile(r"captcha|antispider|punish|verify_?code", re.IGNORECASE)
_LOGIN_WORDS = re.compile(
    r"尚未登录|需要先?登录|请先?登录|登录后(?:才能|可|查看|继续)|"
    r"(?:must|need to|have to|required to)(?: be)? log(?:ged)? in",
    re.IGNORECASE,
)


def redirect_target(page: Page) -> str | None:
    """Where a 3xx answer points, absolute; None where the page is no redirect, or one to no address."""
    if page.exchange is None or page.status not in _REDIRECTS:
        return None
    location = (page.exchange.header("Location") or "").strip()
    try:
        target = urljoin(page.url, location)
        return target if location and urlsplit(target).port != 0 else None
    except ValueError:
        return None


def leads_to(page: Page, url: str) -> bool:
    """Whether the page is a redirect to ``url``, in whatever form it is written."""
    link, wanted = absolute(page.url, redirect_target(page)), absolute(url, url)
    return bool(link and wanted and canonicalize_url(link) == canonicalize_url(wanted))


def common_answer(page: Page) -> Reading | None:
    """The reading of a page whose status says it all; None where the body has to be read.

    A redirect is a page with one link of kind ``next``, unless it leads to a log-in or a captcha. One to its
    own address says nothing yet: a forum that mends a thread, or hands out a cookie, answers the next time.
    """
    if page.exchange is None:
        return None if page.rendering else Reading(State.UNREACHABLE, page.failure or "nothing came back")
    if 200 <= page.status < 300:
        return find_challenge(page, by_header=True)
    if (target := redirect_target(page)) is not None:
        return _redirected(page, target)
    return find_challenge(page) or _refused(page)


def _redirected(page: Page, target: str) -> Reading:
    where = _path(target)
    if _CAPTCHA_PATH.search(where):
        return Reading(State.CAPTCHA, f"redirected to {target}")
    if _LOGIN_PATH.search(where):
        return Reading(State.LOGIN_WALL, f"redirected to {target}")
    if leads_to(page, page.url):
        return Reading(State.UNREACHABLE, "redirected to its own address")
    link = absolute(page.url, target)
    return Reading(State.REDIRECTED_ELSEWHERE, target, links=(Link("next", link),) if link else ())


def _path(target: str) -> str:
    """Host, path and what is asked to be done; the address that a log-in is to return to must not count."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    deeds = _DEED.findall(parts.query)
    return "/".join((parts.netloc + parts.path, *deeds))


def _refused(page: Page) -> Reading:
    status = page.status
    why = f"HTTP {status}"
    if status in _REDIRECTS:
        return Reading(State.UNKNOWN, f"{why} that leads to no address")
    if status >= 500:
        return Reading(State.SERVER_ERROR, why)
    if status in (401, 403) and (found := _LOGIN_WORDS.search(_words(page))):
        return Reading(State.LOGIN_WALL, f"{why}: {found[0]}")
    return Reading(_STATES.get(status, State.UNKNOWN), why)


def _words(page: Page) -> str:
    content_type = page.exchange.header("Content-Type") if page.exchange else None
    return decode(page.content[:200_000], content_type)[0]
