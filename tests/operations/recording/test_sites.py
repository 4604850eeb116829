"""Pages of every site lose their people and read as they did."""

import html
import json
import re

import pytest

from analysis.privacy.reserved import living
from analysis.readings.folding import fold
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import read_as
from crawlers.readers.file_page import file_page
from operations.recording.faked import fake_pages
from tests.operations.recording.faking import (
    CORPUS,
    FORUMS,
    KEY,
    NOW,
    SITES,
    contacts_in,
    everything,
    faked,
    people,
    shipped,
    text_of,
)


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
