"""One message of the preview: of a channel, or of a public group where it is shown alone."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from parsel import Selector, SelectorList

from crawlers.files.mentioned import once
from crawlers.files.sizes import size_of
from crawlers.readers.addresses import absolute, origin
from crawlers.readers.attached import attached
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, line, shown_text
from records.reading import Attachment, Count, Post

KEY = re.compile(r"\w{1,64}(?:/\d{1,15}){1,2}")
_NAME = re.compile(r"/(\w{2,64})/?")
_BACKGROUND = re.compile(
    r"background-image:\s*url\((?:'([^']{1,2000})'|\"([^\"]{1,2000})\"|([^)'\"]{1,2000}))\)"
)
# The answered message is quoted with classes of its own, but older pages gave its text the same one.
_QUOTED = ".tgme_widget_message_reply"
_NAMES = ".tgme_widget_message_document_title, .tgme_widget_message_poll_question"
_ATTACHED = (
    ".tgme_widget_message_document_title, .tgme_widget_message_document_extra,"
    " .tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text,"
    " .tgme_widget_message_contact_name, .tgme_widget_message_contact_phone,"
    " .tgme_widget_message_location_title, .tgme_widget_message_location_address,"
    " .tgme_widget_message_invoice_title, .tgme_widget_message_game_title"
)
# The picture of a reaction may be a digit; its count stands outside of it.
_REACTED = ".//text()[not(ancestor::i or ancestor::b or ancestor::*[name()='tg-emoji'])]"


def read_message(message: Selector, sheet: Sheet) -> Post:
    """The post that ``div.tgme_widget_message[data-post]`` shows."""
    key = message.attrib["data-post"]
    channel = key.partition("/")[0]
    date = message.css("a.tgme_widget_message_date")
    moment = sheet.moment((date or message).css("time::attr(datetime)").get())
    name, author = _author(message, channel)
    words, named = _words(message), _attached(message)
    return Post(
        platform="telegram",
        board=channel,
        post_id=key,
        url=absolute(sheet.base, date.attrib.get("href")) or f"{origin(sheet.url)}/{key}",
        author_name=name,
        author_id=author,
        signature=line(message.css(".tgme_widget_message_from_author")),
        title=line(message.css(_NAMES)) if words else None,
        text=words or named,
        images=_images(message, sheet),
        attachments=once((*_documents(message, sheet), *attached(message, sheet, _QUOTED))),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(message),
        reply_to=_answered(message),
    )


def _own(message: Selector, css: str) -> SelectorList[Selector]:
    """What ``css`` names outside of the quoted message."""
    quoted = {node.root for node in message.css(f"{_QUOTED} {css}")} if message.css(_QUOTED) else set()
    return SelectorList(node for node in message.css(css) if node.root not in quoted)


def _author(message: Selector, channel: str) -> tuple[str | None, str | None]:
    """Name and account: a group's writer, who may have no public name, or the channel itself."""
    writer = _own(message, ".tgme_widget_message_author_name")
    if not writer:
        return line(message.css(".tgme_widget_message_owner_name")), channel
    href = writer.attrib.get("href") or writer.xpath("ancestor::a/@href").get()
    account = _NAME.fullmatch(urlsplit(absolute("https://t.me/", href) or "").path)
    return line(writer), account[1] if account else None


def _words(message: Selector) -> str:
    """The message or the caption; not the quote, which shares a class with it."""
    return shown_text(_own(message, ".js-message_text")) or shown_text(
        _own(message, ".tgme_widget_message_text:not(.js-message_reply_text)")
    )


def _attached(message: Selector) -> str:
    """What a document, poll, contact or place is called, as the message shows it."""
    return "\n".join(filter(None, (line([part]) for part in _own(message, _ATTACHED))))


def _documents(message: Selector, sheet: Sheet) -> Iterator[Attachment]:
    """The documents, with their sizes as the preview prints them; they lie behind the application."""
    for document in message.css(".tgme_widget_message_document"):
        name = line(document.css(".tgme_widget_message_document_title"))
        shown = line(document.css(".tgme_widget_message_document_extra"))
        href = document.xpath("ancestor-or-self::a/@href").get()
        if name:
            yield Attachment(
                kind="file",
                name=name,
                url=None if href == "#" else absolute(sheet.base, href),
                size_shown=shown,
                size=size_of(shown),
            )


def _images(message: Selector, sheet: Sheet) -> tuple[str, ...]:
    styles = message.css(".tgme_widget_message_photo_wrap::attr(style)").getall()
    found = (_BACKGROUND.search(style) for style in styles)
    named = ((match[1] or match[2] or match[3]) for match in found if match)
    return tuple(dict.fromkeys(filter(None, (absolute(sheet.base, url) for url in named))))


def _counters(message: Selector) -> dict[str, Count] | None:
    views = parse_count(line(message.css(".tgme_widget_message_views")))
    votes = parse_count(line(message.css(".tgme_widget_message_poll_votes")))
    pressed = ("".join(mark.xpath(_REACTED).getall()) for mark in message.css(".tgme_reaction"))
    reactions = [count for shown in pressed if (count := parse_count(shown))]
    total = Count(sum(count.value for count in reactions), any(count.rounded for count in reactions))
    counted = {"views": views, "votes": votes, "reactions": total if reactions else None}
    return {name: count for name, count in counted.items() if count} or None


def _answered(message: Selector) -> str | None:
    href = message.css(f"a{_QUOTED}::attr(href)").get()
    key = urlsplit(absolute("https://t.me/", href) or "").path.strip("/")
    return key if KEY.fullmatch(key) else None
