"""Messages of Telegram Desktop's JSON export, of one chat or of a whole account, as units."""

from collections.abc import Iterator

from crawlers.exports.telegram_chat import is_message, words_of
from operations.importing.json_scan import objects_of
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Unit

LIST = "messages"


def cut(file: Opened) -> Iterator[Unit | Fault]:
    """Every message of every chat; around the list stand the chat's name, kind and number."""
    for found in objects_of(file.stream, LIST):
        if isinstance(found, Fault):
            yield found
            continue
        message = found.value
        silent = "" if is_message(message) else "service message"
        around = found.around
        context = {
            "chat": around.get("id", "unknown"),
            "name": around.get("name", ""),
            "kind": around.get("type", ""),
        }
        yield Unit(
            start=found.start,
            raw=found.raw,
            place=message.get("id", found.line),
            words="" if silent else words_of(message),
            context=context,
            silent=silent,
        )
