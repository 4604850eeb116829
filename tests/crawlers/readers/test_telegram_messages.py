# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What a Telegram message may carry besides words, and who wrote it."""

from collections.abc import Callable

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, Post, Reading, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
URL = "https://t.me/s/market_00"


def message(inside: str, key: str = "market_00/442", extra: str = "") -> str:
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap'
        f' js-widget_message {extra}" data-post="{key}"><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">'
        f'<a class="tgme_widget_message_owner_name" href="https://t.me/market_00"><span dir="auto">集市</span></a></div>{inside}'
        f'<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/{key}"><time'
        ' datetime="2026-03-04T14:53:12+00:00" class="time">14:53</time></a></span></div></div></div>'
    )


def words(text: str) -> str:
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'


def only(page: Page) -> Post:
    (post,) = read(page, "telegram", ZONE).posts
    return post


QUOTES = [
    '<div class="tgme_widget_message_text js-message_reply_text" dir="auto">旧话</div>',
    '<div class="tgme_widget_message_metatext js-message_reply_text" dir="auto">旧话</div>',
    '<div class="tgme_widget_message_text js-message_text" dir="auto">旧话</div>',
    '<div class="tgme_widget_message_text" dir="auto">旧话</div>',
]


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("own", [words("新话"), '<div class="tgme_widget_message_text">新话</div>'])
def test_the_quoted_message_is_not_the_answer(page: Make, quote: str, own: str) -> None:
    answered = (
        '<a class="tgme_widget_message_reply user-color-3" href="https://t.me/market_00/440"><div class="tgme_widget_message_author">'
        f'<span class="tgme_widget_message_author_name" dir="auto">别人</span></div>{quote}</a>'
    )
    post = only(page(message(answered + own), URL))
    assert (post.text, post.reply_to) == ("新话", "market_00/440")
    assert (post.author_name, post.author_id) == ("集市", "market_00")


def test_a_quote_above_a_photo_without_words_is_not_its_text(page: Make) -> None:
    answered = f'<a class="tgme_widget_message_reply" href="https://t.me/market_00/440">{QUOTES[0]}</a>'
    assert only(page(message(answered), URL)).text == ""


def test_a_forwarded_message_stays_the_channels_and_leads_to_its_origin(page: Make) -> None:
    forwarded = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from <a class="tgme_widget_message_forwarded_from_name"'
        ' href="https://t.me/origin_00/9"><span dir="auto">源头</span></a> (<span class="tgme_widget_message_forwarded_from_author">'
        "老王</span>)</div>"
    )
    reading = read(page(message(forwarded + words("转来的")), URL), "telegram", ZONE)
    (post,) = reading.posts
    assert (post.text, post.author_name, post.signature) == ("转来的", "集市", None)
    assert Link("user", "https://t.me/s/origin_00") in reading.links


WRITERS = [
    ('<a class="tgme_widget_message_author_name" href="https://t.me/writer_00"><span>甲</span></a>', "甲", "writer_00"),
    ('<span class="tgme_widget_message_author_name" dir="auto">甲</span>', "甲", None),
    ('<a href="https://t.me/writer_00"><span class="tgme_widget_message_author_name">甲</span></a>', "甲", "writer_00"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "name", "account"), WRITERS)
def test_a_message_of_a_group_has_its_writer(page: Make, markup: str, name: str, account: str | None) -> None:
    post = only(page(message(markup + words("在吗"), "group_0000/12"), "https://t.me/group_0000/12?embed=1"))
    assert (post.board, post.author_name, post.author_id) == ("group_0000", name, account)


ATTACHED = [
    ('<a class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_title accent_color">名单.xlsx</div>'
     '<div class="tgme_widget_message_document_extra">2.3 MB</div></a>', "名单.xlsx\n2.3 MB"),
    ('<a class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">要哪种？</div><div class="tgme_widget_message_poll_option">'
     '<div class="tgme_widget_message_poll_option_percent">60%</div><div class="tgme_widget_message_poll_option_text">一手</div></div>'
     '<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_text">二手</div></div></a>', "要哪种？\n一手\n二手"),
    ('<div class="tgme_widget_message_contact"><div class="tgme_widget_message_contact_name">老李</div>'
     '<div class="tgme_widget_message_contact_phone">+86 138 0000 0123</div></div>', "老李\n+86 138 0000 0123"),
    ('<div class="message_media_not_supported_wrap"><div class="message_media_not_supported_label">Please open Telegram to view this post</div>'
     '<a class="message_media_view_in_telegram">VIEW IN TELEGRAM</a></div>', ""),
    ('<a class="tgme_widget_message_voice_player"><time class="tgme_widget_message_voice_duration">0:09</time></a>', ""),
    ('<i class="tgme_widget_message_sticker" style="background-image:url(\'https://cdn.example.com/s.webp\')"></i>', ""),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "text"), ATTACHED)
