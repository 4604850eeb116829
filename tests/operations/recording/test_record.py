"""Pages are recorded beside the source of the operator, politely."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.privacy.reserved import living
from casework.open import open_casework
from config.settings import Settings, load_settings
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import read_as
from crawlers.recorded import find_cases, load_page
from operations.readiness import RunRefused
from operations.recording.cases import RecordingRefused, folder_for
from operations.recording.record import record
from records.reading import State
from records.source import Source
from testbed.server import Testbed
from tests.operations.recording.faking import FORUMS, SITES, contacts_in, everything

Run = Callable[..., Any]


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
