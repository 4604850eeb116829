"""The judgement of a post: label, probability, goods, offers, contacts, potential severity, reasons."""

from collections.abc import Sequence

from analysis.grammars.contacts import find_contacts
from analysis.grammars.post_reading import PostReading, read_post
from analysis.judgement.categories import choose_categories
from analysis.judgement.goods import Goods, find_goods
from analysis.judgement.insider import is_insider
from analysis.judgement.model import LABELS, Weights, load_weights, probabilities
from analysis.judgement.offers import build_offers
from analysis.judgement.signals import Signal, find_signals
from analysis.law.grading import grade_claim
from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, fold
from records.assessment import Assessment, Contact, Label, Reason

#: So many reasons are handed over, the weightiest first.
REASONS = 12
#: Persons (业主, 产妇) become goods beside one of these sets of signs.
BESIDE_PERSONS = tuple(
    frozenset(names)
    for names in (
        ("fields.listed",),
        ("trade.listnoun", "price.any"),
        ("offer.goods_price", "price.record"),
        ("offer.goods_price", "price.query"),
        ("offer.goods_count", "count.entries", "price.any"),
        ("offer.goods_count", "trade.sell", "trade.secrecy"),
        ("trade.seek", "trade.lookupverb.2"),
        ("trade.seek", "trade.listnoun", "trade.quality"),
        ("trade.lookupverb.2", "price.any", "trade.settle"),
    )
)


def name_signals(text: str, title: str | None = None, author: str | None = None) -> frozenset[str]:
    """Names of the signs in a post: what the model weighs."""
    reading = read_post(text, title)
    author_reading = unmask(fold(author or ""))
    return frozenset(
        signal.name for signal in find_signals(reading, find_goods(reading), author_reading.text)
    )


def assess(
    text: str, title: str | None = None, author: str | None = None, source: str | None = None
) -> Assessment:
    """Judge one post. ``source`` is taken for the record's sake and never weighed: a site proves nothing.

    A post without any goods is ``other``, whatever the rest says. Reasons point into the original title,
    text or author: ``field[start:end] == reason.text``.
    """
    reading = read_post(text, title)
    author_reading = unmask(fold(author or ""))
    goods = find_goods(reading)
    signals = find_signals(reading, goods, author_reading.text)
    weights = load_weights()
    chances = probabilities(weights.logits(signal.name for signal in signals))
    if not names_goods(goods, signals):
        chances = {"sale": 0.0, "seek": 0.0, "other": 1.0}
    label = max(LABELS, key=chances.__getitem__)
    categories = choose_categories(reading, goods) if label != "other" else ()
    offers = build_offers(reading, goods, categories) if label != "other" else ()
    return Assessment(
        label=label,
        score=round(chances["sale"] + chances["seek"], 4),
        categories=categories,
        offers=offers,
        contacts=_contacts(reading, author or "", author_reading),
        severity=grade_claim(offers, categories, is_insider(reading)),
        reasons=_reasons(reading, author_reading, author or "", signals, label, weights),
    )


def names_goods(goods: Sequence[Goods], signals: Sequence[Signal]) -> bool:
    """Whether something to trade is named: data, or persons beside columns, lists, prices."""
    if any(one.weight >= 0.8 for one in goods):
        return True
    names = {signal.name for signal in signals}
    return bool(goods) and any(need <= names for need in BESIDE_PERSONS)


def _contacts(reading: PostReading, name: str, author: Folded) -> tuple[Contact, ...]:
    """Contacts of the post, then those written into the author's name."""
    found = [*reading.contacts, *find_contacts(name, author)]
    return tuple(dict.fromkeys(one.contact for one in found))


def _reasons(
    reading: PostReading, author: Folded, name: str, signals: Sequence[Signal], label: Label, weights: Weights
) -> tuple[Reason, ...]:
    pulls = [(weights.pull(signal.name, label), signal) for signal in signals if signal.end > signal.start]
    strongest = sorted((pair for pair in pulls if pair[0] > 0.05), key=lambda pair: -pair[0])[:REASONS]
    found = (_reason(reading, author, name, signal) for _, signal in strongest)
    return tuple(dict.fromkeys(found))


def _reason(reading: PostReading, author: Folded, name: str, signal: Signal) -> Reason:
    """The signal in original offsets; one that runs from the title into the text is cut at its end."""
    if signal.field == "author":
        start, end = author.span(signal.start, signal.end)
        return Reason(signal.name, start, end, name[start:end], "author")
    start, end = reading.plain.span(signal.start, signal.end)
    if start < reading.offset:
        end = min(end, reading.offset - 1)
        return Reason(signal.name, start, end, reading.original[start:end], "title")
    return Reason(
        signal.name, start - reading.offset, end - reading.offset, reading.original[start:end], "text"
    )