def test_without_words_a_message_says_what_it_carries(page: Make, markup: str, text: str) -> None:
    post = only(page(message(markup), URL))
    assert (post.text, post.title, post.images) == (text, None, ())
    assert post.time is not None


def test_a_captioned_document_is_named_in_the_title(page: Make) -> None:
    post = only(page(message(ATTACHED[0][0] + words("看附件")), URL))
    assert (post.title, post.text) == ("名单.xlsx", "看附件")


def test_a_service_message_is_read_as_the_channels(page: Make) -> None:
    post = only(page(message(words("Channel created"), extra="service_message"), URL))
    assert (post.text, post.author_id) == ("Channel created", "market_00")


def test_an_album_is_one_post_with_all_its_pictures(page: Make) -> None:
    pictures = "".join(
        f'<a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/market_00/{number}?single"'
        f" style=\"left:0px;background-image:url('https://cdn.example.com/{number}(a).jpg')\"></a>"
        for number in (442, 443, 443)
    )
    post = only(
        page(message(f'<div class="tgme_widget_message_grouped_wrap">{pictures}</div>{words("三连")}'), URL)
    )
    assert post.images == ("https://cdn.example.com/442(a).jpg", "https://cdn.example.com/443(a).jpg")


@pytest.mark.parametrize(
    "style", ['url("https://cdn.example.com/a.jpg")', "url(https://cdn.example.com/a.jpg)"]
)
def test_a_picture_in_whichever_quotes(page: Make, style: str) -> None:
    markup = f"<a class='tgme_widget_message_photo_wrap' style='width:1px;background-image: {style}'></a>"
    assert only(page(message(markup), URL)).images == ("https://cdn.example.com/a.jpg",)


def test_the_picture_beside_the_name_is_no_picture_of_the_post(page: Make) -> None:
    face = '<i class="tgme_widget_message_user_photo"><img src="https://cdn.example.com/face.jpg"></i>'
    preview = '<a class="tgme_widget_message_link_preview" href="https://t.me/other_0000"><i class="link_preview_image" style="background-image:url(\'https://cdn.example.com/p.jpg\')"></i><div class="link_preview_title">别的频道</div></a>'
    reading = read(page(message(face + words("看") + preview), URL), "telegram", ZONE)
    assert (reading.posts[0].text, reading.posts[0].images) == ("看", ())
    assert Link("user", "https://t.me/s/other_0000") in reading.links


REACTIONS = [
    ('<span class="tgme_reaction"><i class="emoji"><b>👍</b></i>12</span>', Count(12)),
    ('<span class="tgme_reaction"><tg-emoji emoji-id="5265077361648368841"></tg-emoji>132K</span>', Count(132_000, True)),
    ('<span class="tgme_reaction"><tg-emoji emoji-id="5"><i class="emoji"><b>5️⃣</b></i></tg-emoji>7</span>', Count(7)),
    ('<span class="tgme_reaction tgme_reaction_paid"><i class="icon icon-telegram-stars"></i>14.3K</span>', Count(14_300, True)),
    ('<span class="tgme_reaction">👍 1\u202f234</span><span class="tgme_reaction"><b>❤</b>3</span>', Count(1_237)),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "count"), REACTIONS)
def test_reactions_are_counted_without_their_pictures(page: Make, markup: str, count: Count) -> None:
    inside = f'<div class="tgme_widget_message_reactions js-message_reactions">{markup}</div>'
    assert only(page(message(words("好") + inside), URL)).counters == {"reactions": count}


def test_views_and_votes_are_counted(page: Make) -> None:
    inside = '<span class="tgme_widget_message_views">1.01M</span><span class="copyonly"> views</span><div class="tgme_widget_message_poll_votes">1 203 votes</div>'
    assert only(page(message(inside), URL)).counters == {
        "views": Count(1_010_000, True),
        "votes": Count(1203),
    }


def test_buttons_lead_to_the_names_behind_them(page: Make) -> None:
    button = '<div class="tgme_widget_message_inline_keyboard"><a class="tgme_widget_message_inline_button url_button" href="{}"><span>联系客服</span></a></div>'
    targets = [
        "tg://resolve?domain=seller_00",
        "https://t.me/buyer_0000",
        "https://t.me/share/url?url=x",
        "https://example.com/x",
    ]
    body = message(words("出料") + "".join(button.format(target) for target in targets))
    reading = read(page(body, URL), "telegram", ZONE)
    assert reading.posts[0].text == "出料"
    assert [link.url for link in reading.links if link.kind == "user"] == [
        "https://t.me/s/seller_00",
        "https://t.me/s/buyer_0000",
    ]


def test_the_same_post_twice_is_one(page: Make) -> None:
    body = message(words("一")) + message(words("一")) + message(words("二"), "market_00/443")
    assert [post.post_id for post in read(page(body, URL), "telegram", ZONE).posts] == [
        "market_00/442",
        "market_00/443",
    ]


