"""Whether a post says what it said before: its words and its price, as digests and short texts."""

import hashlib
from dataclasses import replace
from datetime import datetime

from crawlers.memory.knowledge import KnownPost
from records.assessment import Assessment, Offer
from records.reading import Post
from records.visit import Change, JudgedPost, Sighting

EXCERPT = "~"


def text_digest(post: Post) -> str:
    """A digest of the wording; an excerpt's is marked, for it says less than the whole."""
    digest = hashlib.sha256(f"{post.title or ''}\n{post.text}".encode()).hexdigest()[:32]
    return f"{EXCERPT}{digest}" if post.excerpt else digest


def price_of(post: Post, assessment: Assessment) -> str:
    """The price as the market shows it, else those of the offers; empty where none is named."""
    if post.price_shown is not None:
        return post.price_shown
    return " · ".join(filter(None, map(_price, assessment.offers)))


def _price(offer: Offer) -> str:
    if offer.price is None:
        return offer.price_raw or ""
    return f"{offer.price:g} CNY" + (f"/{offer.price_unit}" if offer.price_unit else "")


def brings_news(post: Post, known: str | None) -> bool:
    """Whether ``post`` says what the digest ``known`` of its id does not.

    An excerpt adds nothing to the whole. An empty digest is of words that were not remembered.
    """
    if known is None:
        return True
    if not known or (post.excerpt and not known.startswith(EXCERPT)):
        return False
    return known != text_digest(post)


def change_of(judged: JudgedPost, known: KnownPost) -> Change:
    """What has changed of a known post.

    Prices that we read out of the words count only where the words changed, for our reading may have; that
    an excerpt is followed by the whole is no change.
    """
    post, known_digest = judged.post, known.text_digest
    reworded = brings_news(post, known_digest) and known_digest.startswith(EXCERPT) == post.excerpt
    repriced = known_digest != "" and price_of(post, judged.assessment) != known.price
    if repriced and (reworded or (post.price_shown is not None and known.price != "")):
        return "price"
    return "text" if reworded else "same"


def latest(here: KnownPost | None, before: KnownPost | None) -> KnownPost | None:
    """Of a post as this run and as earlier ones saw it: the later, but rather the whole than an excerpt."""
    if here is None or (before is not None and here.text_digest.startswith(EXCERPT)):
        return before
    return replace(here, listing=here.listing or (before is not None and before.listing))


def is_new_version(judged: JudgedPost, known: KnownPost | None) -> bool:
    """Whether a listing is to be kept: it was none before, or its words or its price are others.

    A row that leads to a post known whole makes no listing of it.
    """
    if known is None:
        return True
    if judged.post.excerpt and not known.text_digest.startswith(EXCERPT):
        return False
    if not known.listing:
        return True
    return brings_news(judged.post, known.text_digest) or change_of(judged, known) == "price"


def sighting_of(judged: JudgedPost, known: KnownPost, seen_at: datetime) -> Sighting:
    """A known listing seen again."""
    change = change_of(judged, known)
    prices = (known.price, price_of(judged.post, judged.assessment)) if change == "price" else ("", "")
    return Sighting(judged.listing_id, seen_at, change, *prices)
