"""The reader against the testbed's groups: every topic and every comment, as they were written."""

import http.client
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawlers.readers import read
from crawlers.readers.file_page import file_page
from records.reading import Post, Reading, State
from testbed.douban.site import DoubanSite
from testbed.server import Testbed

ZONE = "Asia/Shanghai"


def ask(connection: http.client.HTTPConnection, url: str) -> Reading:
    connection.request("GET", url.partition(urlsplit(url).netloc)[2])
    answer = connection.getresponse()
    body, headers = answer.read(), tuple(answer.getheaders())
    page = file_page(body, url=url, fetched_at=datetime.now(UTC), status=answer.status, headers=headers)
    return read(page, "douban", ZONE)


def walk(connection: http.client.HTTPConnection, start: str) -> dict[str, Post]:
    """The posts of every page that threads and next pages lead to; a topic's own page beats its row."""
    waiting, seen, posts = [start], {start}, dict[str, Post]()
    while waiting:
        reading = ask(connection, waiting.pop())
        assert reading.state is State.ITEMS, reading.why
        for post in reading.posts:
            if not post.excerpt or post.post_id not in posts:
                posts[post.post_id] = post
        onward = {link.url for link in reading.links if link.kind in ("thread", "next")} - seen
        seen |= onward
        waiting += onward
    return posts


def test_every_topic_and_comment_is_read_as_it_was_written() -> None:
    with Testbed(ordinary=50) as running:
        site = next(one.site for one in running._listeners if one.site.name == "douban")
        assert isinstance(site, DoubanSite)
        address = running.sites["douban"]
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        posts = walk(connection, f"{address}/group/liaozi/discussion?start=0")
        found = {post.post_id for post in ask(connection, f"{address}/group/search?cat=1013&q=QQ").posts}
        private = ask(connection, f"{address}/group/private/discussion")
        nothing = ask(connection, f"{address}/group/search?cat=1013&q=qqqqqqqqqq")
        connection.close()
    comments = [(topic, comment) for topic in site.topics for comment in topic.comments]
    assert len(posts) == len(site.topics) + len(comments)
    assert max(len(topic.comments) for topic in site.topics) > 100
    for topic in site.topics:
        post = posts[str(topic.number)]
        assert post.text.split() == topic.placed.posting.text.split()
        assert (post.title, post.board, post.floor) == (topic.title, "资料交换小组", 1)
        assert (post.author_name, post.author_id, post.signature) == (
            topic.author.name,
            topic.author.number,
            topic.author.motto,
        )
        assert (post.time, post.ip_place) == (datetime.fromtimestamp(topic.placed.at, UTC), topic.place)
        assert len(post.images) == topic.pictures
    for topic, comment in comments:
        post = posts[str(comment.number)]
        assert (post.text, post.author_name, post.signature) == (
            comment.text,
            comment.author.name,
            comment.author.motto,
        )
        assert (post.time, post.ip_place) == (datetime.fromtimestamp(comment.at, UTC), comment.place)
        assert (post.thread, post.reply_to) == (str(topic.number), str(comment.answers or topic.number))
        assert (post.counters["likes"].value if post.counters else 0) == comment.likes
    assert found == {
        str(topic.number) for topic in site.topics if "QQ" in f"{topic.title}{topic.placed.posting.text}"
    }
    assert (private.state, nothing.state) == (State.FORBIDDEN, State.EMPTY)