def test_a_time_after_the_fetch_is_not_believed(page: Make) -> None:
    body = message(words("一")).replace("2026-03-04", "2026-04-04")
    post = only(page(body, URL))
    assert (post.time, post.time_precision, post.time_shown) == (None, None, "2026-04-04T14:53:12+00:00")


def further(reading: Reading) -> list[str]:
    return [link.url for link in reading.links if link.kind == "next"]


MORE = '<a class="tme_messages_more js-messages_more" href="/s/market_00?{0}" data-{1}></a>'


def test_a_walk_goes_one_way(page: Make) -> None:
    body = (
        MORE.format("before=400", 'before="400"')
        + message(words("一"))
        + MORE.format("after=420", 'after="420"')
    )
    assert further(read(page(body, f"{URL}?before=421"), "telegram", ZONE)) == [f"{URL}?before=400"]
    assert further(read(page(body, f"{URL}?after=399"), "telegram", ZONE)) == [f"{URL}?after=420"]
    assert further(read(page(message(words("一")), URL), "telegram", ZONE)) == []


def test_a_walk_through_a_search_keeps_the_words(page: Make) -> None:
    body = message(words("一")) + '<div class="tme_messages_more" data-before="400"></div>'
    assert further(read(page(body, f"{URL}?q=%23tag"), "telegram", ZONE)) == [f"{URL}?q=%23tag&before=400"]
    linked = '<link rel="prev" href="/s/market_00?q=%23tag&amp;before=400"><link rel="canonical" href="/s/market_00?before=441">'
    assert further(read(page(linked + message(words("一")), URL), "telegram", ZONE)) == [
        f"{URL}?q=%23tag&before=400"
    ]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (
            '<section class="tgme_channel_history"><div class="tgme_widget_message" data-number="5">一</div></section>',
            State.UNKNOWN,
        ),
        (
            '<div class="tgme_widget_message err_message"><div class="tgme_widget_message_error">This channel can’t be displayed because it was used to spread pornographic content.</div></div>',
            State.FORBIDDEN,
        ),
        (
            '<div class="tgme_widget_message_error">Channel with username <b>x_0000</b> not found</div>',
            State.GONE,
        ),
    ],
)
def test_messages_that_cannot_be_read(page: Make, body: str, state: State) -> None:
    head = '<div class="tgme_channel_info_header_title">M</div>'
    assert read(page(head + body + " " * 500, URL), "telegram", ZONE).state is state


CARDS = [
    ("View @x", '<div class="tgme_page_extra">16 674 members, 362 online</div>', "landing card of a group: 16 674 members, 362 online"),
    ("View @x", '<div class="tgme_page_extra">11 110 268 subscribers</div>', "landing card of a channel without a preview: 11 110 268 subscribers"),
    ("Launch @x_bot", '<div class="tgme_page_extra">12 345 monthly users</div>', "landing card of a bot: 12 345 monthly users"),
    ("Contact @x", '<div class="tgme_page_title">甲</div><div class="tgme_page_extra">@x</div>', "landing card of a person: @x"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "card", "why"), CARDS)
def test_landing_cards_say_of_what_they_are(page: Make, title: str, card: str, why: str) -> None:
    body = f'<title>Telegram: {title}</title><div class="tgme_page">{card}</div>'
    reading = read(page(body, "https://t.me/x"), "telegram", ZONE)
    assert (reading.state, reading.why, reading.posts) == (State.EMPTY, why, ())


def test_a_channels_card_leads_to_its_preview(page: Make) -> None:
    body = '<title>Telegram: View @market_00</title><div class="tgme_page"><div class="tgme_page_extra">9 subscribers</div><a class="tgme_page_context_link" href="/s/market_00">Preview channel</a></div>'
    reading = read(page(body, "https://t.me/market_00"), "telegram", ZONE)
    assert (reading.state, reading.links) == (State.EMPTY, (Link("thread", URL),))


def test_an_invitation_is_no_preview(page: Make) -> None:
    body = '<title>Telegram: Join Group Chat</title><div class="tgme_page"><div class="tgme_page_extra">9 members</div></div>'
    assert read(page(body, "https://t.me/+abcdefgh"), "telegram", ZONE).state is State.FORBIDDEN


def test_too_many_requests_are_a_stop_sign(page: Make) -> None:
    assert read(page("<html>slow down</html>", URL, 429), "telegram", ZONE).state is State.RATE_LIMITED


@pytest.mark.parametrize(
    ("body", "version"),
    [
        (message(words("一")), ""),
        ('<div class="tgme_page"></div>', ""),
        ("<p>about tgme_widget_message</p>", None),
    ],
)
def test_the_preview_is_recognised_by_its_markup(page: Make, body: str, version: str | None) -> None:
    assert FAMILIES["telegram"].recognise(page(body, "https://www.example.com/")) == version
