# ruff: noqa: E501  (markup keeps the platform's own lines)
"""One message as the preview shows it."""

from datetime import UTC, datetime
from html import escape

from testbed.channels.feeds import Channel, Message
from testbed.channels.words import message_html, short_number


def message_wrap(channel: Channel, message: Message, answered: Message | None, sought: str = "") -> str:
    """The message inside its wrap."""
    service = " service_message" if message.kind == "service" else ""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap js-widget_message{service}" data-post="{channel.name}/{message.number}" \
data-view="eyJjIjotMTAwMH0" data-peer="c1000_0000">
<div class="tgme_widget_message_user"><a href="/{channel.name}"><i class="tgme_widget_message_user_photo bgcolor3" \
data-content="{escape(channel.title[0])}"></i></a></div>
<div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="/{channel.name}">\
<span dir="auto">{escape(channel.title)}</span></a></div>
{_forwarded(message)}{_reply(channel, answered)}{_media(message)}{_text(channel, message, sought)}
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info">
<span class="tgme_widget_message_views">{short_number(message.views)}</span><span class="copyonly"> views</span>\
<span class="tgme_widget_message_meta">{_signature(message)}{"edited &nbsp;" if message.edited else ""}{_date(channel, message)}</span>
</div></div></div></div></div>
"""


def address(channel: Channel, message: Message) -> str:
    """Path of one message."""
    return f"/{channel.name}/{message.number}"


def _date(channel: Channel, message: Message) -> str:
    when = datetime.fromtimestamp(message.placed.at, UTC)
    return (
        f'<a class="tgme_widget_message_date" href="https://t.me{address(channel, message)}">'
        f'<time datetime="{when.isoformat()}" class="time">{when:%H:%M}</time></a>'
    )


def _signature(message: Message) -> str:
    return f'<span class="tgme_widget_message_from_author" dir="auto">{escape(message.placed.posting.author)}</span>,&nbsp;'


def _forwarded(message: Message) -> str:
    if not message.forwarded:
        return ""
    return (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from '
        f'<span class="tgme_widget_message_forwarded_from_name" dir="auto">{escape(message.forwarded)}</span></div>'
    )


def _reply(channel: Channel, answered: Message | None) -> str:
    if answered is None:
        return ""
    return f"""<a class="tgme_widget_message_reply user-color-3" href="https://t.me{address(channel, answered)}">
<div class="tgme_widget_message_author accent_color"><span class="tgme_widget_message_author_name" dir="auto">\
{escape(channel.title)}</span></div>
<div class="tgme_widget_message_text js-message_reply_text" dir="auto">{escape(answered.text[:40])}</div></a>"""


def _media(message: Message) -> str:
    if message.kind == "photo":
        return (
            '<a class="tgme_widget_message_photo_wrap 5400000_4500000" href="#" style="width:800px;'
            'background-image:url(\'/file/photo.png\')"><div class="tgme_widget_message_photo" style="padding-top:75%"></div></a>'
        )
    if message.kind == "media":
        return (
            '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported">'
            '<div class="message_media_not_supported_label">Please open Telegram to view this post</div></div></div>'
            '<div class="tgme_widget_message_video_player"><time class="message_video_duration js-message_video_duration">0:37</time></div>'
        )
    return ""


def _text(channel: Channel, message: Message, sought: str) -> str:
    if message.kind == "media":
        return ""
    words = message_html(message.text, channel.name, sought)
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'
