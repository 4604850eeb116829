# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Telegram previews by their structure; whole pages are read in the sweep over the sources."""

from collections.abc import Callable

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
URL = "https://t.me/s/market_00"
HEAD = '<html><body><div class="tgme_channel_info_header_title">M</div><section class="tgme_channel_history">'
MESSAGE = """
<a class="tme_messages_more js-messages_more" href="/s/market_00?before=441" data-before="441"></a>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="market_00/442">
<a class="tgme_widget_message_owner_name" href="https://t.me/market_00"><span>Market &amp; Co</span></a>
<div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name"
 href="https://t.me/origin_00/9"><span>Origin</span></a></div>
<a class="tgme_widget_message_reply" href="https://t.me/market_00/440"><div class="tgme_widget_message_text
 js-message_reply_text">an earlier text</div></a>
<a class="tgme_widget_message_photo_wrap" href="#" style="width:800px;background-image:url('https://cdn.example.com/a.jpg')"></a>
<time class="message_video_duration">0:37</time>
<div class="tgme_widget_message_text js-message_text" dir="auto">一手<mark class="highlight">料子</mark><br/>
<i class="emoji" style="background-image:url('//x')"><b>🔥</b></i> 联系 <a href="https://t.me/seller_00?a=1&amp;amp;b=2"
 onclick="return">@seller_00</a><br/><br/>  末行</div>
<span class="tgme_reaction"><i class="emoji"><b>👍</b></i>12</span><span class="tgme_reaction"><b>🔥</b>1.2K</span>
<span class="tgme_widget_message_views">1.01M</span><span class="tgme_widget_message_meta">
<span class="tgme_widget_message_from_author">Ada</span>, edited <a class="tgme_widget_message_date"
 href="https://t.me/market_00/442"><time datetime="2026-03-04T14:53:12+00:00">14:53</time></a></span></div></div>
"""


def test_a_message(page: Make) -> None:
    reading = read(page(HEAD + MESSAGE, URL), "telegram", ZONE)
    (post,) = reading.posts
    assert reading.state is State.ITEMS
    assert (post.post_id, post.board, post.author_id) == ("market_00/442", "market_00", "market_00")
    assert (post.author_name, post.signature) == ("Market & Co", "Ada")
    assert post.text == "一手料子\n🔥 联系 @seller_00\n\n末行"
    assert post.url == "https://t.me/market_00/442"
    assert post.images == ("https://cdn.example.com/a.jpg",)
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-04T14:53:12+00:00"
    assert post.counters == {"views": Count(1_010_000, True), "reactions": Count(1212, True)}
    assert post.reply_to == "market_00/440"
    assert set(reading.links) == {
        Link("next", "https://t.me/s/market_00?before=441"),
        Link("post", "https://t.me/market_00/442"),
        Link("user", "https://t.me/s/origin_00"),
        Link("user", "https://t.me/s/seller_00"),
    }


def test_a_post_without_words_says_what_it_carries(page: Make) -> None:
    media = (
        '<div class="tgme_widget_message" data-post="m_00/1"><div class="tgme_widget_message_document_title">名单.xlsx'
        '</div></div><div class="tgme_widget_message" data-post="m_00/2"><div class="message_media_not_supported">'
        "Please open Telegram</div></div>"
    )
    posts = read(page(HEAD + media, URL), "telegram", ZONE).posts
    assert [post.text for post in posts] == ["名单.xlsx", ""]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (
            f'{HEAD}<div class="tgme_widget_message_wrap"><div class="tme_no_messages_found">No posts found</div>',
            State.EMPTY,
        ),
        (HEAD, State.EMPTY),
        (
            '<div class="tgme_widget_message err_message"><div class="tgme_widget_message_error">Post not found</div></div>',
            State.GONE,
        ),
        ('<title>Telegram: Contact @x_0000</title><i class="tgme_icon_user"></i>', State.GONE),
        (
            '<title>Telegram: View @x_0000</title><div class="tgme_page_extra">16 674 members, 362 online</div>',
            State.EMPTY,
        ),
        ("<title>Telegram: Log in</title>", State.LOGIN_WALL),
        ("<html>stop</html>", State.RATE_LIMITED),
        (f"<html>{'x' * 600}</html>", State.UNKNOWN),
    ],
)
def test_pages_without_posts(page: Make, body: str, state: State) -> None:
    assert read(page(body, URL), "telegram", ZONE).state is state


@pytest.mark.parametrize("target", ["/Market_00", "https://t.me/market_00", "https://t.me/market_00/"])
def test_a_channel_without_preview_is_neither_gone_nor_followed(page: Make, target: str) -> None:
    reading = read(page("", URL, 302, Location=target), "telegram", ZONE)
    assert reading.state is State.REDIRECTED_ELSEWHERE
    assert "no public preview" in reading.why
    assert reading.links == ()


def test_any_other_redirect_is_followed(page: Make) -> None:
    reading = read(page("", URL, 301, Location="https://t.me/s/other_00"), "telegram", ZONE)
    assert reading.links == (Link("next", "https://t.me/s/other_00"),)
