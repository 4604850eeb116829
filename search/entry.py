"""What both engines index of a document: terms we made, tags and numbers."""

from dataclasses import dataclass

from records.document import Document
from records.term import Terms
from search.fields import fold_value
from search.fitness import Unfit, check, check_tags
from search.terming import Termed, runs_of

__all__ = ["FACETS", "Entry", "Unfit", "entry_of"]

# Stands between runs and between texts, so that no phrase reaches over the gap. A private-use character
# never occurs in terms.
BREAK = "\ue000"
SEVERITIES = ("none", "below", "serious", "especially_serious")
FACETS = ("category", "source", "severity", "channel", "label", "review")


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


def entry_of(document: Document, terms: Termed) -> Entry:
    """The entry of a document.

    Raises:
        Unfit: a value has no place in an index.
    """
    check(document)
    tags = _tags(document)
    check_tags(tags)
    # Handles too: a disguised one is found in its plain spelling.
    said = (document.title, document.text, document.author_name, document.signature, document.board)
    seen = (picture.text for picture in document.pictures)
    handles = tuple(contact.value for contact in document.contacts)
    termed = [terms(text) for text in (*said, *seen, *handles) if text]
    prices = tuple(offer.price for offer in document.offers if offer.price is not None)
    return Entry(
        words=(*_words(termed), *_characters(termed)),
        bigrams=_bigrams(termed),
        tags=tags,
        numbers={
            "price": prices,
            "quantity": tuple(
                float(offer.quantity) for offer in document.offers if offer.quantity is not None
            ),
            "score": (document.score,),
            "posted": (document.posted_at.timestamp(),) if document.posted_at else (),
            "first_seen": ((document.first_seen or document.seen_at).timestamp(),),
        },
        newest=(document.posted_at or document.first_seen or document.seen_at).timestamp(),
        severity=SEVERITIES.index(document.severity) if document.severity in SEVERITIES else 0,
        price=min(prices, default=None),
    )


def _words(termed: list[Terms]) -> tuple[str, ...]:
    found: list[str] = []
    for one in termed:
        found += [*(word.text for word in one.words), BREAK]
    return tuple(found)


def _characters(termed: list[Terms]) -> tuple[str, ...]:
    """Every Han character once, so that a single one can be asked for."""
    return tuple(
        dict.fromkeys(character for one in termed for pair in one.bigrams for character in pair.text)
    )


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
        "seller": (document.seller, *((document.seller or ":").split(":", 1)[1:]), document.author_name),
        "contact": (*contacts, *(contact.value for contact in document.contacts)),
        "channel": tuple(contact.kind for contact in document.contacts),
        "review": (document.review,),
        "board": (document.board,),
        "run": (document.run,),
        "capture": (document.capture,),
        "match": document.match_tokens,
        "standing": ("gone" if document.gone_at else "standing",),
    }
    return {
        field: tuple(dict.fromkeys(fold_value(value) for value in values if value))
        for field, values in plain.items()
    }
