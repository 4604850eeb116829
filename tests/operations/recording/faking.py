"""Pages with fakes in the place of people, and what is still written in them."""

import html
import json
import re
from datetime import UTC, datetime
from urllib.parse import unquote

from analysis.readings.folding import fold
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import pages_folder
from crawlers.readers.file_page import file_page
from crawlers.recorded import find_cases, load_page
from operations.recording.faked import Faked, fake_pages
from operations.recording.pages import texts_of
from records.page import Page
from records.reading import Reading
from records.source import Source

KEY = b"a key of the tests"


LONG = re.compile("long|last|moved|older|newer")


NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


SITES = ("board", "channels", "bar", "weibo", "market")
FORUMS = ("phpbb", "vbulletin", "xenforo", "mybb", "douban", "v2ex")
CORPUS = [
    json.loads(line)
    for name in ("dev", "story")
    for line in (shipped_folder().parent / "testbed/corpus" / f"{name}.jsonl").read_text("utf-8").splitlines()
]


VALUES = {contact["value"] for post in CORPUS for contact in post["contacts"] if contact["kind"] != "url"}


def shipped(site: str) -> tuple[Source, list[Page]]:
    """A source with its recorded pages but the longest."""
    source = load_source(shipped_folder() / f"testbed_{site}")
    folder = pages_folder(source)
    cases = (case for case in find_cases(folder) if not LONG.search(case))
    return source, [load_page(folder, case) for case in cases]


def everything(page: Page) -> str:
    """All that is written in a page, with every encoding undone in every order that a site might use."""
    written = "\n".join([page.url, *(text for text, _ in texts_of(page))])
    plain = html.unescape(
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), html.unescape(written))
    )
    return "\n".join([written, plain, unquote(plain), unquote(plain, "gb18030"), fold(plain).text])


def contacts_in(shown: str) -> list[str]:
    """Contacts of the corpus that stand in a text, and not as a piece of a longer number."""
    return [value for value in VALUES if re.search(rf"(?<![0-9]){re.escape(value)}(?![0-9])", shown)]


def people(reading: Reading) -> set[str]:
    """Names and handles of the authors that are more than a word or a number."""
    named = {name for post in reading.posts for name in (post.author_name, post.author_id) if name}
    return {name for name in named if not name.isdigit() and len(name) > 1 and "匿名" not in name}


def board(markup: str, charset: str = "utf-8") -> Page:
    return file_page(
        markup.encode(charset),
        url="https://board.example.com/forum.php?mod=viewthread&tid=7",
        fetched_at=NOW,
        headers=(("Content-Type", f"text/html; charset={charset}"),),
    )


def faked(markup: str, charset: str = "utf-8") -> Faked:
    source = load_source(shipped_folder() / "testbed_board")
    return fake_pages(source, [board(markup, charset)], KEY)[0]


def text_of(made: Faked) -> str:
    assert made.page is not None, made.why
    return "\n".join(text for text, _ in texts_of(made.page))
