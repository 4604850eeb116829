"""The judgement of a visit's posts. Needs no engine."""

from dataclasses import replace
from types import MappingProxyType

from analysis.images.pictured import assess_pictured
from analysis.judgement.assessor import assess
from pipelines.listing_id import listing_id
from pipelines.pictures import Pictures, shown_in
from records.reading import Post
from records.visit import JudgedPost, JudgedVisit, Visit


def judge_visit(visit: Visit, pictures: Pictures = MappingProxyType({})) -> JudgedVisit:
    """Every post of a visit with its assessment; ``pictures`` are those that were read, by address."""
    return JudgedVisit(visit, tuple(judge(post, pictures) for post in visit.reading.posts))


def judge(post: Post, pictures: Pictures = MappingProxyType({})) -> JudgedPost:
    """One post with its id and assessment. The author's name and signature carry signal and are judged
    with it; the title that a hit inside a thread shows is not, for somebody else gave it.
    """
    inside = post.excerpt and post.thread is not None and post.floor is None
    author = " ".join(part for part in (post.author_name, post.signature) if part) or None
    title = None if inside else post.title
    seen = tuple(replace(pictures[one], address=one) for one in shown_in(post) if one in pictures)
    if not seen:
        return JudgedPost(listing_id(post), post, assess(post.text, title, author, post.platform))
    assessment = assess_pictured(post.text, seen, title, author, post.platform)
    return JudgedPost(listing_id(post), post, assessment, seen)
