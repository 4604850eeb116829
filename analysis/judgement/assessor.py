"""The judgement of a post: label, probability, goods, offers, contacts, potential severity, reasons."""

from collections.abc import Iterable, Sequence

from analysis.grammars.contact_hint import may_name_contact
from analysis.grammars.post_reading import PostReading, read_post
from analysis.judgement.author import Author, read_author
from analysis.judgement.categories import choose_categories
from analysis.judgement.goods import Goods, find_goods
from analysis.judgement.insider import is_insider, is_supplied
from analysis.judgement.invisible import report_invisible
from analysis.judgement.model import LABELS, load_weights, probabilities
from analysis.judgement.offers import build_offers
from analysis.judgement.reasons import give_reasons
from analysis.judgement.signs import find_signs
from analysis.judgement.suspicion import is_suspicious
from analysis.law.grading import grade_claim
from analysis.readings.coarse import coarse
from records.assessment import Assessment, Contact, Label, Offer, Severity

#: Where no rule found anything of a deal.
NO_DEAL: dict[Label, float] = {"sale": 0.0, "seek": 0.0, "other": 1.0}
#: Of what most posts of the world are.
NOTHING = Assessment(label="other", score=0.0)


def assess(
    text: str, title: str | None = None, author: str | None = None, source: str | None = None
) -> Assessment:
    """Judge one post. ``source`` is taken for the record's sake and never weighed: a site proves nothing.

    What a look or two pass over is ``other`` with a score of 0 and no reasons: nothing in it is of the trade.
    Reasons point into the original title, text or author: ``field[start:end] == reason.text``.
    """
    shown = coarse(text, title, author)
    return (
        read_in_full(text, title, author) if is_suspicious(shown) else pass_over(shown, text, title, author)
    )


def pass_over(shown: str, text: str, title: str | None = None, author: str | None = None) -> Assessment:
    """The assessment of a post of that coarse text which no look finds suspicious."""
    if may_name_contact(f"{title}\n{text}\n{author}", shown):
        named = _contacts(read_post(text, title), read_author(author))
        return Assessment(label="other", score=0.0, contacts=named)
    return NOTHING


def read_in_full(text: str, title: str | None = None, author: str | None = None) -> Assessment:
    """Judge a post by everything in it, as ``assess`` does where no look passes it over."""
    reading = read_post(text, title)
    signer = read_author(author)
    goods = find_goods(reading)
    weights = load_weights()
    signs = find_signs(reading, goods, signer, weights)
    chances = probabilities(signs.logits(weights)) if signs.has_ground() else NO_DEAL
    label = max(LABELS, key=chances.__getitem__)
    categories = choose_categories(reading, goods, signer.plain.text) if label != "other" else ()
    offers = build_offers(reading, goods, categories) if label != "other" else ()
    return Assessment(
        label=label,
        score=round(weights.score(chances), 4),
        categories=categories,
        offers=offers,
        contacts=_contacts(reading, signer),
        severity=_grade(reading, goods, offers, categories, label) if label != "other" else Severity(),
        reasons=(*give_reasons(signs, label, weights, reading, signer), *report_invisible(reading)),
    )


def _grade(
    reading: PostReading,
    goods: Iterable[Goods],
    offers: Sequence[Offer],
    categories: Sequence[str],
    label: Label,
) -> Severity:
    """What the law says to a listing, if its claim is true."""
    return grade_claim(
        offers,
        categories,
        is_insider(reading),
        label=label,
        supplied=is_supplied(reading),
        goods=[(one.category, one.word) for one in goods],
    )


def _contacts(reading: PostReading, author: Author) -> tuple[Contact, ...]:
    """Contacts of the post, then those written into the author's name."""
    return tuple(dict.fromkeys(one.contact for one in (*reading.contacts, *author.contacts)))
