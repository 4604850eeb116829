"""The judgement of a visit's posts. Needs no engine."""

from analysis.judgement.assessor import assess
from pipelines.listing_id import listing_id
from records.reading import Post
from records.visit import JudgedPost, JudgedVisit, Visit


def judge_visit(visit: Visit) -> JudgedVisit:
    """Every post of a visit with its assessment."""
    return JudgedVisit(visit, tuple(map(judge, visit.reading.posts)))


def judge(post: Post) -> JudgedPost:
    """One post with its id and assessment. The author's name and signature carry signal and are judged
    with it; the title that a hit inside a thread shows is not, for somebody else gave it.
    """
    inside = post.excerpt and post.thread is not None and post.floor is None
    author = " ".join(part for part in (post.author_name, post.signature) if part) or None
    title = None if inside else post.title
    return JudgedPost(listing_id(post), post, assess(post.text, title, author, post.platform))
