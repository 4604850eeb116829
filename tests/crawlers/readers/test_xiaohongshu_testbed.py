"""The reader against the testbed's notes, as a browser sees them: every note and every comment."""

import http.client
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Response, sync_playwright

from crawlers.readers import read
from records.page import Exchange, Page, Rendering
from records.reading import Reading, State
from testbed.server import Testbed
from testbed.xiaohongshu.notes import Note
from testbed.xiaohongshu.site import XiaohongshuSite

ZONE = "Asia/Shanghai"


class Notes:
    """The running site, its notes, and a browser that keeps what its calls answer."""

    def __init__(self, running: Testbed, tab: Tab) -> None:
        site = next(one.site for one in running._listeners if one.site.name == "xiaohongshu")
        assert isinstance(site, XiaohongshuSite)
        self.running, self.tab, self.notes = running, tab, site.notes
        self.address = running.sites["xiaohongshu"]
        self.heard: list[Response] = []
        tab.on("response", lambda answer: self.heard.append(answer) if "/api/sns/" in answer.url else None)

    def open(self, path: str, wait_for: str) -> None:
        self.heard.clear()
        self.tab.goto(self.address + path)
        self.tab.wait_for_selector(wait_for)

    def reading(self) -> Reading:
        """What the tab shows now."""
        now = datetime.now(UTC)
        calls = tuple(
            Exchange(
                url=one.url,
                status=one.status,
                headers=tuple(one.headers.items()),
                body=one.body(),
                started_at=now,
            )
            for one in self.heard
        )
        main = Exchange(url=self.tab.url, status=200, started_at=now)
        rendering = Rendering(dom=self.tab.content(), exchanges=calls)
        page = Page(url=self.tab.url, fetched_at=now, exchange=main, rendering=rendering)
        return read(page, "xiaohongshu", ZONE)


@pytest.fixture(scope="module")
def notes() -> Iterator[Notes]:
    """A testbed and one tab."""
    with Testbed(ordinary=50) as running, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield Notes(running, chromium.new_page())
        chromium.close()


def test_every_note_of_a_search(notes: Notes) -> None:
    notes.open("/search_result?keyword=", ".note-item")
    first = notes.reading()
    assert len(first.posts) == 20
    assert first.why == "more than the 1 answers captured"
    page = 1
    while notes.tab.locator("button.load-more:enabled").count():
        page += 1
        notes.tab.click("button.load-more")
        notes.tab.wait_for_selector(f".feeds-container[data-page='{page}']")
    reading = notes.reading()
    posts = {post.post_id: post for post in reading.posts}
    assert (reading.why, set(posts)) == ("", {note.number for note in notes.notes})
    for note in notes.notes:
        post = posts[note.number]
        assert (post.title or "", post.text, post.excerpt) == (note.title, "", True)
        assert (post.author_name, post.author_id) == (note.author.name, note.author.number)
        assert post.time is not None
        assert abs(post.time - datetime.fromtimestamp(note.placed.at, UTC)) < timedelta(days=1)
        assert post.counters is not None
        assert (post.counters["likes"].value == note.likes) or post.counters["likes"].rounded
    assert len([link for link in reading.links if link.kind == "thread"]) == len(notes.notes)


def test_notes_with_all_their_comments(notes: Notes) -> None:
    busy = sorted(notes.notes, key=lambda note: -len(note.comments))[:4]
    for note in (*busy, notes.notes[0]):
        notes.open(f"/explore/{note.number}?xsec_token={note.token}&xsec_source=pc_search", ".end-container")
        compare(notes.reading(), note)


def compare(reading: Reading, note: Note) -> None:
    own, *comments = reading.posts
    assert own.text.split() == note.placed.posting.text.split()
    assert (own.post_id, own.ip_place, len(own.images)) == (note.number, note.place, note.pictures)
    assert own.time == datetime.fromtimestamp(note.placed.at, UTC)
    written = [(one, None) for one in note.comments] + [
        (inner, one) for one in note.comments for inner in one.replies
    ]
    read_back = {post.post_id: post for post in comments}
    assert set(read_back) == {one.number for one, _ in written}
    for one, above in written:
        post = read_back[one.number]
        assert (post.text, post.author_name, post.ip_place) == (one.text, one.author.name, one.place)
        assert (post.thread, post.reply_to) == (note.number, above.number if above else note.number)


@pytest.mark.parametrize("kind", ["login_wall", "captcha"])
def test_walls_of_its_calls(notes: Notes, kind: str) -> None:
    notes.running.misbehave("/api/sns/*", kind, site="xiaohongshu")
    try:
        notes.open("/search_result?keyword=", ".login-container, .verify-page")
        assert notes.reading().state == kind
    finally:
        notes.running.behave()


def test_without_the_token_or_the_sign_there_is_nothing(notes: Notes) -> None:
    connection = http.client.HTTPConnection(urlsplit(notes.address).netloc, timeout=20)
    connection.request("GET", f"/explore/{notes.notes[0].number}")
    gone = connection.getresponse()
    gone.read()
    assert (gone.status, gone.headers["Location"]) == (302, "/404?source=note&error_code=300031")
    connection.request("POST", "/api/sns/web/v1/search/notes", json.dumps({"keyword": "", "page": 1}))
    assert json.loads(connection.getresponse().read())["code"] == -101
    connection.close()
    notes.open("/search_result?keyword=qqqqqqqqqq", ".search-empty")
    assert notes.reading().state is State.EMPTY
