# ruff: noqa: E501  (markup and messages keep their own lines)
"""Forums described by data: the grammar of a value, profiles, and a source's own selectors."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from parsel import Selector

from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.declared.source_block import SourceError
from crawlers.readers import FAMILIES, read
from crawlers.readers.forum.pick import every, first, read_pick, text
from crawlers.readers.forum.profiles import PROFILES, shipped_profile
from records.page import Page
from records.reading import Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
MARKUP = Selector(
    text='<div id="post_9"><a class="who" href="/u/3">老张</a> <a class="who">路人</a><p class="body">一<br>'
    '二<q>旧话</q><i>已改</i></p><b title="2026-03-01">昨天 #1,024</b></div>'
).css("#post_9")[0]


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (".who", "老张"),
        (".who @href", "/u/3"),
        ("@id", "post_9"),
        (r"@id /^post_(\d+)$/", "9"),
        (r"b /#([\d,]+)/", "1,024"),
        (r"b @title /(\d{4})-(\d+)/", "2026"),
        (".body - q, i", "一 二"),
        (".body - q /(.)$/", "改"),
        (".nobody", None),
        (".who @rel", None),
        (".who - q @href", "/u/3"),
        (".who - div @href", None),
        ("b /never/", None),
    ],
)
def test_a_value_is_found_where_it_is_declared(declared: str, found: str | None) -> None:
    assert first((read_pick(declared),), MARKUP) == found


def test_alternatives_are_tried_in_their_order() -> None:
    assert first((read_pick(".nobody"), read_pick("b @title"), read_pick(".who")), MARKUP) == "2026-03-01"
    assert every((read_pick("b @title"), read_pick(".who")), MARKUP) == ("2026-03-01", "老张", "路人")
    assert text((read_pick(".body - q"),), MARKUP) == "一\n二已改"


@pytest.mark.parametrize(
    ("declared", "complaint"),
    [
        ("/only a pattern/", "names no element"),
        ("div[", "is no CSS selector"),
        (".body - q[", "is no CSS selector"),
        ("b /(/", "is no regular expression"),
    ],
)
def test_what_is_no_value_is_refused(declared: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_pick(declared)


@pytest.mark.parametrize("name", PROFILES)
def test_every_shipped_profile_is_a_family(name: str) -> None:
    profile = shipped_profile(name)
    assert profile.platform == name
    assert name in FAMILIES
    assert profile.post.item
    assert profile.list.row
    assert {State.GONE, State.LOGIN_WALL, State.EMPTY} <= {state for state, _ in profile.says}


def test_a_shipped_source_of_any_forum_makes_a_family_of_its_platform(page: Make) -> None:
    source = load_source(shipped_folder() / "v2ex_node")
    body = (shipped_folder() / "v2ex_node" / "pages" / "thread.html").read_bytes()
    asked = page(body, "https://www.v2ex.com/t/900101")
    assert source.family == "forum"
    assert read(asked, "forum", ZONE, source.select) == read(asked, "v2ex", ZONE)
    assert [post.floor for post in read(asked, "v2ex", ZONE).posts] == [0, 1, 2]
    assert FAMILIES["v2ex"].recognise(asked) == ""


OWN = {
    "platform": "kiosk",
    "addresses": {"thread": r"/talk/(\d+)", "user": r"/u/(\d+)"},
    "list": {"row": ".row", "link": "a @href", "title": "a", "time": ".at", "author": ".by"},
    "thread": {"title": "h1", "number": r"h1 @id /(\d+)/", "page": ".here"},
    "post": {
        "item": "section",
        "id": "@data-id",
        "author": ".by",
        "user": ".by @href",
        "time": [".at @data-at", ".at"],
        "text": ".said - .note",
        "floor": ".place",
    },
    "next": ".more @href",
    "says": {"login_wall": ".no /members only/", "empty": ".none"},
}
TALK = """<h1 id="talk-7">一批名单</h1><section data-id="70"><a class="by" href="/u/3">老张</a><i class="at" data-at="1772600000">x</i>
<p class="said">第一行<br>第二行<span class="note">改过</span></p></section><section data-id="71"><b class="by">路人</b><p class="said">要了</p></section>
<a class="more" href="?p=2">more</a>"""


def kiosk(page: Make, markup: str, select: dict[str, Any] | None = None) -> Any:
    asked = page(f"<body>{markup}</body>", "https://kiosk.example.com/talk/7")
    return read(asked, "forum", ZONE, OWN if select is None else select)


def test_a_forum_of_any_make_is_read_by_its_selectors(page: Make) -> None:
    reading = kiosk(page, TALK)
    assert reading.state is State.ITEMS
    assert [(one.platform, one.post_id, one.thread, one.floor, one.title) for one in reading.posts] == [
        ("kiosk", "70", "7", 1, "一批名单"),
        ("kiosk", "71", "7", 2, None),
    ]
    assert [(one.author_name, one.author_id, one.text) for one in reading.posts] == [
        ("老张", "3", "第一行\n第二行"),
        ("路人", None, "要了"),
    ]
    assert [one.time is None for one in reading.posts] == [False, True]
    assert Link("next", "https://kiosk.example.com/talk/7?p=2") in reading.links


def test_what_leads_somewhere_is_an_address_without_saying_so(page: Make) -> None:
    plain = OWN | {"next": ".more", "post": OWN["post"] | {"user": ".by"}}  # type: ignore[operator]
    assert kiosk(page, TALK, plain) == kiosk(page, TALK)


def test_floors_are_not_counted_on_a_later_page(page: Make) -> None:
    later = kiosk(page, TALK + '<span class="here">2</span>')
    assert [(one.floor, one.title) for one in later.posts] == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("printed", "dates", "read_as"),
    [
        (("05-03-2026", "28-02-2026"), None, ["2026-03-05", "2026-02-28"]),
        (("02-05-2026", "02-28-2026"), None, ["2026-02-05", "2026-02-28"]),
        (("02-03-2026", "01/02/2026"), None, ["2026-02-03", "2026-01-02"]),
        (("02-03-2026", "01/02/2026"), "day-first", ["2026-03-02", "2026-02-01"]),
        (("05-02-26", "28/01/26"), None, ["2026-02-05", "2026-01-28"]),
        (("02-05-26", "02-28-26"), None, ["2026-02-05", "2026-02-28"]),
        (("02-03-2026", "28-02-2026"), "month-first", ["2026-02-03", "2026-02-28"]),
    ],
)
def test_a_date_of_three_numbers_is_read_as_the_page_prints_them(
    page: Make, printed: tuple[str, ...], dates: str | None, read_as: list[str]
) -> None:
    talk = "".join(
        f'<section data-id="{place}"><i class="at">{date}, 10:20 AM</i></section>'
        for place, date in enumerate(printed, 1)
    )
    reading = kiosk(page, talk, OWN | ({"dates": dates} if dates else {}))
    assert [post.time.date().isoformat() for post in reading.posts] == read_as
    assert {post.time.hour for post in reading.posts} == {10}


def test_sentences_count_only_where_there_are_no_posts(page: Make) -> None:
    wall = '<p class="no">Sorry, members only.</p>'
    assert kiosk(page, wall).state is State.LOGIN_WALL
    assert kiosk(page, TALK + wall).state is State.ITEMS
    assert kiosk(page, '<p class="none">nothing yet</p>').state is State.EMPTY
    assert kiosk(page, "<p>something else</p>").state is State.UNKNOWN


def test_without_selectors_nothing_is_known_of_a_forum(page: Make) -> None:
    assert read(page(TALK), "forum", ZONE).why == "no select: says where the posts of this page stand"


def test_selectors_of_a_source_take_the_place_of_single_ones(page: Make) -> None:
    markup = (
        '<div id="posts"><div class="post" id="post_5"><span class="largetext">one</span>'
        '<em class="nick">other</em><div class="post_body">text</div></div></div>'
    )
    own = {"post": {"author": ".nick"}, "says": {"gone": ".away"}}
    assert [post.author_name for post in read(page(markup), "mybb", ZONE).posts] == ["one"]
    assert [post.author_name for post in read(page(markup), "mybb", ZONE, own).posts] == ["other"]
    assert [post.text for post in read(page(markup), "mybb", ZONE, own).posts] == ["text"]
    assert read(page('<p class="away">moved away</p>'), "mybb", ZONE, own).state is State.GONE
    wall = '<table><tr><td class="trow1">Invalid forum</td></tr></table>'
    assert read(page(wall), "mybb", ZONE, own).state is State.GONE


def test_a_family_that_is_code_reads_what_the_selectors_find_nothing_in(page: Make) -> None:
    own = {"post": OWN["post"]}
    (mine, _) = read(page(TALK), "discuz", ZONE, own).posts
    assert (mine.platform, mine.text) == ("discuz", "第一行\n第二行")
    message = '<div id="messagetext" class="alert_error"><p>抱歉，指定的主题不存在</p></div>'
    assert read(page(message), "discuz", ZONE, own).state is State.GONE


@pytest.mark.parametrize(
    ("family", "body"),
    [
        ("mybb", "<table><tr><td class=trow1><ol>" * 3_000 + "<a href=action=login>"),
        ("mybb", "<div class=post id=post_7><span class=post_date><i class=post_edit>" * 3_000),
        ("xenforo", "<div class=blockMessage>you must log in " * 8_000),
        ("vbulletin", "<div id=posts><table id=post1><tr><td id=post_message_1><p class=smallfont>" * 2_000),
        ("v2ex", "<div class=box><div class=cell><i class=gray>1,2 " * 4_000),
    ],
)
@pytest.mark.timeout(30)
def test_pages_made_to_hurt_are_done_with_in_time(page: Make, family: str, body: str) -> None:
    read(page(body), family, ZONE)


HEAD = """title: Kiosk
family: {family}
start: https://kiosk.example.com/
hosts: kiosk.example.com
"""


def declared(folder: Path, select: str, family: str = "forum") -> str:
    """What is said of a source with these selectors; nothing where all is well."""
    (folder / "kiosk").mkdir()
    file = folder / "kiosk" / "source.yml"
    file.write_text(HEAD.format(family=family) + select, encoding="utf-8")
    try:
        load_source(file.parent)
    except SourceError as error:
        return str(error).removeprefix(f"{folder}/kiosk/")
    return ""


@pytest.mark.parametrize(
    ("select", "family", "said"),
    [
        ("", "forum", "source.yml:1: select: is missing"),
        ("select: .row\n", "forum", "source.yml:5: select: must be a mapping of keys to values, not '.row'"),
        ("select:\n  post: {item: p}\n", "forum", "source.yml:6: select.platform: is missing"),
        (
            "select:\n  platform: x\n  posts: {item: p}\n",
            "forum",
            "source.yml:7: select.posts: unknown key (did you mean post?)",
        ),
        (
            "select:\n  platform: x\n  post:\n    autor: .by\n",
            "forum",
            "source.yml:8: select.post.autor: unknown key (did you mean author?)",
        ),
        (
            "select:\n  post:\n    time:\n      - .at\n      - .at[\n",
            "mybb",
            "source.yml:9: select.post.time: '.at[' is no CSS selector (Expected ident or '*', got <EOF at 4>)",
        ),
        ("select:\n  list: {row: 7}\n", "mybb", "source.yml:6: select.list.row: must be a list, not 7"),
        (
            "select:\n  addresses: {thread: 't=[0-9]+'}\n",
            "discuz",
            "source.yml:6: select.addresses.thread: 't=[0-9]+' has no group: put the number in round brackets",
        ),
        (
            "select:\n  says: {login: .no}\n",
            "xenforo",
            "source.yml:6: select.says.login: unknown key (did you mean login_wall?)",
        ),
        ("select:\n  platform: x\n  post: {item: p, id: '@id'}\n", "forum", ""),
        ("select:\n  post: {author: .by}\n", "vbulletin", ""),
    ],
)
def test_mistakes_in_selectors_are_named_with_their_line(
    tmp_path: Path, select: str, family: str, said: str
) -> None:
    assert declared(tmp_path, select, family) == said
