"""Messages of Telegram Desktop's HTML export (``messages.html``): context ``name``, ``author``.

A message is ``div.message.default``; one that is ``.joined`` to the one before it has that one's author,
which stands in the context where it is not in the part. ``.date.details[title]`` has time and offset.
"""

import re

from parsel import Selector

from crawlers.exports.naming import address_in_file, content_id, said_elsewhere
from crawlers.readers.parsable import parse
from crawlers.readers.sheet import line, moment_of, shown_text
from records.page import Page
from records.reading import Attachment, Post

# Of the message itself, not of one that it passes on.
_AUTHOR = "./div[contains(concat(' ',@class,' '),' body ')]/div[@class='from_name']"
_NUMBER = re.compile(r"message(\d{1,15})")
_TITLE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}) (\d{1,2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2})?)?")
# The file a message came with: its name, and its size as printed.
_FILE = ".media_file, .media_video, .media_audio_file"
_ATTACHED = ".media_poll .question, .media_poll .answer, .media_contact .title, .media_contact .status"


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """Every message that says something."""
    author = said_elsewhere(page, "author")
    found = []
    for message in parse(page.content.decode("utf-8", "replace")).css("div.message.default"):
        author = line(message.xpath(_AUTHOR)) or author
        found.append(_post(message, author, page, zone))
    return tuple(post for post in found if post.text or post.attachments)


def _post(message: Selector, author: str | None, page: Page, zone: str) -> Post:
    number = _NUMBER.fullmatch(message.attrib.get("id", ""))
    chat = said_elsewhere(page, "name")
    shown = message.css(".pull_right.date.details::attr(title)").get()
    moment = moment_of(_with_offset(shown), page.fetched_at, zone)
    text = shown_text(message.css(".text"))
    key = number[1] if number else content_id(author, shown, text)
    return Post(
        platform="telegram",
        board=chat,
        post_id=f"{content_id(chat)}/{key}",
        url=address_in_file(page, f"message={key}"),
        author_name=author,
        signature=_origin(message),
        text=text or _attached(message),
        time_shown=shown,
        time=moment.time,
        time_precision=moment.precision,
        reply_to=_answered(message, chat),
        attachments=_files(message),
    )


def _with_offset(shown: str | None) -> str | None:
    """``24.04.2025 13:49:04 UTC+06:00`` in the order that a parser cannot misread."""
    found = _TITLE.fullmatch((shown or "").strip())
    if not found:
        return shown
    day, month, year, clock, offset = found.groups()
    zone = offset or ("+00:00" if "UTC" in (shown or "") else "")
    return f"{year}-{int(month):02}-{int(day):02}T{clock:>08}{zone}"


def _origin(message: Selector) -> str | None:
    """Whose message was passed on; the span in it is when."""
    names = message.css(".forwarded.body > .from_name").xpath("./text()").getall()
    return " ".join("".join(names).split()) or None


def _attached(message: Selector) -> str:
    """What a poll or a contact says."""
    return "\n".join(filter(None, (line([part]) for part in message.css(_ATTACHED))))


def _files(message: Selector) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(kind="file", name=name, size_shown=line(media.css(".status")))
        for media in message.css(_FILE)
        if (name := line(media.css(".title")))
    )


def _answered(message: Selector, chat: str | None) -> str | None:
    href = message.css(".reply_to a::attr(href)").get() or ""
    number = re.search(r"go_to_message(\d{1,15})", href)
    return f"{content_id(chat)}/{number[1]}" if number else None
