"""Relative links and pictures in the project's pages lead somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
PAGES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")


def _anchors(path: Path) -> set[str]:
    """The names a forge gives to the headings of a page."""
    headings = HEADING.findall(path.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def _broken(page: Path) -> list[str]:
    broken = []
    for link in LINK.findall(page.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = unquote(link).partition("#")
        target = page.parent / place if place else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(f"{page.name}: {link}")
    return broken


def test_every_link_leads_somewhere(root: Path) -> None:
    pages = [root / name for name in PAGES] + sorted((root / "docs").glob("*.md"))
    assert len(pages) > len(PAGES)
    assert not [broken for page in pages for broken in _broken(page)]


def test_the_guard_sees(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One heading\n[a](#one-heading) [b](#two) [c](gone.md) [d](page.md)\n", "utf-8")
    assert _broken(page) == ["page.md: #two", "page.md: gone.md"]
