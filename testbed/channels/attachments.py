# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What a message carries besides words: pictures, documents, polls, contacts, reactions, buttons."""

import re
from html import escape

from testbed.channels.feeds import Channel, Message
from testbed.channels.words import short_number

_UNSUPPORTED = (
    '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported">'
    '<div class="message_media_not_supported_label">Please open Telegram to view this post</div></div></div>'
    '<div class="tgme_widget_message_video_player"><time class="message_video_duration js-message_video_duration">0:37</time></div>'
)
_SENTENCE = re.compile(r"[^，。！？；\s]{2,24}")


def attached(channel: Channel, message: Message) -> str:
    """The markup above the words."""
    match message.kind:
        case "photo":
            return _picture("photo", "#")
        case "album":
            parts = (
                _picture(f"photo{n}", f"https://t.me/{channel.name}/{message.number}?single")
                for n in (1, 2, 3)
            )
            return f'<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap">{"".join(parts)}</div>'
        case "document" | "file":
            return _document(message)
        case "poll":
            return _poll(message)
        case "contact":
            return _contact(message)
        case "media":
            return _UNSUPPORTED
        case _:
            return ""


def reactions(message: Message) -> str:
    """How many pressed which sign; every other page shows signs of the newer, numbered make."""
    if not message.reactions:
        return ""
    signs = (
        f'<tg-emoji emoji-id="{message.number}{order}"><i class="emoji"><b>{sign}</b></i></tg-emoji>'
        if message.number % 2
        else f'<i class="emoji"><b>{sign}</b></i>'
        for order, (sign, _) in enumerate(message.reactions)
    )
    shown = (
        f'<span class="tgme_reaction">{sign}{short_number(count)}</span>'
        for sign, (_, count) in zip(signs, message.reactions, strict=True)
    )
    return f'<div class="tgme_widget_message_reactions js-message_reactions">{"".join(shown)}</div>'


def buttons(message: Message) -> str:
    """The button below a listing that names an account: it leads there."""
    account = message.placed.posting.contact("telegram") if message.placed.posting.listing else None
    if not account:
        return ""
    return (
        '<div class="tgme_widget_message_inline_keyboard"><div class="tgme_widget_message_inline_row">'
        f'<a class="tgme_widget_message_inline_button url_button" href="https://t.me/{escape(account.lstrip("@"))}" target="_blank">'
        '<span class="tgme_widget_message_inline_button_text" dir="auto">联系</span></a></div></div>'
    )


def _picture(name: str, href: str) -> str:
    return (
        f'<a class="tgme_widget_message_photo_wrap 5400000_4500000" href="{href}" style="width:800px;'
        f'background-image:url(\'/file/{name}.png\')"><div class="tgme_widget_message_photo" style="padding-top:75%"></div></a>'
    )


def _document(message: Message) -> str:
    name = f"{_sentences(message)[0]}.pdf"
    return (
        '<a class="tgme_widget_message_document_wrap" href="#"><div class="tgme_widget_message_document_icon accent_bg"></div>'
        f'<div class="tgme_widget_message_document"><div class="tgme_widget_message_document_title accent_color" dir="auto">{escape(name)}</div>'
        f'<div class="tgme_widget_message_document_extra" dir="auto">{message.number % 90 / 10 + 0.1:.1f} MB</div></div></a>'
    )


def _poll(message: Message) -> str:
    question, *rest = _sentences(message)
    options = "".join(
        '<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_percent">'
        f'{100 // max(len(rest), 1)}%</div><div class="tgme_widget_message_poll_option_value"><div class="tgme_widget_message_poll_option_text">'
        f"{escape(option)}</div></div></div>"
        for option in rest
    )
    return (
        f'<a class="tgme_widget_message_poll" href="#"><div class="tgme_widget_message_poll_question">{escape(question)}</div>'
        f'<div class="tgme_widget_message_poll_type">Anonymous Poll</div>{options}</a>'
        f'<div class="tgme_widget_message_poll_votes">{message.views // 7} votes</div>'
    )


def _contact(message: Message) -> str:
    return (
        '<div class="tgme_widget_message_contact_wrap"><div class="tgme_widget_message_contact">'
        f'<div class="tgme_widget_message_contact_name accent_color" dir="auto">{escape(message.placed.posting.author)}</div>'
        f'<div class="tgme_widget_message_contact_phone">+86 138 0000 0{message.number % 1000:03d}</div></div></div>'
    )


def _sentences(message: Message) -> list[str]:
    return _SENTENCE.findall(message.placed.posting.text)[:4] or ["无题"]
