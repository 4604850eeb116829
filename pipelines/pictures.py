"""Pictures of posts that came with a page: those its browser loaded anyway. None is fetched for this."""

import logging
from collections.abc import Mapping
from itertools import islice

from analysis.images.decoding import PictureUnreadable, is_picture
from analysis.images.reading import read_picture
from records.page import Page
from records.picture import Picture
from records.reading import Post
from records.visit import Visit

logger = logging.getLogger(__name__)
#: Of one post: a full grid, no more.
MOST_PICTURES = 9
#: Of one page: about a minute's work.
MOST_OF_PAGE = 50
Pictures = Mapping[str, Picture]


def read_pictures(visit: Visit) -> dict[str, Picture]:
    """What was read in the pictures of the page's posts, by address; takes about a second for each.

    Raises:
        ExtraMissing: nothing here can read pictures.
    """
    loaded = _loaded(visit.page)
    shown = dict.fromkeys(one for post in visit.reading.posts for one in shown_in(post) if one in loaded)
    if len(shown) > MOST_OF_PAGE:
        logger.warning("%s: of %d pictures %d are read", visit.page.url, len(shown), MOST_OF_PAGE)
    read = ((address, _read(loaded[address])) for address in islice(shown, MOST_OF_PAGE))
    return {address: picture for address, picture in read if picture}


def _read(raw: bytes) -> Picture | None:
    try:
        return read_picture(raw)
    except PictureUnreadable as error:
        logger.warning("a picture was not read: %s", error)
        return None


def shown_in(post: Post) -> tuple[str, ...]:
    """The addresses of a post's first pictures."""
    return post.images[:MOST_PICTURES]


def _loaded(page: Page) -> dict[str, bytes]:
    """The pictures that crossed the wire whole, by address."""
    exchanges = page.rendering.exchanges if page.rendering else ()
    return {one.url: one.body for one in exchanges if is_picture(one.body) and not one.truncated}
