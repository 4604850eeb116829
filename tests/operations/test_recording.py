"""Recorded pages hold nobody, and read as they did."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from analysis.privacy.reserved import living
from analysis.readings.folding import fold
from casework.open import open_casework
from config.settings import Settings, load_settings
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import pages_folder, read_as
from crawlers.readers.file_page import file_page
from crawlers.recorded import find_cases, load_page
from operations.readiness import RunRefused
from operations.recording.cases import RecordingRefused, folder_for
from operations.recording.faked import Faked, fake_pages
from operations.recording.pages import texts_of
from operations.recording.record import record
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from testbed.server import Testbed

Run = Callable[..., Any]
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


@pytest.mark.parametrize("site", [*SITES, *(pytest.param(site, marks=pytest.mark.full) for site in FORUMS)])
def test_pages_of_every_site_lose_their_people_and_nothing_else(site: str) -> None:
    source, pages = shipped(site)
    made = fake_pages(source, pages, KEY)
    names = {name for page in pages for name in people(read_as(page, source))}
    assert names
    for before, after in zip(pages, made, strict=True):
        assert after.page is not None, after.why
        assert read_as(after.page, source).state is read_as(before, source).state
        shown = everything(after.page)
        assert not [name for name in names if name in shown]
        assert not contacts_in(shown)
        assert not list(living(shown))


@pytest.mark.parametrize("site", ["board", "weibo"])
def test_the_same_person_is_the_same_fake_on_every_page(site: str) -> None:
    source, pages = shipped(site)
    made = [one.page for one in fake_pages(source, pages, KEY) if one.page]
    fakes: dict[str, set[str | None]] = {}
    for before, after in zip(pages, made, strict=True):
        both = zip(read_as(before, source).posts, read_as(after, source).posts, strict=True)
        for one, other in both:
            fakes.setdefault(f"{one.author_name}", set()).add(other.author_name)
            assert (one.time, one.floor, one.counters) == (other.time, other.floor, other.counters)
            assert (one.title is None, len(one.text.split("\n"))) == (
                other.title is None,
                len(other.text.split("\n")),
            )
    assert all(len(found) == 1 for found in fakes.values())
    assert len({fake for found in fakes.values() for fake in found}) == len(fakes)


def test_no_contact_of_the_corpus_survives() -> None:
    rows = [
        f"<div id=post_{number}><div class=authi><a class=xw1 href='home.php?mod=space&amp;uid={number}'>"
        f"{html.escape(post['author'] or '匿名')}</a></div><table><tr><td class=t_f id=postmessage_{number}>"
        f"{html.escape(post['text']).replace(chr(10), '<br />')}</td></tr></table></div>"
        for number, post in enumerate(CORPUS, 1000)
    ]
    made = faked("".join(rows), "gb18030")
    text = fold(text_of(made)).text
    spaced = re.sub(r"[ .\-_·*~]", "", text)
    survived = [
        contact
        for post in CORPUS
        for contact in post["contacts"]
        if contact["value"].lower().rpartition("//")[2] in text or contact["value"].lower() in spaced
    ]
    assert sum(len(post["contacts"]) for post in CORPUS) > 200
    assert not survived
    assert not list(living(text))


def test_a_name_is_replaced_wherever_and_however_it_is_written() -> None:
    name = "张三丰88"
    field = html.escape(json.dumps({"author": {"user_name": name}}, ensure_ascii=True))
    markup = f"""<div id="post_1" data-field="{field}"><div class="authi"><a class="xw1"
      href="space-username-{quote(name.encode("gbk"))}.html" title="{name}">张三<b>丰</b>88</a></div>
      <td id="postmessage_1">我是{name}，加ＱＱ９150000024 或 https://my.shop.example/{quote("张三丰")}/a</td></div>
      <script>var post = {{"author": "\\u5f20\\u4e09\\u4e3088", qq: 9150000024,
      'to': '{quote(name)}'}};</script>
      <!-- {name} --><a href="http://wpa.qq.com/msgrd?uin=9150000024">QQ</a>"""
    made = faked(markup, "gbk")
    assert made.page is not None, made.why
    shown = everything(made.page)
    assert not [part for part in ("张三", "88", "9150000024", "my.shop") if part in shown.replace("8800", "")]
    source = load_source(shipped_folder() / "testbed_board")
    (post,) = read_as(made.page, source).posts
    assert post.author_name
    assert shown.count(post.author_name) >= 8
    numbers = set(re.findall(r"9\d{3}000\d{3}", shown))
    assert len(numbers) == 1
    assert re.search(r"https://[a-z]+\.example\.(?:com|net|org)/", post.text)


NAME = st.one_of(
    st.text(alphabet="王李张小明大海风云", min_size=2, max_size=6),
    st.from_regex(r"[a-z]{3,8}[0-9_]{2,4}[a-z]?", fullmatch=True),
    st.text(alphabet="王明xy01·", min_size=5, max_size=9).filter(
        lambda name: len(set(name)) > 3 and "王" in name
    ),
)
WRITTEN: list[Callable[[str], str]] = [
    lambda name: f"<p>by {html.escape(name)}, {name}</p>",
    lambda name: f"<p title='{name}'><b>{name[0]}</b>{name[1:]}</p>",
    lambda name: "<p>" + "".join(f"&#{ord(sign)};" for sign in name) + "</p>",
    lambda name: "<p>" + "".join(f"&#x{ord(sign):x};" for sign in name) + "</p>",
    lambda name: (
        f"<a href='/u.php?n={quote(name)}'>x</a><a href='/u.php?n={quote(name.encode('gbk'))}'>x</a>"
    ),
    lambda name: f"<a href='http://board.example.com/x/{quote(name)}/y.html?a=1#{quote(name)}'>x</a>",
    lambda name: f"<script>var a = {{b: {json.dumps(name)}, c: '{name}'}}, d = '{quote(name)}';</script>",
    lambda name: f"<div data-field='{json.dumps({'a': {'b': [name]}}, ensure_ascii=False)}'>x</div>",
    lambda name: '<div data-x="' + html.escape(json.dumps({"a": json.dumps({"b": name})})) + '">x</div>',
    lambda name: f"<!-- <li data-n='{name}'>{name}</li> -->",
    lambda name: f"<a onclick=\"reply('{name}'); return false\">x</a>",
    lambda name: (
        f"<meta name=keywords content='{name},论坛'><textarea>{name}</textarea><title>{name}</title>"
    ),
]


@settings_of_hypothesis(max_examples=20, deadline=None)
@given(NAME, st.sets(st.sampled_from(range(len(WRITTEN))), min_size=1), st.sampled_from(["utf-8", "gbk"]))
def test_no_writing_of_a_name_survives(name: str, kinds: set[int], charset: str) -> None:
    author = f"<div class=authi><a class=xw1 href='home.php?mod=space&amp;uid=5'>{name}</a></div>"
    wrapped = "".join(WRITTEN[kind](name) for kind in sorted(kinds))
    made = faked(f"<div id=post_1>{author}<td id=postmessage_1>hello</td></div>{wrapped}", charset)
    assert made.page is not None, made.why
    shown = everything(made.page).lower()
    assert name.lower() not in shown
    (post,) = read_as(made.page, load_source(shipped_folder() / "testbed_board")).posts
    assert post.author_name
    assert shown.count(post.author_name.lower()) > len(kinds)


@pytest.mark.parametrize(
    ("charset", "name"), [("big5", "陳大文"), ("cp1251", "Иван Петров"), ("euc-kr", "김철수")]
)
def test_fakes_can_be_written_in_the_pages_encoding(charset: str, name: str) -> None:
    author = f"<div class=authi><a class=xw1 href='home.php?mod=space&amp;uid=5'>{name}</a></div>"
    text = text_of(faked(f"<div id=post_1>{author}<td id=postmessage_1>{name}, 1 2 3</td></div>", charset))
    assert name not in text
    assert "1 2 3" in text


def test_a_short_name_that_is_a_word_of_the_site_is_left_where_it_is_one() -> None:
    wall = (
        "<title>提示信息</title><div id=um><a href='home.php?mod=space&amp;uid=5'>删除</a></div>"
        "<div id=messagetext class=alert_error><p>抱歉，指定的主题已被删除</p></div>"
    )
    text = text_of(faked(wall))
    assert "抱歉，指定的主题已被删除" in text
    assert ">删除<" not in text


def test_a_page_that_would_read_otherwise_is_refused() -> None:
    wall = (
        "<title>提示信息</title><div id=um><a href='home.php?mod=space&amp;uid=5'>已被删除</a></div>"
        "<div id=messagetext class=alert_error><p>抱歉，指定的主题已被删除</p></div>"
    )
    made = faked(wall)
    assert made.page is None
    assert made.why.startswith("the state was gone and is unknown")


def test_what_else_stands_in_an_element_for_names_is_none() -> None:
    posts = "".join(
        f"<div id=post_{number}><p class=author>作者: <a class=xw1 href='space-uid-5.html'>王小明</a>"
        f" {time}</p>"
        f"<td id=postmessage_{number}>x</td></div>"
        for number, time in enumerate(
            ("» 2026-3-1 13:05", "今天, 11:07", "3 分钟前", "02-22-2026 04:43 PM"), 1
        )
    )
    path = "<div id=pt><a class=forum_name href='forum-2-1.html'>江城闲聊</a></div>"
    text = text_of(faked(path + posts))
    for stays in ("作者: ", "» 2026-3-1 13:05", "今天, 11:07", "3 分钟前", "02-22-2026 04:43 PM", "江城闲聊"):
        assert stays in text
    assert "王小明" not in text


def test_structure_and_types_stay() -> None:
    page = (
        '{"ok":1,"data":{"cards":[{"card_type":9,"mblog":{"id":"4567890123456789","mid":"4567890123456789",'
        + (
            '"created_at":"Mon Mar 02 11:59:15 +0800 2026","text":"call 13800000123","reposts_count":12,'
            '"user":{"id":9378072517,"screen_name":"王小明","phone":13800000123,"vip":true}}}]}}'
        )
    )
    source = load_source(shipped_folder() / "testbed_weibo")
    made = fake_pages(source, [file_page(page.encode(), url=source.start[0], fetched_at=NOW)], KEY)[0]
    before, after = json.loads(page), json.loads(text_of(made))
    one, other = (each["data"]["cards"][0]["mblog"] for each in (before, after))
    assert [(key, type(value)) for key, value in one.items()] == [
        (key, type(value)) for key, value in other.items()
    ]
    assert one["mid"] == other["mid"]
    assert one["user"]["id"] == other["user"]["id"]
    assert isinstance(other["user"]["phone"], int)
    assert str(other["user"]["phone"]) in other["text"]
    assert re.fullmatch(r"1[3-9]\d00000\d{3}", str(other["user"]["phone"]))


@pytest.fixture
def settings(home: Path) -> Settings:
    open_casework(home)
    return load_settings(home=home)


@pytest.fixture
def own_board(own_sources: Path) -> Source:
    return load_source(own_sources / "testbed_board")


def test_pages_are_recorded_beside_the_operators_source(
    own_board: Source, own_sites: Testbed, settings: Settings
) -> None:
    site = own_sites.sites["board"] + "/forum.php?mod=forumdisplay&fid="
    own_sites.misbehave("/forum.php?mod=forumdisplay&fid=2", "login_wall", site="board")
    recorded = record(own_board, (f"{site}37", f"{site}2", f"{site}999", f"{site}37"), settings)
    found = {f"{one.case}": (one.state, one.posts > 0) for one in recorded}
    assert found == {
        "list": (State.ITEMS, True),
        "login_wall": (State.LOGIN_WALL, False),
        "gone": (State.GONE, False),
    }
    pages = Path(own_board.folder) / "pages"
    assert set(find_cases(pages)) == set(found)
    assert b"charset=gbk" in (pages / "list.html").read_bytes()
    assert (settings.home / "recording.key").stat().st_mode & 0o077 == 0
    kept = read_as(load_page(pages, "list"), own_board)
    (again,) = record(own_board, (f"{site}37",), settings)
    assert again.case == "list", "the same address is recorded anew"
    fresh = read_as(load_page(pages, "list"), own_board)
    assert [post.author_name for post in fresh.posts] == [post.author_name for post in kept.posts]


def test_without_addresses_the_start_and_what_it_leads_to_are_recorded(
    run: Run, own_sources: Path, own_sites: Testbed
) -> None:
    own_sites.misbehave("/detail/*", "captcha", site="weibo")
    done = run("scrapy", "record", "testbed_weibo", "--json", env={"HAWKWATCH_SOURCES": str(own_sources)})
    assert done.returncode == 0, done.stderr
    assert {one["case"] for one in json.loads(done.stdout)} >= {"list", "list_2"}
    asked = [entry["path"] for entry in own_sites.log() if entry["site"] == "weibo"]
    assert asked[0] == "/robots.txt"
    assert len(set(asked)) > 2


def test_what_is_outside_or_forbidden_is_not_fetched(
    own_board: Source, own_sites: Testbed, settings: Settings
) -> None:
    own_sites.misbehave("/robots.txt", "status", site="board", status=503)
    asked = (own_sites.sites["board"] + "/forum.php", own_sites.sites["bar"] + "/f?kw=x")
    recorded = record(own_board, asked, settings)
    assert [(one.state, one.case) for one in recorded] == [
        (State.DISALLOWED, None),
        (State.OUT_OF_SCOPE, None),
    ]
    assert {entry["path"] for entry in own_sites.log()} == {"/robots.txt"}
    assert not (Path(own_board.folder) / "pages").exists()


def test_nothing_is_recorded_among_the_shipped_sources(settings: Settings) -> None:
    board, inside = load_source(shipped_folder() / "testbed_board"), shipped_folder() / "x" / "pages"
    with pytest.raises(RecordingRefused, match="folder of your own"):
        record(board, board.start, settings, out=inside)
    assert folder_for(board, settings, None, skeleton=True) == settings.home / "recorded" / "testbed_board"
    assert folder_for(board, settings, inside, skeleton=True) == inside


def test_a_source_without_a_purpose_is_not_recorded(own_board: Source, settings: Settings) -> None:
    with pytest.raises(RunRefused, match="no purpose"):
        record(replace(own_board, private_hosts=False), own_board.start, settings)


def test_what_keeps_a_run_keeps_a_recording(
    own_board: Source, own_sites: Testbed, settings: Settings
) -> None:
    for changed, why in (
        (replace(own_board, egress="abroad"), "wants the exit"),
        (replace(own_board, session="mine"), "there is no session 'mine'"),
        (replace(own_board, pace=replace(own_board.pace, budget=0)), "pages of today"),
    ):
        with pytest.raises(RunRefused, match=why):
            record(changed, own_board.start, settings)
    assert not own_sites.log()


@pytest.mark.full
@pytest.mark.parametrize("site", [*SITES, *FORUMS])
def test_every_site_is_recorded_as_it_runs(own_sources: Path, settings: Settings, site: str) -> None:
    source = load_source(own_sources / f"testbed_{site}")
    recorded = record(source, (), settings)
    assert [one.why for one in recorded if not one.case and not one.spared] == []
    pages = Path(source.folder) / "pages"
    for case in find_cases(pages):
        shown = everything(load_page(pages, case))
        assert not contacts_in(shown)
        assert not list(living(shown))
