# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What every site means alike, and the order in which a page is understood."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
EVERY = sorted(FAMILIES)
POST = (
    '<div class="tgme_widget_message" data-post="c_00/7"><div class="js-message_text">{}</div>'
    '<a class="tgme_widget_message_date" href="https://www.example.com/c_00/7"><time datetime="2026-03-01T00:00:00+00:00">'
    "</time></a></div>"
)


def test_the_families_are_found_not_registered() -> None:
    assert {"telegram", "discuz", "tieba", "weibo", "goofish"} <= set(FAMILIES)


@pytest.mark.parametrize("family", EVERY)
def test_nothing_came_back(family: str) -> None:
    page = Page(url="https://www.example.com/", fetched_at=datetime.now(UTC), failure="connection refused")
    reading = read(page, family, ZONE)
    assert (reading.state, reading.why) == (State.UNREACHABLE, "connection refused")


@pytest.mark.parametrize("family", EVERY)
@pytest.mark.parametrize(
    ("status", "state"),
    [
        (304, State.UNCHANGED),
        (404, State.GONE),
        (410, State.GONE),
        (429, State.RATE_LIMITED),
        (401, State.FORBIDDEN),
        (500, State.SERVER_ERROR),
        (503, State.SERVER_ERROR),
        (400, State.UNKNOWN),
    ],
)
def test_a_status_says_it_all(page: Make, family: str, status: int, state: State) -> None:
    assert read(page("<html>no</html>", status=status), family, ZONE).state is state


def test_forbidden_with_words_about_signing_in_is_a_login_wall(page: Make) -> None:
    assert read(page("<p>refused</p>", status=403), "discuz", ZONE).state is State.FORBIDDEN
    assert read(page("<p>You must be logged in</p>", status=403), "discuz", ZONE).state is State.LOGIN_WALL
    assert read(page("<p>请先登录</p>".encode("gbk"), status=403), "discuz", ZONE).state is State.LOGIN_WALL


@pytest.mark.parametrize(
    ("target", "state", "links"),
    [
        ("/new?sid=1#top", State.REDIRECTED_ELSEWHERE, (Link("next", "https://www.example.com/new"),)),
        ("member.php?mod=logging&action=login", State.LOGIN_WALL, ()),
        ("/login?back=x", State.LOGIN_WALL, ()),
        ("/new?return=https://passport.example.com/login", State.REDIRECTED_ELSEWHERE, None),
        ("/new?return=/login", State.REDIRECTED_ELSEWHERE, None),
        ("https://guard.example.net/captcha?u=1", State.CAPTCHA, ()),
        ("http://[broken", State.UNKNOWN, ()),
        ("http://www.example.com:99999/", State.UNKNOWN, ()),
        ("", State.UNKNOWN, ()),
        ("javascript:alert(1)", State.REDIRECTED_ELSEWHERE, ()),
    ],
)
def test_a_redirect_is_a_page_with_one_link(
    page: Make, target: str, state: State, links: tuple[Link, ...] | None
) -> None:
    reading = read(page("", status=302, Location=target), "discuz", ZONE)
    assert reading.state is state
    assert links is None or reading.links == links


def test_a_redirect_to_its_own_address_is_to_be_asked_again(page: Make) -> None:
    own = "https://www.example.com/forum.php?mod=viewthread&tid=7"
    for target in (own, "forum.php?tid=7&mod=viewthread#pid9"):
        reading = read(page("", url=own, status=302, Location=target), "discuz", ZONE)
        assert (reading.state, reading.links) == (State.UNREACHABLE, ())
    other = read(page("", url=own, status=302, Location=own + "&page=2"), "discuz", ZONE)
    assert other.state is State.REDIRECTED_ELSEWHERE


@pytest.mark.parametrize(
    ("body", "status", "state"),
    [
        ("<title>Just a moment...</title>", 403, State.CHALLENGE),
        ("<title>Just a moment...</title>", 200, State.CHALLENGE),
        ("<title>Attention Required! | Cloudflare</title>", 503, State.CHALLENGE),
        ("<script>window._cf_chl_opt={}</script>", 503, State.CHALLENGE),
        ("<script>document.cookie='a=1';location.reload()</script>", 200, State.CHALLENGE),
        ('<div class="cf-turnstile"></div>', 403, State.CHALLENGE),
        ('<form><div class="x g-recaptcha" data-sitekey="k"></div></form>', 200, State.CAPTCHA),
        ("<form>请输入验证码：<img src=/c><input name='seccode'></form>", 200, State.CAPTCHA),
        ("<p>请输入验证码</p>" + "帖子的内容。" * 60 + "<input name=code>", 200, State.UNKNOWN),
        ("<p>登录时请输入验证码</p>", 200, State.UNKNOWN),
        ("<title>百度安全验证</title>", 200, State.CAPTCHA),
        ("<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>", 200, State.UNKNOWN),
    ],
)
def test_a_challenge_is_recognised_in_every_family(page: Make, body: str, status: int, state: State) -> None:
    padding = f"<!--{' ' * 600}-->"
    for family in ("telegram", "discuz", "goofish"):
        assert (
            read(
                page(f"<html><head>{body}</head><body>{padding}</body></html>", status=status), family, ZONE
            ).state
            is state
        )


def test_a_challenge_named_by_a_header(page: Make) -> None:
    assert read(page("x", status=200, cf_mitigated="challenge"), "weibo", ZONE).state is State.CHALLENGE


def test_a_post_about_a_challenge_is_a_post(page: Make) -> None:
    words = "Just a moment... _cf_chl_opt 百度安全验证 document.cookie= location.reload 请先登录"
    reading = read(page(f"<title>Just a moment...</title>{POST.format(words)}"), "telegram", ZONE)
    assert reading.state is State.ITEMS
    assert reading.posts[0].text == words


def test_a_body_that_was_cut_is_read_and_says_so(page: Make) -> None:
    whole = page(POST.format("text"))
    assert whole.exchange is not None
    cut = replace(whole, exchange=replace(whole.exchange, truncated="length"))
    reading = read(cut, "telegram", ZONE)
    assert (reading.state, len(reading.posts)) == (State.TOO_LARGE, 1)
    for reason in ("disconnect", "time"):
        broken = replace(whole, exchange=replace(whole.exchange, truncated=reason))
        reading = read(broken, "telegram", ZONE)
        assert (reading.state, len(reading.posts)) == (State.UNREACHABLE, 1)
        assert reading.why == f"body cut ({reason}) after {len(whole.content)} bytes"


def test_an_unknown_family_is_a_key_error(page: Make) -> None:
    with pytest.raises(KeyError):
        read(page("x"), "nosuch", ZONE)
