"""The readers walk the running testbed and find every listing of its truth, word for word."""

import http.client
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.readers import read
from crawlers.readers.file_page import file_page
from records.page import Page
from records.reading import Post, State
from testbed.declared import point_at
from testbed.server import Testbed

EXACT = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "month": 31 * 86_400, "year": 366 * 86_400}


@pytest.fixture(scope="module")
def testbed() -> Iterator[Testbed]:
    """A testbed with fewer ordinary posts than usual."""
    with Testbed(ordinary=300) as running:
        yield running


def fetch(connection: http.client.HTTPConnection, url: str) -> Page:
    parts = urlsplit(url)
    connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)
    answer = connection.getresponse()
    headers = tuple(answer.getheaders())
    return file_page(
        answer.read(), url=url, fetched_at=datetime.now(UTC), status=answer.status, headers=headers
    )


def walk(testbed: Testbed, site: str) -> dict[str, Post]:
    """Every post that the source's start addresses and the links it follows lead to."""
    source = load_source(shipped_folder() / f"testbed_{site}")
    waiting = [point_at(url, testbed.sites) for url in source.start]
    seen, posts = set(waiting), dict[str, Post]()
    connection = http.client.HTTPConnection(urlsplit(testbed.sites[site]).netloc, timeout=20)
    while waiting:
        reading = read(fetch(connection, waiting.pop()), source.family, source.zone)
        assert reading.state is State.ITEMS or (site == "sogou" and reading.links), reading.why
        # A list shows the beginning of a text that its own page has whole.
        posts |= {
            post.post_id: max(post, posts.get(post.post_id, post), key=lambda one: len(one.text))
            for post in reading.posts
        }
        onward = {link.url for link in reading.links if link.kind in source.follow} - seen
        waiting += onward
        seen |= onward
    connection.close()
    return posts


@pytest.mark.parametrize(
    "site", ["board", "channels", "bar", "weibo", "phpbb", "mybb", "xenforo", "vbulletin", "v2ex", "sogou"]
)
def test_every_listing_is_read_as_it_was_written(testbed: Testbed, site: str) -> None:
    listings = [one for one in testbed.truth() if one["site"] == site]
    posts = walk(testbed, site)
    assert listings
    for listing in listings:
        post = posts[listing["post_id"]]
        assert post.text.split() == listing["text"].split()
        assert listing["author"] in (post.author_name, post.signature)
        assert post.platform == listing["platform"]
        assert post.time is not None
        assert post.time_precision is not None
        off = abs(post.time - datetime.fromisoformat(listing["posted_at"]))
        assert off <= timedelta(seconds=EXACT[post.time_precision])
