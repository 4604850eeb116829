"""Whether an index can hold a document; the same answer whatever the engine."""

import math
from datetime import datetime
from itertools import chain

from records.document import Document
from records.wire import encode

LARGEST = 2**63 - 1
# Elasticsearch takes ids of 512 bytes and exact values of 32,766.
LONGEST_ID = 512
LONGEST_TAG = 8_000
LONGEST_RECORD = 20_000_000


class Unfit(ValueError):
    """A document no engine can hold; the message says which field and why."""


def check(document: Document) -> bytes:
    """Refuse what SQLite or Elasticsearch could not store; returns the document as JSON.

    Raises:
        Unfit: always naming the field.
    """
    record = _record(document)
    if not 0 < len(document.id.encode()) <= LONGEST_ID:
        raise Unfit(f"id: it must have 1 to {LONGEST_ID} bytes")
    if len(record) > LONGEST_RECORD:
        raise Unfit(f"text: the document has {len(record)} bytes; {LONGEST_RECORD} are the most")
    if not 0 < document.version <= LARGEST:
        raise Unfit(f"version: {document.version} is not a positive 64-bit number")
    _check_numbers(document)
    _check_time("seen_at", document.seen_at)
    for name in ("posted_at", "first_seen", "gone_at"):
        if (moment := getattr(document, name)) is not None:
            _check_time(name, moment)
    return record


def _record(document: Document) -> bytes:
    try:
        return encode(document)
    except UnicodeEncodeError as error:
        # Half a surrogate pair, which some JSON smuggles in.
        raise Unfit(f"{_half_pair(document)}: holds half of a surrogate pair") from error
    except (OverflowError, TypeError, ValueError) as error:
        raise Unfit(f"record: cannot be written as JSON ({error})") from error


def _half_pair(document: Document) -> str:
    for name in document.__slots__:
        try:
            encode(getattr(document, name))
        except UnicodeEncodeError:
            return name
    return "record"


def _check_numbers(document: Document) -> None:
    numbers = [document.score, *(offer.price or 0 for offer in document.offers)]
    if not all(math.isfinite(number) for number in numbers):
        raise Unfit("score or price: not a finite number")
    if any(abs(offer.quantity or 0) > LARGEST for offer in document.offers):
        raise Unfit("quantity: larger than 64 bits")


def _check_time(name: str, moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise Unfit(f"{name}: has no time zone")


def check_tags(tags: dict[str, tuple[str, ...]]) -> None:
    """Refuse exact values too long to be asked for.

    Raises:
        Unfit: naming the field.
    """
    # No character has more than four bytes: hardly any document has a value that need be measured.
    if max(map(len, chain.from_iterable(tags.values())), default=0) <= LONGEST_TAG // 4:
        return
    for field, values in tags.items():
        if any(len(value.encode()) > LONGEST_TAG for value in values):
            raise Unfit(f"{field}: longer than {LONGEST_TAG} bytes")
