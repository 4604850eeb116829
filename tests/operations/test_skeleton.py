"""Skeletons: nothing that anybody wrote is left, and the reader still finds its way."""

import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsel import Selector

from analysis.privacy.reserved import living
from casework.open import open_casework
from config.settings import Settings, load_settings
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import pages_folder, read_as
from crawlers.readers.file_page import file_page
from crawlers.recorded import find_cases, load_page
from operations.declared import shipped_sources
from operations.recording.needed import NothingHelps, needed
from operations.recording.pages import texts_of
from operations.recording.record import record
from operations.recording.skeleton import skeletons
from operations.recording.words import word_list
from records.page import Page
from records.reading import State
from records.source import Source
from testbed.server import Testbed

SOURCES = {source.name: source for source in shipped_sources()}
MORE = ("testbed_bar", "testbed_channels", "testbed_weibo", "testbed_phpbb")
LONG = re.compile("long|last|moved|older|newer")
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def pages_of(source: Source) -> dict[str, Page]:
    """The recorded pages of a source but the longest."""
    folder = pages_folder(source)
    cases = (case for case in find_cases(folder) if not LONG.search(case))
    return {case: load_page(folder, case) for case in cases}


def written(page: Page) -> str:
    text = "\n".join([page.url, *(text for text, _ in texts_of(page))])
    plain = html.unescape(text)
    return "\n".join([text, plain, unquote(plain), unquote(plain, "gb18030")])


def shown(page: Page) -> str:
    """The words that a page shows, titles and comments included; of JSON all its strings."""
    words = []
    for text, _ in texts_of(page):
        if text.lstrip()[:1] in "{[":
            words += re.findall(r'"((?:[^"\\]|\\.)*)"(?!\s*:)', text)
        else:
            root = Selector(text=text.replace("<!--", "").replace("-->", ""))
            words += root.css(":not(script):not(style)::text, ::attr(title), ::attr(alt)").getall()
    return "\n".join(words)


def long_words(text: str) -> set[str]:
    return set(re.findall(r"[\u4e00-\u9fff]{4,}|[a-z]{6,}", text.lower()))


@pytest.mark.parametrize(
    "name", ["testbed_board", *(pytest.param(name, marks=pytest.mark.full) for name in MORE)]
)
def test_no_long_word_of_the_page_is_left_but_the_platforms_own(name: str) -> None:
    source, pages = SOURCES[name], pages_of(SOURCES[name])
    made = dict(zip(pages, skeletons(source, list(pages.values())), strict=True))
    fixed = frozenset[str]().union(*map(word_list, ("time_words", "product_words", "address_words")))
    walls = [case for case, page in pages.items() if read_as(page, source).state is not State.ITEMS]
    said = set().union(*(long_words(shown(pages[case])) for case in walls))
    for case, before in pages.items():
        after = made[case].page
        assert after is not None, f"{case}: {made[case].why}"
        left = long_words(shown(before)) & long_words(shown(after)) - fixed
        assert left <= said, f"{case}: only what a wall is recognised by may stay"
        assert len(left) < 3, case
        assert not list(living(written(after)))
        hosts = set(re.findall(r"https?://([^/\"'?<>\s:]+)", written(after)))
        known = [host for host in hosts if not re.search(r"example\.(?:com|net|org)$", host)]
        assert set(known) <= {"www.w3.org", "t.me", "wappass.baidu.com"}, case


@pytest.mark.parametrize("name", ["telegram_channel", "weibo_html_search", "goofish_search", "v2ex_node"])
def test_a_skeleton_reads_like_its_page(name: str) -> None:
    source, pages = SOURCES[name], pages_of(SOURCES[name])
    for before, made in zip(pages.values(), skeletons(source, list(pages.values())), strict=True):
        assert made.page is not None, made.why
        one, other = read_as(before, source), read_as(made.page, source)
        assert (one.state, [link.kind for link in one.links]) == (
            other.state,
            [link.kind for link in other.links],
        )
        for post, invented in zip(one.posts, other.posts, strict=True):
            assert (post.time, post.floor, len(post.images)) == (
                invented.time,
                invented.floor,
                len(invented.images),
            )
            assert (post.author_name is None) == (invented.author_name is None)
            assert post.text.count("\n") == invented.text.count("\n")
            assert not post.author_name or post.author_name not in written(made.page)
            assert len(post.text) < 6 or post.text not in written(made.page)


def page(markup: str) -> Page:
    return file_page(markup.encode("gbk"), url="https://board.example.com/thread-7-1-1.html", fetched_at=NOW)


def skeleton(markup: str) -> str:
    (made,) = skeletons(load_source(shipped_folder() / "testbed_board"), [page(markup)])
    assert made.page is not None, made.why
    return next(iter(texts_of(made.page)))[0]


