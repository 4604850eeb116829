# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Preview, landing and single-post pages."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, html_answer
from testbed.channels.feeds import Channel, Message
from testbed.channels.messages import message_alone, message_wrap
from testbed.channels.words import grouped, short_number

_STYLE = (
    "body{font:14px sans-serif;background:#d5e3ee;margin:0}.tgme_widget_message_bubble{background:#fff;margin:8px auto;"
    "width:460px;padding:8px 12px;border-radius:10px}.tgme_channel_info{width:460px;margin:0 auto;padding:12px;background:#fff}"
)


def _head(title: str, canonical: str = "") -> str:
    link = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    return f"""<!DOCTYPE html>
<html class="theme_light"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1.0, minimum-scale=1.0, maximum-scale=1.0">
<meta property="og:site_name" content="Telegram">{link}<style>{_STYLE}</style></head>
"""


def _counters(channel: Channel, feed: tuple[Message, ...]) -> str:
    photos = sum(message.kind == "photo" for message in feed)
    counts = (
        (channel.members, "subscribers"),
        (photos, "photos"),
        (len(feed), "links"),
    )
    return "".join(
        f'<div class="tgme_channel_info_counter"><span class="counter_value">{short_number(count)}</span> '
        f'<span class="counter_type">{kind}</span></div>'
        for count, kind in counts
        if count
    )


def preview_page(
    channel: Channel,
    feed: tuple[Message, ...],
    shown: tuple[Message, ...],
    *,
    sought: str,
    older: int | None,
    newer: int | None,
    canonical: str,
) -> Answer:
    """``/s/NAME``; ``older`` and ``newer`` are the cursors of the neighbouring pages."""
    numbers = {message.number: message for message in feed}
    wraps = "".join(
        message_wrap(channel, message, numbers.get(message.answers) if message.answers else None, sought)
        for message in shown
    )
    before, after = _more(channel, "before", older, sought), _more(channel, "after", newer, sought)
    page = f"""{_head(f"{channel.title} – Telegram", canonical)}<body class="widget_frame_base tgme_webpreview emoji_image no_transition">
<header class="tgme_header search_collapsed"><div class="tgme_container"><div class="tgme_header_search">
<form class="tgme_header_search_form" action="/s/{channel.name}"><input class="tgme_header_search_form_input js-header_search" \
name="q" value="{escape(sought)}" autocomplete="off" placeholder="Search"></form></div>
<div class="tgme_header_title_wrap"><div class="tgme_header_title"><span dir="auto">{escape(channel.title)}</span></div></div></div></header>
<main class="tgme_main" data-url="/{channel.name}"><div class="tgme_container">
<section class="tgme_channel_history js-message_history">{before}{wraps or _NOTHING}{after}</section>
<section class="tgme_right_column"><div class="tgme_channel_info">
<div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title_wrap"><div class="tgme_channel_info_header_title">\
<span dir="auto">{escape(channel.title)}</span></div><div class="tgme_channel_info_header_username">\
<a href="https://t.me/{channel.name}">@{channel.name}</a></div></div></div>
<div class="tgme_channel_info_counters">{_counters(channel, feed)}</div>
<div class="tgme_channel_info_description">{escape(channel.about)}</div></div></section></div></main></body></html>
"""
    return html_answer(page)


_NOTHING = '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tme_no_messages_found">No posts found</div></div>'


def _more(channel: Channel, direction: str, cursor: int | None, sought: str) -> str:
    if cursor is None:
        return ""
    query = f"q={quote(sought)}&amp;" if sought else ""
    return (
        '<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="'
        f'/s/{channel.name}?{query}{direction}={cursor}" class="tme_messages_more js-messages_more" '
        f'data-{direction}="{cursor}"></a></div>'
    )


def single_page(
    channel: Channel, message: Message | None, number: int, answered: Message | None, author: str = ""
) -> Answer:
    """``/NAME/ID?embed=1``; ``author`` is a group's writer; a missing post is an error without ``data-post``."""
    if message is None:
        body = (
            '<div class="tgme_widget_message err_message js-widget_message"><div class="tgme_widget_message_bubble">'
            '<div class="tgme_widget_message_error">Post not found</div></div></div>'
        )
    elif author:
        body = message_alone(channel, message, answered, author)
    else:
        body = message_wrap(channel, message, answered)
    title = f"{channel.title} – Telegram" if message else "Telegram Widget"
    page = f'{_head(title)}<body class="widget_frame tgme_widget body_widget_post" data-id="{number}">{body}</body></html>'
    return html_answer(page)


def landing_page(channel: Channel, *, group: bool) -> Answer:
    """``/NAME`` of a channel (with a preview) or a group (without)."""
    extra = (
        f"{grouped(channel.members)} members, {channel.members // 40} online"
        if group
        else f"{grouped(channel.members)} subscribers"
    )
    verb = "View in Telegram" if not group else "View Group"
    preview = (
        ""
        if group
        else f'<div class="tgme_page_context_link_wrap"><a class="tgme_page_context_link" \
href="/s/{channel.name}">Preview channel</a></div>'
    )
    body = f"""<div class="tgme_page_title" dir="auto"><span dir="auto">{escape(channel.title)}</span></div>
<div class="tgme_page_extra">{extra}</div><div class="tgme_page_description" dir="auto">{escape(channel.about)}</div>
<div class="tgme_page_action"><a class="tgme_action_button_new shine" href="tg://resolve?domain={channel.name}">{verb}</a></div>{preview}"""
    return _landing(f"Telegram: View @{channel.name}", body)


def contact_page(name: str) -> Answer:
    """``/NAME`` of a user or of nobody: the two look the same."""
    body = f"""<div class="tgme_page_icon"><i class="tgme_icon_user"></i></div>
<div class="tgme_page_description" dir="auto">If you have <strong>Telegram</strong>, you can contact \
<a class="tgme_username_link" href="tg://resolve?domain={escape(name)}">@{escape(name)}</a> right away.</div>
<div class="tgme_page_action"><a class="tgme_action_button_new" href="tg://resolve?domain={escape(name)}">Send Message</a></div>"""
    return _landing(f"Telegram: Contact @{name}", body)


def _landing(title: str, body: str) -> Answer:
    page = (
        f'{_head(title)}<body class="no_transition"><div class="tgme_page_wrap"><div class="tgme_body_wrap">\
<div class="tgme_page">{body}</div></div></div></body></html>'
    )
    return html_answer(page)
