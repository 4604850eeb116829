"""The judgement of a visit's posts. Needs no engine."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from analysis.images.pictured import assess_pictured
from analysis.judgement.assessor import assess
from analysis.readings.coarse_archive import Said
from analysis.screening import assess_all
from pipelines.listing_id import listing_id
from pipelines.pictures import Pictures, shown_in
from records.assessment import Assessment
from records.reading import Post
from records.visit import JudgedPost, JudgedVisit, Visit


def judge_visit(visit: Visit, pictures: Pictures = MappingProxyType({})) -> JudgedVisit:
    """Every post of a visit with its assessment; ``pictures`` are those that were read, by address."""
    return judge_visits([visit], [pictures])[0]


def judge_visits(visits: Sequence[Visit], pictures: Sequence[Pictures]) -> list[JudgedVisit]:
    """Visits judged together, which takes less than one after the other; ``pictures`` are those of each."""
    assessments = iter(assess_all([_said(post) for visit in visits for post in visit.reading.posts]))
    return [
        JudgedVisit(visit, tuple(_judged(post, next(assessments), seen) for post in visit.reading.posts))
        for visit, seen in zip(visits, pictures, strict=True)
    ]


def judge(post: Post, pictures: Pictures = MappingProxyType({})) -> JudgedPost:
    """One post with its id and assessment."""
    return _judged(post, assess(*_said(post)), pictures)


def _said(post: Post) -> Said:
    """What of a post is judged. The author's name and signature carry signal; the title that a hit inside a
    thread shows is left out, for somebody else gave it.
    """
    inside = post.excerpt and post.thread is not None and post.floor is None
    author = " ".join(part for part in (post.author_name, post.signature) if part) or None
    return post.text, None if inside else post.title, author


def _judged(post: Post, assessment: Assessment, pictures: Pictures) -> JudgedPost:
    """The post with ``assessment``, or with that of its text and pictures where some of those were read."""
    seen = tuple(replace(pictures[one], address=one) for one in shown_in(post) if one in pictures)
    if not seen:
        return JudgedPost(listing_id(post), post, assessment)
    text, title, author = _said(post)
    return JudgedPost(listing_id(post), post, assess_pictured(text, seen, title, author), seen)
