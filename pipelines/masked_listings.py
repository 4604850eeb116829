"""The listings of a judged visit, masked: nothing else leaves for journal, index or report."""

from analysis.campaign import campaign_of
from analysis.privacy.masked_posts import mask_pictures, mask_post
from analysis.privacy.match_tokens import match_tokens
from records.match_key import MatchKey
from records.visit import JudgedVisit, Listing


def masked_listings(item: JudgedVisit, key: MatchKey, capture: str = "") -> list[Listing]:
    """Every post that sells or seeks, masked, with ``key``'s tokens, tied to ``capture`` (a digest)."""
    found = []
    for judged in item.posts:
        if judged.assessment.label == "other":
            continue
        post, assessment = mask_post(judged.post, judged.assessment, judged.pictures)
        found.append(
            Listing(
                id=judged.listing_id,
                source=item.visit.source.name,
                run=item.visit.run,
                post=post,
                assessment=assessment,
                capture=capture,
                seen_at=item.visit.page.fetched_at,
                match_tokens=match_tokens(judged.post, judged.assessment.contacts, key, judged.pictures),
                pictures=mask_pictures(judged.pictures, assessment.contacts),
                campaign=campaign_of(post, assessment.contacts),
            )
        )
    return found
