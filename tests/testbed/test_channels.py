import re
from datetime import datetime
from urllib.parse import quote, urljoin

from testbed.channels.feeds import CHANNELS, GROUP


def test_every_listing_is_found_by_walking_back(whole, fetch):
    site, texts = whole.sites["channels"], {}
    for channel in CHANNELS:
        address = f"{site}/s/{channel.name}"
        while address:
            shown = fetch(address).page()
            messages = shown.css("div.tgme_widget_message[data-post]")
            assert 0 < len(messages) <= 20
            for message in messages:
                texts[message.attrib["data-post"]] = message.css(".tgme_widget_message_text.js-message_text")
            older = shown.css("a.tme_messages_more[data-before]::attr(href)").get()
            address = urljoin(address, older) if older else None
    truth = [known for known in whole.truth() if known["site"] == "channels"]
    assert len(truth) > 120
    for known in truth:
        words = texts[known["post_id"]].xpath("string()").get()
        assert re.sub(r"\s", "", words) == re.sub(r"\s", "", known["text"])


def test_a_message_has_time_views_author_and_the_channel_its_counters(whole, fetch):
    shown = fetch(f"{whole.sites['channels']}/s/{CHANNELS[0].name}").page()
    message = shown.css("div.tgme_widget_message[data-post]")[-1]
    when = datetime.fromisoformat(message.css(".tgme_widget_message_date time::attr(datetime)").get())
    assert when.tzinfo
    assert message.css(".tgme_widget_message_views::text").get()
    assert message.css(".tgme_widget_message_from_author::text").get()
    assert message.css(".tgme_widget_message_owner_name").xpath("string()").get() == CHANNELS[0].title
    assert shown.css(".tgme_channel_info_counter .counter_type::text").get() == "subscribers"


def test_all_kinds_of_messages_occur(whole, fetch):
    site, seen = whole.sites["channels"], set()
    kinds = {
        "photo": "a.tgme_widget_message_photo_wrap",
        "unsupported": ".message_media_not_supported",
        "service": ".service_message",
        "forwarded": ".tgme_widget_message_forwarded_from",
        "reply": ".tgme_widget_message_reply .js-message_reply_text",
        "emoji": ".js-message_text i.emoji b",
        "mention": ".js-message_text a[href^='https://t.me/']",
        "album": ".tgme_widget_message_grouped_wrap a.tgme_widget_message_photo_wrap",
        "document": ".tgme_widget_message_document_title",
        "poll": ".tgme_widget_message_poll .tgme_widget_message_poll_option_text",
        "contact": ".tgme_widget_message_contact_phone",
        "reaction": ".tgme_reaction > i.emoji",
        "new reaction": ".tgme_reaction > tg-emoji[emoji-id]",
        "button": "a.tgme_widget_message_inline_button[href^='https://t.me/']",
        "named origin": "a.tgme_widget_message_forwarded_from_name",
    }
    for channel in CHANNELS:
        for before in ("", "?before=180", "?before=160", "?before=130"):
            shown = fetch(f"{site}/s/{channel.name}{before}").page()
            seen |= {kind for kind, selector in kinds.items() if shown.css(selector)}
    assert seen == set(kinds)


def test_search_marks_its_hits_and_says_when_there_are_none(whole, fetch):
    address = f"{whole.sites['channels']}/s/{CHANNELS[0].name}?q="
    shown = fetch(address + quote("条")).page()
    hits = shown.css("div.tgme_widget_message[data-post]")
    assert hits
    assert all("条" in hit.css("mark.highlight::text").getall() for hit in hits)
    nothing = fetch(address + quote("没有这样的词")).page()
    assert nothing.css(".tme_no_messages_found")
    assert nothing.css(".tgme_channel_info_header_title")


def test_one_post_alone_and_one_that_is_gone(whole, fetch):
    known = next(k for k in whole.truth() if k["site"] == "channels")
    site = whole.sites["channels"]
    assert fetch(site + known["path"]).page().css(f"[data-post='{known['post_id']}']")
    gone = fetch(f"{site}/{CHANNELS[0].name}/99999?embed=1").page()
    assert (
        gone.css(".tgme_widget_message.err_message .tgme_widget_message_error::text").get()
        == "Post not found"
    )
    assert not gone.css("[data-post]")


def test_messages_of_a_group_are_shown_alone_with_their_writer(whole, fetch):
    site = f"{whole.sites['channels']}/{GROUP.name}"
    shown = [fetch(f"{site}/{number}?embed=1").page() for number in range(101, 130)]
    said = [page for page in shown if page.css(f"[data-post^='{GROUP.name}/']")]
    assert len(said) > 15
    assert all(page.css(".tgme_widget_message_author_name::text").get() for page in said)
    assert any(page.css("a > .tgme_widget_message_author_name") for page in said)
    assert len(said) < len(shown)


def test_groups_and_strangers_have_no_preview(whole, fetch):
    site = whole.sites["channels"]
    for name in (GROUP.name, "nobody_here_00"):
        answer = fetch(f"{site}/s/{name}")
        assert (answer.status, answer.headers["Location"], answer.body) == (302, f"/{name}", b"")
    assert " members, " in fetch(f"{site}/{GROUP.name}").page().css(".tgme_page_extra::text").get()
    assert fetch(f"{site}/nobody_here_00").page().css("i.tgme_icon_user")
    channel = fetch(f"{site}/{CHANNELS[0].name}").page()
    assert channel.css("title::text").get() == f"Telegram: View @{CHANNELS[0].name}"
    assert channel.css(".tgme_page_extra::text").get() == "11 268 subscribers"