POST = """<title>客户名单大全 - 江城论坛</title><meta name="generator" content="Discuz! X3.4">
<script>var secret = "江城论坛的内部资料";</script><style>.secretclass{color:red}</style>
<!-- editorial comment by 王小明 --><span id="thread_subject">客户名单大全</span>
<div id="post_123456" onclick="report('王小明')"><div class="authi">
<a class="xw1" href="space-uid-98765.html">王小明88</a>
<em id="authorposton123456">发表于 2026-2-28 22:18:01</em></div>
<table><tr><td class="t_f" id="postmessage_123456">
联系电话13800000123，共 4711 条，身份证 999999199001010018<br>第二行 hello selling databases
<img file="https://img.shop.test/wang/photo_of_wang.jpg"></td></tr></table></div>"""


def test_scripts_styles_comments_and_handlers_are_emptied() -> None:
    text = skeleton(POST)
    assert "<script></script><style></style>" in text.replace("\n", "")
    assert "<!---->" in text
    assert 'onclick=""' in text


def test_structure_dates_and_the_software_stay_ids_are_other_ones_everywhere() -> None:
    text = skeleton(POST)
    assert 'content="Discuz! X3.4"' in text
    assert "发表于 2026-2-28 22:18:01" in text
    assert 'class="t_f"' in text
    (number,) = set(re.findall(r"(?:post_|authorposton|postmessage_)(\d+)", text))
    assert len(number) == 6
    assert number != "123456"
    for gone in (
        "王小明",
        "13800000123",
        "98765",
        "客户",
        "名单",
        "第二行",
        "databases",
        "shop.test",
        "wang",
        "江城",
    ):
        assert gone not in text
    assert re.search(r'file="https://[a-z]+\.example\.(?:com|net|org)/[a-z]+/[a-z_]+\.jpg"', text)


def test_a_title_said_again_is_told_alike() -> None:
    text = skeleton(f"{POST}<h3>Re: 客户名单大全</h3>")
    (title,) = re.findall(r'id="thread_subject">(.*?)</span>', text)
    assert f" {title}</h3>" in text
    assert text.startswith(f"<title>{title} - ")


def test_what_follows_a_date_without_a_gap_does_not_stay() -> None:
    text = skeleton(f"{POST}<p title='1990年3月7日出生于江城市区'>x</p>")
    assert "出生于" not in text


def test_a_script_that_the_reader_needs_stays() -> None:
    challenge = (
        "<html><head><title>江城论坛</title></head><body><script>document.cookie = 'k=1; path=/';"
        "location.reload();</script></body></html>"
    )
    source = load_source(shipped_folder() / "testbed_board")
    (made,) = skeletons(source, [page(challenge)])
    assert made.page is not None, made.why
    assert read_as(made.page, source).state == read_as(page(challenge), source).state == "challenge"
    text = next(iter(texts_of(made.page)))[0]
    assert "location.reload" in text
    assert "江城" not in text


def test_two_skeletons_of_a_page_have_nothing_in_common() -> None:
    words = [long_words(shown(page(skeleton(POST)))) for _ in range(2)]
    assert words[0] & words[1] <= {"discuz", "generator"}


@given(st.sets(st.integers(0, 199), max_size=6), st.integers(1, 200))
def test_what_is_needed_is_found_in_few_tries(wanted: set[int], count: int) -> None:
    tries = 0

    def enough(some: frozenset[int]) -> bool:
        nonlocal tries
        tries += 1
        return wanted <= some

    if any(each >= count for each in wanted):
        with pytest.raises(NothingHelps):
            needed(range(count), enough)
    else:
        assert needed(range(count), enough) == wanted
        assert tries <= (len(wanted) + 1) * 11


@pytest.fixture
def settings(home: Path) -> Settings:
    open_casework(home)
    return load_settings(home=home)


def test_skeletons_are_recorded_where_they_are_sent(
    own_sources: Path, own_sites: Testbed, settings: Settings, tmp_path: Path
) -> None:
    source = load_source(own_sources / "testbed_bar")
    asked = (source.start[1], own_sites.sites["bar"] + "/p/1")
    recorded = record(source, asked, settings, out=tmp_path / "out", skeleton=True)
    assert [(one.case, one.why) for one in recorded] == [("list", ""), ("gone", "")]
    assert set(find_cases(tmp_path / "out")) == {"list", "gone"}
    about = json.loads((tmp_path / "out" / "list.meta.json").read_text("utf-8"))
    assert ".example." in about["url"]
    assert [name for name, _ in about["headers"]] == ["Content-Type"]
    assert not (settings.home / "recording.key").exists()
