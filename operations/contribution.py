"""What a source still lacks before it can be contributed."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from analysis.privacy.reserved import living
from crawlers.declared.catalog import shipped_folder
from crawlers.expected import complaints, pages_folder, read_as
from crawlers.recorded import find_cases, load_page
from records.reading import State
from records.source import Source

PLACEHOLDERS = ("example.com", "example.net", "example.org")
DOCS = shipped_folder().parent / "docs"


def lacking(source: Source) -> list[str]:
    """What ``source`` lacks, one line each; empty where it is fit to be contributed.

    Raises:
        RecordedPageError: a recorded page is incomplete.
    """
    checks = (_declaration, _pages, complaints, _reviewed, _persons, _code, _documented)
    return [lack for check in checks for lack in check(source)]


def _declaration(source: Source) -> Iterator[str]:
    """Why and whether a place is watched is decided by whoever runs it, not by who describes it."""
    placeholder = all(_is_placeholder(host) for host in source.hosts)
    if source.purpose and not placeholder:
        yield "purpose: leave it out; why a real place is watched is said by those who watch it"
    if source.enabled and not (source.private_hosts or placeholder):
        yield "enabled: a real place is contributed with `enabled: false`"
    if not source.notes and not source.private_hosts:
        yield "notes: say what the next operator should know"


def _is_placeholder(host: str) -> bool:
    name = host.rsplit(":", 1)[0]
    return name in PLACEHOLDERS or name.endswith(tuple(f".{known}" for known in PLACEHOLDERS))


def _pages(source: Source) -> Iterator[str]:
    folder = pages_folder(source)
    states = {read_as(load_page(folder, case), source).state for case in find_cases(folder)}
    if State.ITEMS not in states:
        yield "pages: none that is read as `items`"
    if not states - {State.ITEMS, State.UNKNOWN}:
        yield "pages: no wall, and none that is gone or empty"


def _reviewed(source: Source) -> Iterator[str]:
    """Expectations that nobody committed were read by nobody."""
    folder = pages_folder(source)
    for case in find_cases(folder):
        if not (folder / f"{case}.expected.json").is_file():
            yield f"{case}: {case}.expected.json is missing"
    changed = _uncommitted(Path(source.folder))
    if changed is None:
        yield "expectations: the folder is in no git checkout, so nobody can see that they were read"
        return
    yield from (f"{name}: read it and commit it" for name in changed if name.endswith(".expected.json"))


def _uncommitted(folder: Path) -> list[str] | None:
    """The files of ``folder`` that are new or changed; None outside git."""
    command = [
        "git",
        "-C",
        str(folder),
        "status",
        "--porcelain",
        "--untracked-files=all",
        "--no-renames",
        "-z",
        ".",
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    if done.returncode:
        return None
    return [entry[3:].rpartition("/")[2] for entry in done.stdout.split("\0") if entry]


def _persons(source: Source) -> Iterator[str]:
    for file in sorted(path for path in Path(source.folder).rglob("*") if path.is_file()):
        found = {shown for text in _texts(file) for shown in living(text)}
        yield from (f"{file.name}: may be a living person's: {shown}" for shown in sorted(found))


def _texts(file: Path) -> Iterator[str]:
    content = file.read_bytes()
    for codec in ("utf-8", "gb18030"):
        yield content.decode(codec, "replace")


def _code(source: Source) -> Iterator[str]:
    scripts = sorted(path.name for path in Path(source.folder).rglob("*.py"))
    if scripts:
        yield f"code: {', '.join(scripts)}: a source is data; what cannot be declared belongs into a reader"


def _documented(source: Source) -> Iterator[str]:
    if DOCS.is_dir() and not any(source.name in page.read_text("utf-8") for page in DOCS.glob("*.md")):
        yield f"docs: no page in docs/ names {source.name}"
