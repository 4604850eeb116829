"""What both engines index of a document: terms we made, tags and numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from records.document import Document
from records.term import IndexTerms
from search.fields import SEVERITIES, band_of, fold_value
from search.fitness import Unfit, check, check_tags
from search.terming import Termed

__all__ = ["Entry", "Unfit", "entry_of"]

# Stands between runs and between texts, so that no phrase reaches over the gap. A private-use character
# never occurs in terms.
BREAK = "\ue000"
RANKS = tuple(SEVERITIES)
#: In a document of so many pairs of characters anything said counts half. Measured over the labelled posts:
#: of the first ten hits most then mean what was asked (benchmarks/search_relevance.py).
HALF = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """``words``, ``bigrams`` and ``alike`` are terms in order with breaks; ``tags`` and ``numbers`` may
    hold several values. ``brevity`` is what anything said counts in it, the less the longer it is.
    """

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    alike: tuple[str, ...]
    tags: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[float, ...]]
    newest: float
    brevity: float
    severity: int
    price: float | None


def entry_of(document: Document, terms: Termed) -> Entry:
    """The entry of a document.

    Raises:
        Unfit: a value has no place in an index.
    """
    check(document)
    prices = tuple(offer.price for offer in document.offers if offer.price is not None)
    newest = document.told_at
    tags = _tags(document, newest, prices)
    check_tags(tags)
    # Handles too: a disguised one is found in its plain spelling.
    said = (document.title, document.text, document.author_name, document.signature, document.board)
    seen = (picture.text for picture in document.pictures)
    handles = tuple(contact.value for contact in document.contacts)
    termed = [one for text in (*said, *seen, *handles) if text for one in _readings(text, terms)]
    bigrams = _rows(chain.from_iterable(one.bigrams for one in termed))
    return Entry(
        words=(*_words(termed), *_characters(termed)),
        bigrams=bigrams,
        alike=_rows(chain.from_iterable(one.alike for one in termed)),
        tags=tags,
        numbers={
            "price": prices,
            "quantity": tuple(
                float(offer.quantity) for offer in document.offers if offer.quantity is not None
            ),
            "score": (document.score,),
            "posted": _moments(document.posted_at),
            "first_seen": _moments(document.first_seen or document.seen_at),
            "seen": _moments(document.seen_at),
            "reviewed": _moments(document.reviewed_at),
        },
        newest=newest.timestamp(),
        brevity=_brevity(len(bigrams)),
        severity=RANKS.index(document.severity) if document.severity in RANKS else 0,
        price=min(prices, default=None),
    )


def _brevity(pairs: int) -> float:
    """In two digits, so that both engines hold the same and what is about as long is equal."""
    return float(f"{1 / (1 + pairs / HALF):.2g}")


def _words(termed: list[IndexTerms]) -> tuple[str, ...]:
    return tuple([word for one in termed for word in (*one.words, BREAK)])


def _characters(termed: list[IndexTerms]) -> tuple[str, ...]:
    """Every Han character once, so that a single one can be asked for."""
    runs = ["".join(run) for one in termed for run in one.bigrams]
    return tuple(dict.fromkeys("".join(runs)))


def _rows(runs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Each run once: a second reading repeats most of the first."""
    return tuple([pair for run in dict.fromkeys(runs) for pair in (*run, BREAK)])


def _readings(text: str, terms: Termed) -> Iterator[IndexTerms]:
    """A text as it is written and, where it is disguised, as it is meant."""
    written = terms(text)
    yield written.indexed
    if written.meant:
        yield written.meant.indexed


def _moments(moment: datetime | None) -> tuple[float, ...]:
    return (moment.timestamp(),) if moment else ()


def _tags(document: Document, newest: datetime, prices: tuple[float, ...]) -> dict[str, tuple[str, ...]]:
    contacts = tuple(f"{contact.kind}:{contact.value}" for contact in document.contacts)
    plain: dict[str, tuple[str | None, ...]] = {
        "id": (document.id,),
        "source": (document.source,),
        "platform": (document.platform,),
        "category": document.categories,
        "severity": (document.severity,),
        "label": (document.label,),
        "seller": (document.seller,),
        "author": (document.author_name, *((document.seller or ":").split(":", 1)[1:])),
        "campaign": (document.campaign,),
        "month": (f"{newest:%Y-%m}",),
        "band": (band_of(min(prices)),) if prices else (),
        "contact": (*contacts, *(contact.value for contact in document.contacts)),
        "channel": tuple(contact.kind for contact in document.contacts),
        "review": (document.review,),
        "board": (document.board,),
        "run": (document.run,),
        "capture": (document.capture,),
        "match": document.match_tokens,
        "state": (_state(document),),
    }
    return {
        field: tuple(dict.fromkeys([fold_value(value) for value in values if value]))
        for field, values in plain.items()
    }


def _state(document: Document) -> str:
    if document.withdrawn_since:
        return "withdrawn"
    return "gone" if document.gone_at else "standing"
