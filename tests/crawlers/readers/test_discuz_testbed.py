"""One board by four ways: its pages, its archiver, its app's JSON and its search say the same of a thread."""

import http.client
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import pytest

from crawlers.readers import read
from crawlers.readers.file_page import file_page
from records.reading import Post, Reading, State
from testbed.server import Testbed

FORUM = "/forum.php?mod=forumdisplay&fid={}"
ARCHIVE = "/archiver/?fid-{}.html"
JSON = "/api/mobile/index.php?version=4&module=forumdisplay&fid={}&page=1"
BOARDS = (2, 36, 37, 38, 40)
Words = tuple[str | None, str | None, str, datetime | None]


@pytest.fixture(scope="module")
def testbed() -> Iterator[Testbed]:
    """A testbed with few ordinary posts."""
    with Testbed(ordinary=150) as running:
        yield running


def look(testbed: Testbed, path: str) -> Reading:
    """The reading of one answer of the board."""
    url = testbed.sites["board"] + path
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    page = file_page(
        answer.read(),
        url=url,
        fetched_at=datetime.now(UTC),
        status=answer.status,
        headers=tuple(answer.getheaders()),
    )
    connection.close()
    return read(page, "discuz", "Asia/Shanghai")


def walk(testbed: Testbed, start: str) -> tuple[list[Post], list[Post]]:
    """The rows and the posts that every board's ``start`` leads to."""
    waiting = [start.format(fid) for fid in BOARDS]
    seen, posts = set(waiting), list[Post]()
    while waiting:
        reading = look(testbed, waiting.pop())
        assert reading.state is State.ITEMS, reading.why
        posts += reading.posts
        links = {link.url for link in reading.links if link.kind in ("thread", "next")}
        onward = {url.removeprefix(testbed.sites["board"]) for url in links} - seen
        waiting += onward
        seen |= onward
    return [post for post in posts if post.excerpt], [post for post in posts if not post.excerpt]


def words(post: Post) -> Words:
    """What all ways say: author, thread, text and second; the archiver has its own word for nobody."""
    name = "匿名" if post.author_name == "Anonymous" else post.author_name
    return name, post.thread, "".join(post.text.split()), post.time


@pytest.fixture(scope="module")
def by_pages(testbed: Testbed) -> tuple[list[Post], list[Post]]:
    return walk(testbed, FORUM)


@pytest.mark.parametrize("start", [ARCHIVE, JSON])
def test_archiver_and_json_hold_what_the_pages_hold(
    testbed: Testbed, by_pages: tuple[list[Post], list[Post]], start: str
) -> None:
    rows, posts = walk(testbed, start)
    notices = {"9001", "9002"} if start == JSON else set[str]()  # pinned: the JSON of a board leaves them out
    shown = {words(post) for post in by_pages[1] if post.thread not in notices}
    assert {words(post) for post in posts} == shown
    titles = {post.thread: post.title for post in by_pages[0] if post.thread not in notices}
    assert {post.thread: post.title for post in rows} == titles


def test_moved_threads_are_rows_of_both_boards(by_pages: tuple[list[Post], list[Post]]) -> None:
    moved = [post for post in by_pages[0] if post.board is None and post.counters is None]
    assert moved
    home = {post.thread: post.board for post in by_pages[1]}
    assert {home[post.thread] for post in moved} == {"同城生活"}


def test_search_hits_are_the_threads_that_have_the_word(
    testbed: Testbed, by_pages: tuple[list[Post], list[Post]]
) -> None:
    asked = look(testbed, f"/search.php?mod=forum&srchtxt={quote('QQ')}&searchsubmit=yes")
    assert asked.state is State.REDIRECTED_ELSEWHERE
    waiting = [asked.links[0].url.removeprefix(testbed.sites["board"])]
    hits = dict[str | None, Post]()
    while waiting:
        reading = look(testbed, waiting.pop())
        hits |= {post.thread: post for post in reading.posts}
        onward = [link.url for link in reading.links if link.kind == "next"]
        waiting += [url.removeprefix(testbed.sites["board"]) for url in onward]
    openers = [post for post in by_pages[1] if post.floor == 1]
    assert set(hits) == {post.thread for post in openers if "QQ" in f"{post.title}{post.text}"}
    for post in openers:
        if hit := hits.get(post.thread):
            assert (hit.title, hit.author_name, hit.board) == (post.title, post.author_name, post.board)
            assert hit.excerpt
    nothing = look(testbed, "/search.php?mod=forum&searchid=7&kw=qqqqqqqqqq")
    assert nothing.state is State.EMPTY
