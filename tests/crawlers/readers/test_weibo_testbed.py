"""The reader against the testbed's microblog: account, comments, desktop answers and both search layouts."""

import http.client
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from crawlers.readers import read
from crawlers.readers.file_page import file_page
from records.reading import Post, Reading, State
from testbed.server import Testbed
from testbed.weibo.comments import comments_of
from testbed.weibo.site import WeiboSite
from testbed.weibo.statuses import Status

ZONE = "Asia/Shanghai"


class Blog:
    """A running microblog, its posts, and readings of its pages."""

    def __init__(self, running: Testbed) -> None:
        self.running = running
        self.address = running.sites["weibo"]
        self.connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        site = next(one.site for one in running._listeners if one.site.name == "weibo")
        assert isinstance(site, WeiboSite)
        self.statuses = site._statuses.all

    def read(self, path: str) -> Reading:
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        page = file_page(
            answer.read(),
            url=self.address + path,
            fetched_at=datetime.now(UTC),
            status=answer.status,
            headers=tuple(answer.getheaders()),
        )
        return read(page, "weibo", ZONE)

    def walk(self, path: str) -> list[Post]:
        """The posts of ``path`` and of every page after it."""
        posts: list[Post] = []
        for _ in range(60):
            reading = self.read(path)
            assert reading.state is State.ITEMS, reading.why
            posts += reading.posts
            onward = [link.url for link in reading.links if link.kind == "next"]
            if not onward:
                return posts
            path = onward[0].removeprefix(self.address)
        raise AssertionError("the list has no end")


@pytest.fixture(scope="module")
def blog() -> Iterator[Blog]:
    """A testbed with fewer ordinary posts than usual."""
    with Testbed(ordinary=400) as running:
        yield Blog(running)


def busiest(blog: Blog) -> list[Status]:
    """The statuses of the account that has most."""
    author = max((status.author for status in blog.statuses), key=lambda one: _count(blog, one.uid))
    return [status for status in blog.statuses if status.author == author]


def _count(blog: Blog, uid: int) -> int:
    return sum(status.author.uid == uid for status in blog.statuses)


def test_an_account_is_read_to_its_first_status(blog: Blog) -> None:
    own = busiest(blog)
    uid = own[0].author.uid
    (link,) = blog.read(f"/api/container/getIndex?type=uid&value={uid}").links
    posts = [post for post in blog.walk(link.url.removeprefix(blog.address)) if post.author_id == str(uid)]
    numbers = {str(status.mid) for status in own}
    assert {post.post_id for post in posts} >= numbers
    desktop = blog.walk(f"/ajax/statuses/mymblog?uid={uid}&page=1&feature=0")
    assert {post.post_id for post in desktop if post.author_id == str(uid)} >= numbers


def test_every_comment_and_every_reply(blog: Blog) -> None:
    status = max(blog.statuses, key=lambda one: len(comments_of(one)))
    written = {str(one.number): one for one in comments_of(status)}
    assert len(written) > 20
    posts = blog.walk(f"/comments/hotflow?id={status.mid}&mid={status.mid}&max_id_type=0")
    assert {post.post_id for post in posts if post.reply_to == str(status.mid)} == set(written)
    replies = {str(reply.number): number for number, one in written.items() for reply in one.replies}
    assert {post.post_id: post.reply_to for post in posts if post.post_id not in written} == replies
    desktop = blog.walk(f"/ajax/statuses/buildComments?id={status.mid}&is_show_bulletin=2&count=20")
    assert {(post.post_id, post.text) for post in desktop} == {(post.post_id, post.text) for post in posts}
    for post in posts:
        if one := written.get(post.post_id):
            assert (post.author_name, post.ip_place) == (one.author.name, one.place)
            assert post.time == datetime.fromtimestamp(one.at, UTC)


def test_the_desktop_tells_the_same_of_a_status(blog: Blog) -> None:
    for status in blog.statuses[:40]:
        (mobile, *_), (desktop, *_) = (
            blog.read(f"/statuses/show?id={status.bid}").posts,
            blog.read(f"/ajax/statuses/show?id={status.bid}").posts,
        )
        whole = blog.read(f"/ajax/statuses/longtext?id={status.bid}").posts or (mobile,)
        assert (desktop.post_id, desktop.time, desktop.author_id) == (
            mobile.post_id,
            mobile.time,
            mobile.author_id,
        )
        assert desktop.counters == mobile.counters
        assert desktop.images == mobile.images
        assert whole[0].post_id == mobile.post_id
        assert whole[0].text.startswith(desktop.text.removesuffix("...")[:60])


@pytest.mark.parametrize("layout", ["", "&layout=2018"])
def test_both_layouts_of_the_search_show_every_status(blog: Blog, layout: str) -> None:
    posts = {post.post_id: post for post in blog.walk(f"/weibo?q={layout}")}
    assert set(posts) >= {str(status.mid) for status in blog.statuses}
    for status in blog.statuses:
        post = posts[str(status.mid)]
        assert post.text.split() == status.placed.posting.text.split()
        assert (post.author_name, post.author_id) == (status.author.name, str(status.author.uid))
        assert post.reply_to == (str(status.quoted) if status.quoted else None)
        assert post.counters is not None
        assert [count.value for count in post.counters.values()] == list(status.counts)
        assert post.time is not None
        assert abs(post.time - datetime.fromtimestamp(status.placed.at, UTC)) <= timedelta(minutes=2)


def test_what_is_not_there(blog: Blog) -> None:
    assert blog.read("/weibo?q=qqqqqqqqqq").state is State.EMPTY
    assert blog.read("/ajax/statuses/show?id=1").state is State.GONE
    assert blog.read("/ajax/statuses/mymblog?uid=1&page=1").state is State.GONE
    assert blog.read("/comments/hotflow?id=1&mid=1").state is State.GONE


@pytest.mark.parametrize("kind", ["challenge", "login_wall", "captcha"])
def test_walls_of_the_search(blog: Blog, kind: str) -> None:
    blog.running.misbehave("/weibo*", kind, site="weibo")
    try:
        assert blog.read("/weibo?q=").state == kind
    finally:
        blog.running.behave()
