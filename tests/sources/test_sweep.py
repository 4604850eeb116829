"""Every shipped source reads each of its recorded pages as expected."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.words.vocabulary import word_lists
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import complaint_about, complaints, differences, promised_state, read_as
from crawlers.recorded import find_cases, load_page, meta_file
from records.reading import State

FOLDERS = sorted(file.parent for file in shipped_folder().glob("*/source.yml"))
PAGES = [(folder, case) for folder in FOLDERS for case in find_cases(folder / "pages")]
BOARD = shipped_folder() / "testbed_board"


def test_there_are_sources() -> None:
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_source_has_pages_with_posts_and_a_page_without(folder: Path) -> None:
    source = load_source(folder, lexicon=word_lists)
    cases = find_cases(folder / "pages")
    states = {read_as(load_page(folder / "pages", case), source).state for case in cases}
    assert State.ITEMS in states
    assert len(states) > 1, "record a wall or a page that is gone as well"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_page_lies_about_without_its_meta_file(folder: Path) -> None:
    bodies = {
        file.name.split(".", 1)[0]
        for file in (folder / "pages").iterdir()
        if file.name.count(".") == 1 and file.suffix in (".html", ".json")
    }
    assert bodies == set(find_cases(folder / "pages"))
    assert all(meta_file(folder / "pages", case).is_file() for case in bodies)


@pytest.mark.parametrize(("folder", "case"), PAGES, ids=lambda part: getattr(part, "name", part))
def test_page_is_read_as_expected(folder: Path, case: str) -> None:
    complaint = complaint_about(load_source(folder, lexicon=word_lists), folder / "pages", case)
    if complaint:
        pytest.fail(f"{folder.name}: {case}: {complaint}")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Two pages of the testbed's board in a folder of their own."""
    for case in ("list", "gone"):
        for file in (BOARD / "pages").glob(f"{case}.*"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_a_missing_expectation_is_written_and_complained_about_once(copied: Path) -> None:
    expectation = copied / "gone.expected.json"
    kept = json.loads(expectation.read_text("utf-8"))
    expectation.unlink()
    source = load_source(BOARD)
    assert "has been written" in (complaint_about(source, copied, "gone") or "")
    assert not list(differences(kept, json.loads(expectation.read_text("utf-8"))))
    assert complaint_about(source, copied, "gone") is None


def test_a_page_that_is_not_what_it_is_called_for_is_complained_about(copied: Path) -> None:
    for file in copied.glob("gone.*"):
        file.rename(file.with_name(file.name.replace("gone", "captcha_old")))
    complaint = complaint_about(load_source(BOARD), copied, "captcha_old") or ""
    assert complaint.startswith("is called for captcha, but reads as gone")


def test_what_no_longer_reads_the_same_is_named(copied: Path) -> None:
    expectation = copied / "list.expected.json"
    expected = json.loads(expectation.read_text("utf-8"))
    expected["links"][2]["kind"] = "user"
    expectation.write_text(json.dumps(expected), "utf-8")
    complaint = complaint_about(load_source(BOARD), copied, "list")
    assert complaint == 'reading.links[2].kind: expected "user", read "thread"'
    expected["links"].pop()
    expectation.write_text(json.dumps(expected), "utf-8")
    complaint = complaint_about(load_source(BOARD), copied, "list") or ""
    assert complaint.startswith("reading.links: ")


def test_a_page_saved_by_hand_gets_a_meta_file_to_be_corrected(copied: Path) -> None:
    (copied / "list.meta.json").unlink()
    source = load_source(BOARD)
    complaint = complaint_about(source, copied, "list") or ""
    assert complaint.startswith("list.meta.json was missing and has been written")
    assert load_page(copied, "list").url == source.start[0]
    assert "list" in find_cases(copied)


def test_all_cases_of_a_source_are_gone_through(copied: Path) -> None:
    source = replace(load_source(BOARD), folder=str(copied.parent))
    assert not list(complaints(source)), "there is no folder `pages`"
    copied.rename(copied.with_name("pages"))
    (copied.with_name("pages") / "gone.expected.json").write_text("{", "utf-8")
    (only,) = complaints(source)
    assert only.startswith("gone: gone.expected.json is no JSON")


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("challenge", State.CHALLENGE),
        ("gone_old", State.GONE),
        ("login_wall_2", State.LOGIN_WALL),
        ("rate_limited", State.RATE_LIMITED),
        ("thread", State.ITEMS),
        ("list_pinned", State.ITEMS),
        ("no_board", None),
        ("listing", None),
        ("goners", None),
    ],
)
def test_a_name_promises_a_state(case: str, state: State | None) -> None:
    assert promised_state(case) is state
