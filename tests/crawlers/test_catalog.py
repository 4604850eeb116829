"""Declarations of sources: read strictly, complained about with file, line and field."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.words.vocabulary import word_lists
from crawlers.declared.catalog import Catalog, SourceError, inside, load_source, runnable, shipped_folder
from records.source import Expectation, Pace

GOOD = """\
title: A board
family: discuz
start:
  - https://board.example.com/forum.php?mod=forumdisplay&fid=2
hosts: [board.example.com, "cdn.example.com:8443"]
zone: Asia/Taipei
render: when-empty
capture: [api/list]
wait_for: .posts
next_button: button.next
clicks: 3
follow: [thread, next, user]
pace: {delay: 2.5, concurrency: 2, pages: 30, budget: 500, hours: 22:00-06:00, jitter: false}
expect:
  posts: 20
  fields: [author_name, time]
purpose: tests
access: public-registered
tags: [one, two]
notes: >
  some
  words
approver: officer
review: 2027-03-01
enabled: false
egress: tor_one
session: forum
evidence: rendered
select: {post: {item: div.post, text: [p, span]}}
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write(text, name="board")``: a source folder with this declaration."""

    def make(text: str | bytes, name: str = "board") -> Path:
        folder = tmp_path / "declared" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.yml").write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return make


def test_every_key_arrives(write: Write) -> None:
    source = load_source(write(GOOD))
    assert source.name == "board"
    assert source.start == ("https://board.example.com/forum.php?mod=forumdisplay&fid=2",)
    assert source.hosts == ("board.example.com", "cdn.example.com:8443")
    assert (source.zone, source.render, source.access) == ("Asia/Taipei", "when-empty", "public-registered")
    assert (source.capture, source.wait_for) == (("api/list",), ".posts")
    assert (source.next_button, source.clicks) == ("button.next", 3)
    assert source.follow == ("thread", "next", "user")
    assert source.pace == Pace(
        delay=2.5, concurrency=2, pages=30, budget=500, hours="22:00-06:00", jitter=False
    )
    assert source.expect == Expectation(posts=20, fields=("author_name", "time"))
    assert (source.purpose, source.tags, source.notes) == ("tests", ("one", "two"), "some words")
    assert type(source.notes) is str
    assert (source.approver, source.review, source.enabled) == ("officer", date(2027, 3, 1), False)
    assert (source.egress, source.session, source.evidence) == ("tor_one", "forum", "rendered")
    assert source.select == {"post": {"item": "div.post", "text": ["p", "span"]}}


BROKEN = [
    ("family: discuz", "famly: discuz", 2, "famly", "did you mean family?"),
    ("family: discuz", "family: discus", 2, "family", "did you mean discuz?"),
    ("title: A board", "title: [A, board]", 1, "title", "must be text"),
    ("title: A board", "title: 7", 1, "title", "must be text"),
    ("zone: Asia/Taipei", "zone: Asia/Tapei", 6, "zone", "no time zone"),
    ("zone: Asia/Taipei", "zone: ../../etc/passwd", 6, "zone", "no time zone"),
    ("render: when-empty", "render: sometimes", 7, "render", "never, when-empty, always"),
    ("clicks: 3", "clicks: -1", 11, "clicks", "at least 0"),
    ("clicks: 3", "clicks: yes", 11, "clicks", "whole number"),
    ("clicks: 3", "clicks: true", 11, "clicks", "whole number"),
    ("follow: [thread, next, user]", "follow: [thread, nxt]", 12, "follow", "did you mean next?"),
    ("delay: 2.5", "delay: fast", 13, "pace.delay", "number of seconds"),
    ("delay: 2.5", "delay: -1", 13, "pace.delay", "between 0"),
    ("delay: 2.5", "delay: .nan", 13, "pace.delay", "between 0"),
    ("concurrency: 2", "concurrency: 0", 13, "pace.concurrency", "at least 1"),
    ("pages: 30", "page: 30", 13, "pace.page", "did you mean pages?"),
    ("  posts: 20", "  posts: many", 15, "expect.posts", "whole number"),
    ("[author_name, time]", "[author_name, tim]", 16, "expect.fields", "did you mean time?"),
    ("https://board.example.com", "ftp://board.example.com", 4, "start", "no http or https address"),
    ("https://board.example.com", "https://[board", 4, "start", "no http or https address"),
    ("https://board.example.com", "https://board.example.com:99999", 4, "start", "no http or https address"),
    ("https://board.example.com", "https://other.example.com", 4, "start", "outside hosts"),
    ("https://board.example.com", "https://board.example.com:444", 4, "start", "outside hosts"),
    ("[board.example.com,", "[https://board.example.com,", 5, "hosts", "no host"),
    ("tags: [one, two]", "tags: {one: two}", 19, "tags", "must be a list"),
    ("access: public-registered", "access: stolen", 18, "access", "is none of"),
    ("purpose: tests", "purpose: tests\ntitle: again", 18, "yaml", "duplicate key"),
    ("tags: [one, two]", "tags: [one, two", 20, "yaml", "cannot start any token"),
    ("tags: [one, two]", "private_hosts: maybe", 19, "private_hosts", "true or false"),
    ("review: 2027-03-01", "review: soon", 24, "review", "a day like"),
    ("review: 2027-03-01", "review: 2027-03-01 10:00:00", 24, "review", "a day like"),
    ("enabled: false", "enabled: 0", 25, "enabled", "true or false"),
    ("egress: tor_one", "egress: Tor One", 26, "egress", "name of an exit"),
    ("evidence: rendered", "evidence: picture", 28, "evidence", "page, rendered"),
    ("select: {post", "select: [post", 29, "yaml", "expected"),
    ("select: {post: {item: div.post, text: [p, span]}}", "select: .post", 29, "select", "must be a mapping"),
    ("budget: 500", "budget: 0", 13, "pace.budget", "at least 1"),
    ("hours: 22:00-06:00", "hours: 25:00-06:00", 13, "pace.hours", "span of hours"),
    ("jitter: false", "jitter: 0.5", 13, "pace.jitter", "true or false"),
    ("forumdisplay&fid=2", "forumdisplay&q={term}", 4, "start", "{term} needs terms"),
    ("tags: [one, two]", "terms: [料]", 19, "terms", "no start address has {term}"),
    ("clicks: 3", "clicks: 3\n3: x", 12, "3", "a key must be a word"),
]


@pytest.mark.parametrize(("old", "new", "line", "field", "what"), BROKEN)
def test_what_is_wrong_is_named_with_file_line_and_field(
    write: Write, old: str, new: str, line: int, field: str, what: str
) -> None:
    assert old in GOOD
    folder = write(GOOD.replace(old, new, 1))
    with pytest.raises(SourceError) as caught:
        load_source(folder)
    message = str(caught.value)
    assert message.startswith(f"{folder}/source.yml:{line}: {field}: ")
    assert what in message
    assert "\n" not in message


def test_the_entry_of_a_list_is_named_by_its_own_line(write: Write) -> None:
    second = "  - https://board.example.com/ok\n  - https://elsewhere.example.com/\n"
    text = GOOD.replace("  - https://board.example.com/forum.php?mod=forumdisplay&fid=2\n", second)
    with pytest.raises(
        SourceError, match=r"source\.yml:5: start: https://elsewhere\.example\.com/ lies outside"
    ):
        load_source(write(text))


@pytest.mark.parametrize("key", ["title", "family", "start", "hosts"])
def test_what_is_needed_is_missed(write: Write, key: str) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith((key, "  - https"))]
    if key != "start":
        lines.append("start: https://board.example.com/") if key != "hosts" else None
        lines = [line for line in lines if line != "start:"]
    with pytest.raises(SourceError, match=rf"source\.yml:1: {key}: is missing"):
        load_source(
            write("\n".join(lines) + ("\nstart: https://board.example.com/\n" if key == "hosts" else "\n"))
        )


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "must be a mapping"),
        (b"- a\n", "must be a mapping"),
        (b"\xff\xfe\xff", "UTF-8"),
        (b"a: \x07", "yaml"),
    ],
)
def test_what_is_no_declaration_at_all_is_refused(write: Write, body: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        load_source(write(body))


def test_a_missing_file_and_a_bad_name_are_refused(tmp_path: Path, write: Write) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        load_source(tmp_path / "nothing")
    with pytest.raises(SourceError, match="a source's folder is called"):
        load_source(write(GOOD, "Böse Namen"))


def test_a_later_folder_wins_and_names_are_sorted(tmp_path: Path) -> None:
    for folder, name, title in (
        ("one", "zebra", "first"),
        ("one", "ant", "first"),
        ("two", "zebra", "second"),
    ):
        (tmp_path / folder / name).mkdir(parents=True)
        (tmp_path / folder / name / "source.yml").write_text(GOOD.replace("A board", title), encoding="utf-8")
    found = Catalog([tmp_path / "one", tmp_path / "two"])
    assert found.names() == ["ant", "zebra"]
    assert (found.load("ant").title, found.load("zebra").title) == ("first", "second")
    with pytest.raises(SourceError, match="no such folder of sources"):
        Catalog([tmp_path / "three"])


def test_a_source_without_purpose_runs_on_loopback_only(write: Write) -> None:
    silent = GOOD.replace("enabled: false\n", "").replace("purpose: tests\n", "")
    good = GOOD.replace("enabled: false", "enabled: true")
    assert "disabled" in (runnable(load_source(write(GOOD))) or "")
    assert runnable(load_source(write(good))) is None
    assert "purpose" in (runnable(load_source(write(silent))) or "")
    private = silent.replace("tags:", "private_hosts: true\ntags:")
    assert "purpose" in (runnable(load_source(write(private))) or "")
    loopback = private.replace("board.example.com", "127.0.0.1:80").replace("https:", "http:")
    loopback = loopback.replace("[127.0.0.1:80", '["127.0.0.1:80"').replace("cdn.example.com", "localhost")
    assert runnable(load_source(write(loopback))) is None


def test_the_shipped_sources_are_sound_and_runnable() -> None:
    sources = {source.name: source for source in Catalog([shipped_folder()], word_lists)}
    assert {f"testbed_{site}" for site in ("board", "channels", "bar", "weibo", "market")} <= set(sources)
    assert [one.name for one in sources.values() if one.enabled and runnable(one)] == []
    assert all(source.enabled == name.startswith("testbed_") for name, source in sources.items())


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://a.example.com/x", True),
        ("http://a.example.com:80/x", True),
        ("https://a.example.com:444/", False),
        ("https://b.example.com:8443/", True),
        ("https://b.example.com/", False),
        ("https://a.example.com@evil.example.net/", False),
        ("https://a.example.com.evil.example.net/", False),
        ("ftp://a.example.com/", False),
        ("https://[::1", False),
        ("https://A.EXAMPLE.com/", True),
    ],
)
def test_the_fence(url: str, allowed: bool) -> None:
    assert inside(url, ("a.example.com", "b.example.com:8443")) is allowed


BARE = """\
title: A board
family: discuz
start: https://board.example.com/
hosts: board.example.com
"""


def test_defaults_hold_below_their_folder_and_the_nearest_wins(tmp_path: Path) -> None:
    root = tmp_path / "sources"
    for name in ("banks/board", "other"):
        (root / name).mkdir(parents=True)
        (root / name / "source.yml").write_text(BARE + "pace: {pages: 7}\n", "utf-8")
    (tmp_path / "defaults.yml").write_text("notes: too far up\n", "utf-8")
    (root / "defaults.yml").write_text("purpose: far\ntags: [all]\npace: {delay: 9, pages: 1}\n", "utf-8")
    (root / "banks/defaults.yml").write_text("purpose: near\npace: {budget: 30}\n", "utf-8")
    board, other = Catalog([root])
    assert (board.purpose, other.purpose) == ("near", "far")
    assert board.pace == Pace(delay=9, pages=7, budget=30)
    assert other.pace == Pace(delay=9, pages=7)
    assert (board.tags, board.notes) == (("all",), None)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("porpose: x\n", "1: porpose: unknown key (did you mean purpose?)"),
        ("tags: [a]\nzone: Mars/One\n", "2: zone: 'Mars/One' is no time zone"),
        ("pace:\n  delay: slow\n", "2: pace.delay: must be a number of seconds"),
        ("pace:\n  dely: 1\n", "2: pace.dely: unknown key (did you mean delay?)"),
        ("- a\n", "1: file: must be a mapping"),
    ],
)
def test_a_mistake_in_the_defaults_is_named_with_their_file(
    tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "board").mkdir()
    (tmp_path / "board/source.yml").write_text(BARE, "utf-8")
    (tmp_path / "defaults.yml").write_text(text, "utf-8")
    with pytest.raises(SourceError) as caught:
        load_source(tmp_path / "board")
    assert f"{tmp_path}/defaults.yml:{complaint}" in str(caught.value)


def searching(terms: str, place: str = "{term}") -> str:
    address = f"https://board.example.com/s?q={place}"
    start = f"start: ['{address}', 'https://board.example.com/']"
    return f"title: s\nfamily: tieba\n{start}\nhosts: board.example.com\nterms: {terms}\n"


WORDS = {"bank": ("银行料", "卡料"), "bank.goods": ("卡料",)}


def test_terms_fill_the_start_addresses(write: Write) -> None:
    source = load_source(write(searching("[lexicon:bank, 卡料, 'a&b c']")), lexicon=lambda: WORDS)
    assert source.terms == ("银行料", "卡料", "a&b c")
    assert source.start == (
        "https://board.example.com/s?q=%E9%93%B6%E8%A1%8C%E6%96%99",
        "https://board.example.com/s?q=%E5%8D%A1%E6%96%99",
        "https://board.example.com/s?q=a%26b%20c",
        "https://board.example.com/",
    )
    gbk = load_source(write(searching("卡料", "{term:gbk}")), lexicon=lambda: WORDS)
    assert gbk.start[0] == "https://board.example.com/s?q=%BF%A8%C1%CF"


@pytest.mark.parametrize(
    ("terms", "place", "complaint"),
    [
        ("[卡, lexicon:bnak]", "{term}", "5: terms: the lexicon has no list 'bnak' (did you mean bank?)"),
        ("[lexicon:]", "{term}", "5: terms: the lexicon has no list ''"),
        ("[银行, '😀']", "{term:gbk}", "5: terms: '😀' cannot be written in gbk"),
    ],
)
def test_terms_that_cannot_be_searched_for_are_named(
    write: Write, terms: str, place: str, complaint: str
) -> None:
    with pytest.raises(SourceError) as caught:
        load_source(write(searching(terms, place)), lexicon=lambda: WORDS)
    assert f"source.yml:{complaint}" in str(caught.value)


def test_sources_are_chosen_by_name_and_tag(tmp_path: Path) -> None:
    for name, tags in (("ant", "[a]"), ("bee", "[a, b]"), ("cow", "[]")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "source.yml").write_text(f"{BARE}tags: {tags}\n", "utf-8")
    catalog = Catalog([tmp_path])

    def names(*given: str, tags: tuple[str, ...] = ()) -> list[str]:
        return [source.name for source in catalog.choose(given, tags)]

    assert names() == ["ant", "bee", "cow"]
    assert names("cow", tags=("b",)) == ["cow", "bee"]
    assert names(tags=("a", "b")) == ["ant", "bee"]
    with pytest.raises(SourceError, match="no source has the tag 'c'"):
        names(tags=("c",))
    with pytest.raises(SourceError, match=r"no source 'cwo' \(did you mean cow\?\)"):
        names("cwo")


def test_one_folder_holds_a_name_once(tmp_path: Path) -> None:
    for name in ("one/board", "two/board"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "source.yml").write_text(BARE, "utf-8")
    with pytest.raises(SourceError, match=r"there is a source board in .*one/board already"):
        Catalog([tmp_path])
