"""What both engines index of a document: terms we made, tags and numbers."""

import math
from dataclasses import dataclass

from records.document import Document
from records.term import Terms
from search.query import Termed, fold_value, runs_of

# Stands between runs, so that no phrase reaches over the gap. A private-use character never occurs in terms.
BREAK = "\ue000"
SEVERITIES = ("none", "below", "serious", "especially_serious")
FACETS = ("category", "source", "severity", "channel", "label", "review")
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """``words`` and ``bigrams`` are terms in order with breaks; ``tags`` and ``numbers`` may hold
    several values.
    """

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    tags: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[float, ...]]
    newest: float
    severity: int
    price: float | None


class Unfit(ValueError):
    """A document no engine can hold; the message says which field and why."""


def entry_of(document: Document, terms: Termed) -> Entry:
    """The entry of a document.

    Raises:
        Unfit: a value has no place in an index.
    """
    check(document)
    texts = (document.title, document.text, document.author_name, document.signature, document.board)
    termed = [terms(text) for text in texts if text]
    prices = tuple(offer.price for offer in document.offers if offer.price is not None)
    return Entry(
        words=(
            *(word.text for one in termed for word in one.words),
            *_characters(termed),
            *_handles(document),
        ),
        bigrams=_bigrams(termed),
        tags=_tags(document),
        numbers={
            "price": prices,
            "quantity": tuple(
                float(offer.quantity) for offer in document.offers if offer.quantity is not None
            ),
            "score": (document.score,),
            "posted": (document.posted_at.timestamp(),) if document.posted_at else (),
            "first_seen": (document.seen_at.timestamp(),),
        },
        newest=(document.posted_at or document.seen_at).timestamp(),
        severity=SEVERITIES.index(document.severity) if document.severity in SEVERITIES else 0,
        price=min(prices, default=None),
    )


def check(document: Document) -> None:
    """Refuse what SQLite or Elasticsearch could not store."""
    numbers = [document.score, *(offer.price or 0 for offer in document.offers)]
    if not document.id or len(document.id) > 200:
        raise Unfit("id: it must have 1 to 200 characters")
    if not 0 < document.version <= LARGEST:
        raise Unfit(f"version: {document.version} is not a positive 64-bit number")
    if not all(math.isfinite(number) for number in numbers):
        raise Unfit("score or price: not a finite number")
    if any(abs(offer.quantity or 0) > LARGEST for offer in document.offers):
        raise Unfit("quantity: larger than 64 bits")
    try:
        f"{document.title}{document.text}{document.author_name}{document.url}".encode()
    except UnicodeEncodeError as error:
        raise Unfit(f"text: character {error.start} is half a surrogate pair") from error


def _characters(termed: list[Terms]) -> tuple[str, ...]:
    """Every Han character once, so that a single one can be asked for."""
    return tuple(
        dict.fromkeys(character for one in termed for pair in one.bigrams for character in pair.text)
    )


def _handles(document: Document) -> tuple[str, ...]:
    return tuple(contact.value.lower() for contact in document.contacts if not contact.value.isspace())


def _bigrams(termed: list[Terms]) -> tuple[str, ...]:
    found: list[str] = []
    for one in termed:
        for run in runs_of(one.bigrams):
            found += [*run, BREAK]
    return tuple(found)


def _tags(document: Document) -> dict[str, tuple[str, ...]]:
    contacts = tuple(f"{contact.kind}:{contact.value}" for contact in document.contacts)
    plain: dict[str, tuple[str | None, ...]] = {
        "id": (document.id,),
        "source": (document.source,),
        "platform": (document.platform,),
        "category": document.categories,
        "severity": (document.severity,),
        "label": (document.label,),
        "seller": (document.seller, *((document.seller or ":").split(":", 1)[1:])),
        "contact": (*contacts, *(contact.value for contact in document.contacts)),
        "channel": tuple(contact.kind for contact in document.contacts),
        "review": (document.review,),
        "board": (document.board,),
        "run": (document.run,),
        "capture": (document.capture,),
    }
    return {
        field: tuple(dict.fromkeys(fold_value(value) for value in values if value))
        for field, values in plain.items()
    }
