"""Recorded pages and what their reader must make of them: ``CASE.expected.json`` beside the page.

A missing expectation is written as the page reads now, and complained about until a person has read it: an
expectation that nobody looked at holds the reader's mistakes, too.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crawlers.readers import read
from crawlers.recorded import draft_meta, find_cases, load_page, meta_file
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from records.wire import encode

# A page of posts, whatever else it is called for.
_ITEMS = ("thread", "list")


def pages_folder(source: Source) -> Path:
    """Where the recorded pages of ``source`` lie."""
    return Path(source.folder) / "pages"


def read_as(page: Page, source: Source) -> Reading:
    """What ``page`` says, read as a page of ``source``."""
    return read(page, source.family, source.zone, source.select)


def promised_state(case: str) -> State | None:
    """The state that a case is called for: ``gone``, ``challenge_2``; ``thread`` and ``list`` promise items.

    None for a name of the recorder's own.
    """
    for word in (*_ITEMS, *State):
        if case == word or case.startswith(f"{word}_"):
            return State.ITEMS if word in _ITEMS else State(word)
    return None


def complaints(source: Source) -> Iterator[str]:
    """What is wrong with the recorded pages of ``source``, one line per case; nothing where all is well.

    Raises:
        RecordedPageError: a page is not what :func:`crawlers.recorded.save_page` writes.
    """
    folder = pages_folder(source)
    for case in find_cases(folder):
        if complaint := complaint_about(source, folder, case):
            yield f"{case}: {complaint}"


def complaint_about(source: Source, folder: Path, case: str) -> str | None:
    """How one case differs from what its name or its expectation says; writes what is missing beside it."""
    if not (meta := meta_file(folder, case)).exists():
        draft_meta(folder, case, source.start[0])
        return f"{meta.name} was missing and has been written: correct the address and the time of its fetch"
    reading = read_as(load_page(folder, case), source)
    promised = promised_state(case)
    if promised and reading.state is not promised:
        return f"is called for {promised.value}, but reads as {reading.state.value} ({reading.why})"
    shown = json.loads(encode(reading))
    file = folder / f"{case}.expected.json"
    if not file.exists():
        write_expectation(file, shown)
        return f"{file.name} was missing and has been written: read it, correct the reader or keep it"
    try:
        expected = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        return f"{file.name} is no JSON ({error})"
    return next(differences(expected, shown), None)


def write_expectation(file: Path, shown: Any) -> None:
    """Write what a page reads as."""
    text = json.dumps(shown, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def differences(expected: Any, shown: Any, place: str = "reading") -> Iterator[str]:
    """Each place in which two readings (as JSON values) differ.

    A field that an older expectation does not know yet may be there, as long as it is empty.
    """
    if isinstance(expected, dict) and isinstance(shown, dict):
        for key in dict.fromkeys([*expected, *shown]):
            if key not in expected and not shown[key]:
                continue
            yield from differences(expected.get(key), shown.get(key), f"{place}.{key}")
    elif isinstance(expected, list) and isinstance(shown, list) and len(expected) == len(shown):
        for number, (one, other) in enumerate(zip(expected, shown, strict=True)):
            yield from differences(one, other, f"{place}[{number}]")
    elif isinstance(expected, list) and isinstance(shown, list):
        yield f"{place}: {len(expected)} expected, {len(shown)} read"
    elif expected != shown:
        yield f"{place}: expected {_short(expected)}, read {_short(shown)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 80 else f"{text[:77]}…"
