# ruff: noqa: E501  (markup keeps the platform's own lines)
"""One message as the preview shows it."""

from datetime import UTC, datetime
from html import escape

from testbed.channels.attachments import attached, buttons, reactions
from testbed.channels.feeds import Channel, Message
from testbed.channels.words import message_html, short_number


def message_wrap(channel: Channel, message: Message, answered: Message | None, sought: str = "") -> str:
    """The message inside its wrap."""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
{message_alone(channel, message, answered, _owner(channel), sought)}</div>
"""


def message_alone(
    channel: Channel, message: Message, answered: Message | None, author: str, sought: str = ""
) -> str:
    """The message as ``?embed=1`` shows it, under the name of its ``author``."""
    service = " service_message" if message.kind == "service" else ""
    return f"""<div class="tgme_widget_message text_not_supported_wrap js-widget_message{service}" data-post="{channel.name}/{message.number}" \
data-view="eyJjIjotMTAwMH0" data-peer="c1000_0000">
<div class="tgme_widget_message_user"><a href="/{channel.name}"><i class="tgme_widget_message_user_photo bgcolor3" \
data-content="{escape(channel.title[0])}"></i></a></div>
<div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color">{author}</div>
{_forwarded(message)}{_reply(channel, answered)}{attached(channel, message)}{_text(channel, message, sought)}{reactions(message)}
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info">
<span class="tgme_widget_message_views">{short_number(message.views)}</span><span class="copyonly"> views</span>\
<span class="tgme_widget_message_meta">{_signature(message) if author == _owner(channel) else ""}{"edited &nbsp;" if message.edited else ""}{_date(channel, message)}</span>
</div></div></div>{buttons(message)}</div>"""


def writer(group: Channel, message: Message) -> str:
    """Who wrote in a group, in which most have no public name."""
    name = f'<span class="tgme_widget_message_author_name" dir="auto">{escape(message.placed.posting.author)}</span>'
    if message.number % 3 == 0:
        name = f'<a href="https://t.me/writer_{message.number:05d}">{name}</a>'
    return f"{name}&nbsp;in&nbsp;{_owner(group)}"


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


def _owner(channel: Channel) -> str:
    return f'<a class="tgme_widget_message_owner_name" href="https://t.me/{channel.name}"><span dir="auto">{escape(channel.title)}</span></a>'


def _forwarded(message: Message) -> str:
    """Every other origin hides its name."""
    origin = message.forwarded
    if origin is None:
        return ""
    named = f'<span dir="auto">{escape(origin.title)}</span>'
    if message.number % 2:
        named = f'<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/{origin.name}/{message.number}">{named}</a>'
    else:
        named = f'<span class="tgme_widget_message_forwarded_from_name">{named}</span>'
    return f'<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from {named}</div>'


def _reply(channel: Channel, answered: Message | None) -> str:
    if answered is None:
        return ""
    quoted = "tgme_widget_message_text" if answered.text else "tgme_widget_message_metatext"
    return f"""<a class="tgme_widget_message_reply user-color-3" href="https://t.me{address(channel, answered)}">
<div class="tgme_widget_message_author accent_color"><span class="tgme_widget_message_author_name" dir="auto">\
{escape(channel.title)}</span></div>
<div class="{quoted} js-message_reply_text" dir="auto">{escape(answered.text[:40] or "Photo")}</div></a>"""


def _text(channel: Channel, message: Message, sought: str) -> str:
    if not message.text:
        return ""
    words = message_html(message.text, channel.name, sought)
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{words}</div>'
