"""The name of a listing: the same over runs, replays and machines."""

import hashlib
from urllib.parse import urlsplit

from records.reading import Post


def listing_id(post: Post) -> str:
    """Twenty hex digits from platform, host and post.

    The opener of a thread is named by the thread, so that its row in a board list and its first floor are one
    listing.
    """
    own = f"thread {post.thread}" if post.thread and post.floor == 1 else f"post {post.post_id}"
    page = post.url.partition("#")[0]  # the same of all posts of a page: urlsplit remembers it
    name = "\n".join((post.platform, urlsplit(page).netloc.lower(), own))
    return hashlib.sha256(name.encode()).hexdigest()[:20]
