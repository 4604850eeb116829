"""A picture that was handed in. What a machine read in it is an interpretation; the picture is the evidence.

The page's content is the text that was read, the part the picture itself.
"""

import hashlib

from crawlers.exports.naming import address_in_file, said_elsewhere
from crawlers.exports.rows import UNKNOWN_PLATFORM
from records.page import Page
from records.reading import Post

FLAG = "read from a picture by machine"


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """One post: all that was read in the picture."""
    words = page.content.decode("utf-8", "replace").strip()
    if not words or not page.part:
        return ()
    return (
        Post(
            platform=said_elsewhere(page, "platform") or UNKNOWN_PLATFORM,
            post_id=hashlib.sha256(page.part.content).hexdigest()[:16],
            url=address_in_file(page, "picture"),
            text=words,
            signature=FLAG,
        ),
    )
