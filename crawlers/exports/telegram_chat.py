"""Messages of Telegram Desktop's JSON export (``result.json``): context ``chat``, ``name``, ``kind``.

A message is an object of the list ``messages``: ``id``, ``type`` (``message`` or ``service``), ``from``,
``from_id``, ``date`` (a local time) and ``date_unixtime``, ``text`` (words, or a list of words and of objects
with a ``text``), ``forwarded_from``, ``reply_to_message_id``, ``file_name``, ``poll``, …
"""

from collections.abc import Iterator
from typing import Any

from crawlers.exports.json_objects import objects_in
from crawlers.exports.naming import said_elsewhere
from crawlers.readers.sheet import moment_of
from records.page import Page
from records.reading import Attachment, Count, Post

# What the export writes in the place of a file that it left out.
_LEFT_OUT = "(File not included"


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """Every message that says something; what Telegram itself announces (``service``) is none."""
    text = page.content.decode("utf-8", "replace")
    found = (_post(message, page, zone) for _, message in objects_in(text) if is_message(message))
    return tuple(post for post in found if post.text or post.attachments)


def is_message(value: dict[str, Any]) -> bool:
    """Whether an object of the list is somebody's message."""
    return value.get("type") == "message" and isinstance(value.get("id"), int)


def words_of(message: dict[str, Any]) -> str:
    """Text or caption; else what a poll, a contact or a place says."""
    return _plain(message.get("text")).strip() or "\n".join(_attached(message))


def _plain(text: Any) -> str:
    if isinstance(text, list):
        return "".join(_plain(part) for part in text)
    if isinstance(text, dict):
        return _plain(text.get("text"))
    return text if isinstance(text, str) else ""


def _attached(message: dict[str, Any]) -> Iterator[str]:
    poll, contact = message.get("poll"), message.get("contact_information")
    if isinstance(poll, dict):
        answers = [one.get("text") for one in poll.get("answers") or () if isinstance(one, dict)]
        yield from filter(None, (_plain(part).strip() for part in (poll.get("question"), *answers)))
    if isinstance(contact, dict):
        shown = (contact.get(key) for key in ("first_name", "last_name", "phone_number"))
        yield " ".join(part for part in shown if isinstance(part, str) and part)
    yield from filter(None, (_plain(message.get(key)).strip() for key in ("place_name", "address")))


def _post(message: dict[str, Any], page: Page, zone: str) -> Post:
    chat, key = said_elsewhere(page, "chat") or "unknown", message["id"]
    moment = moment_of(_moment(message), page.fetched_at, zone)
    answered = message.get("reply_to_message_id")
    return Post(
        platform="telegram",
        board=said_elsewhere(page, "name"),
        post_id=f"{chat}/{key}",
        url=f"telegram:chat/{chat}/{key}",
        author_name=_name(message.get("from")),
        author_id=_name(message.get("from_id")),
        signature=_name(message.get("forwarded_from")) or _name(message.get("author")),
        text=words_of(message),
        time_shown=_name(message.get("date")) or moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(message),
        reply_to=f"{chat}/{answered}" if isinstance(answered, int) else None,
        attachments=tuple(_files(message)),
    )


def _moment(message: dict[str, Any]) -> str | None:
    return _name(message.get("date_unixtime")) or _name(message.get("date"))


def _name(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and str(value).strip() else None


def _counters(message: dict[str, Any]) -> dict[str, Count] | None:
    counts = [one.get("count") for one in message.get("reactions") or () if isinstance(one, dict)]
    total = sum(count for count in counts if isinstance(count, int))
    return {"reactions": Count(total)} if total else None


def _files(message: dict[str, Any]) -> Iterator[Attachment]:
    """A file that was sent, by name; a name is all that is read of it."""
    name, place, size = message.get("file_name"), message.get("file"), message.get("file_size")
    shown = name if isinstance(name, str) else place if isinstance(place, str) else None
    if shown and not shown.startswith(_LEFT_OUT):
        yield Attachment(
            kind="file", name=shown.rpartition("/")[2], size=size if isinstance(size, int) else None
        )
