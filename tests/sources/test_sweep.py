"""Every shipped source reads each of its recorded pages as expected."""

import json
from pathlib import Path

import pytest

from crawlers.catalog import load_source, shipped_folder
from crawlers.readers import read
from crawlers.recorded import find_cases, load_page
from records.reading import State
from records.wire import encode

FOLDERS = sorted(file.parent for file in shipped_folder().glob("*/source.yml"))
PAGES = [(folder, case) for folder in FOLDERS for case in find_cases(folder / "pages")]


def test_there_are_sources() -> None:
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_source_has_pages_with_posts_and_a_page_without(folder: Path) -> None:
    source = load_source(folder)
    states = {
        read(load_page(folder / "pages", case), source.family, source.zone).state
        for case in find_cases(folder / "pages")
    }
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


@pytest.mark.parametrize(("folder", "case"), PAGES, ids=lambda part: getattr(part, "name", part))
def test_page_is_read_as_expected(folder: Path, case: str) -> None:
    source = load_source(folder)
    reading = json.loads(encode(read(load_page(folder / "pages", case), source.family, source.zone)))
    expectation = folder / "pages" / f"{case}.expected.json"
    if not expectation.exists():
        text = json.dumps(reading, ensure_ascii=False, indent=1)
        expectation.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{expectation.name} of {folder.name} was written: read and commit it")
    assert reading == json.loads(expectation.read_text(encoding="utf-8"))
