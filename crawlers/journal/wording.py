"""Whether a listing's wording is new: the same words, seen again, are a sighting."""

import hashlib

from records.visit import Listing

EXCERPT = "~"


def text_digest(listing: Listing) -> str:
    """A digest of the masked wording, by which a sighting knows that nothing changed."""
    digest = hashlib.sha256(f"{listing.post.title or ''}\n{listing.post.text}".encode()).hexdigest()[:32]
    return f"{EXCERPT}{digest}" if listing.post.excerpt else digest


def brings_news(listing: Listing, known: str | None) -> bool:
    """Whether ``listing`` says what the digest ``known`` of its id does not; an excerpt adds nothing to the
    whole.
    """
    if known is None or not listing.post.excerpt or known.startswith(EXCERPT):
        return known != text_digest(listing)
    return False
