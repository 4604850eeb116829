"""A mix of pages, one in twenty made by its script: rendering where needed against rendering everything.

Two sides are runs of one source, ``render: when-empty`` and ``render: always``, with frontier, reader and
journal; posts are not judged. The third is Playwright as its documentation shows it. What is compared is the
CPU of the crawl and of the browser it starts for one more page: the difference of a long and a short run, for
starting costs the same however many pages follow.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.cpu_of import cpu_of
from benchmarks.loopback import Answer, served
from benchmarks.script_pages import LIBRARY, STYLE
from benchmarks.threads import path_of, thread_pages
from crawlers.journal.account import Account, journals

PAGES, FEW = 420, 20
SCRIPTED = 20  # every so manyth page
SIDES = ("when-empty", "always", "playwright")

# What every page of a board brings along, whoever builds its posts.
_HEAD = b'<link rel="stylesheet" href="/static/style.css"><script src="/static/common.js"></script></head>'
_SHELL = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>board</title></head>
<body><div id="app"></div><script>fetch({part!r}).then(answer => answer.arrayBuffer()).then(body => {{
document.documentElement.innerHTML = new TextDecoder("gbk").decode(body)}})</script></body></html>"""


def measure(pages: int = PAGES) -> dict[str, Any]:
    """CPU milliseconds for one more page of both sides and their ratio."""
    costs = {}
    with served(mixed_pages(pages)) as place:
        for side in SIDES:
            few, many = (run_side(side, place, count) for count in (FEW, pages))
            costs[side] = 1000 * (many - few) / (pages - FEW)
    return {
        "pages": pages,
        "scripted": len(range(0, pages, SCRIPTED)),
        "cpu_ms_per_page": {side: round(cost, 2) for side, cost in costs.items()},
        "ratio": round(costs["always"] / costs["when-empty"], 1),
        "ratio_playwright": round(costs["playwright"] / costs["when-empty"], 1),
    }


def mixed_pages(count: int) -> dict[str, Answer]:
    """Thread pages; every twentieth is an empty shell whose script fetches the posts."""
    pages: dict[str, Answer] = {
        "/static/style.css": ("text/css", STYLE.encode()),
        "/static/common.js": ("text/javascript", f"const library = {{{LIBRARY}}};".encode()),
    }
    for number, (path, (kind, body)) in enumerate(thread_pages(count).items()):
        whole = body.replace(b"</head>", _HEAD, 1)
        if number % SCRIPTED:
            pages[path] = (kind, whole)
        else:
            part = f"/part/{number}"
            shell = _SHELL.format(part=part).encode().replace(b"</head>", _HEAD, 1)
            pages |= {part: (kind, whole), path: ("text/html; charset=utf-8", shell)}
    return pages


def run_side(side: str, place: str, pages: int) -> float:
    """CPU seconds of one run, ours in a fresh home."""
    with tempfile.TemporaryDirectory() as folder:
        if side == "playwright":
            return cpu_of([*EVERYTHING, place, str(pages)], environment(folder))
        declare(Path(folder) / "sources" / "mix", side, place, pages)
        cpu = cpu_of([*CRAWL, "-s", f"ITEM_PIPELINES={UNJUDGED}"], environment(folder))
        check(Path(folder) / "home", pages)
        return cpu


CRAWL = [sys.executable, "-m", "scrapy", "crawl", "mix", "-L", "ERROR"]
EVERYTHING = [sys.executable, "-m", "benchmarks.render_everything"]
UNJUDGED = '{"benchmarks.unjudged.Unjudged": 100, "pipelines.commit_visit.CommitVisit": 300}'


def environment(folder: str) -> dict[str, str]:
    """What the crawl's process is told: a home and a folder of sources of its own."""
    return os.environ | {
        "HAWKWATCH_HOME": f"{folder}/home",
        "HAWKWATCH_SOURCES": f"{folder}/sources",
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }


def declare(folder: Path, render: str, place: str, pages: int) -> None:
    """The source: every page is a start address."""
    folder.mkdir(parents=True)
    starts = "\n".join(f"  - http://{place}{path_of(number)}" for number in range(pages))
    folder.joinpath("source.yml").write_text(
        f"title: mix\nfamily: discuz\nhosts: ['{place}']\nprivate_hosts: true\nfollow: []\n"
        f"render: {render}\nwait_for: '#postlist'\npace: {{delay: 0, concurrency: 8, pages: {2 * pages}}}\n"
        f"start:\n{starts}\n"
    )


def check(home: Path, pages: int) -> None:
    """Every page must have given its posts."""
    account = Account(journals(home)[-1])
    states = account.pages_by_state()
    account.close()
    if states.get("items") != pages:
        raise RuntimeError(f"of {pages} pages only {states.get('items')} gave posts: {states}")
