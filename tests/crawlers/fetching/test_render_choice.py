"""Where a source needs a browser is learned by shape of address, tested again, and known to the next run."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.journal.journal import Journal
from crawlers.memory.render_choice import RECHECK_PAGES, RECHECK_SECONDS
from crawlers.memory.way import Way
from records.page import Exchange, Page, Rendering
from records.reading import Reading, State
from records.source import Source
from records.visit import Again, JudgedVisit, KeptVisit, Visit

Site = Any
Run = Callable[..., Any]
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SOURCE = Source(
    name="half",
    title="Half",
    family="forum",
    start=("http://board.example.com/",),
    hosts=("board.example.com",),
    folder="",
    render="when-empty",
)


class Asking:
    """A journal, and what pages of one shape turned out to be."""

    def __init__(self, folder: Path) -> None:
        self.journal = Journal(folder / "journal.sqlite")
        self.number = 0
        self.now = NOW

    def thread(self, plain: State | None, browser: State | None = None) -> None:
        """One more thread: what the plain page was, and what the browser showed; None where not asked."""
        self.number += 1
        url = f"http://board.example.com/t/{self.number}"
        # Past the queue, which would leave a shape of so many fruitless pages.
        statement = "INSERT INTO request (row, fingerprint, url, kind, depth) VALUES (?, ?, ?, 'thread', 1)"
        self.journal.database.execute(statement, (self.number, url, url))
        if plain is not None:
            self.commit(url, plain, None, Again(render=True) if browser else None)
        if browser is not None:
            self.commit(url, browser, Rendering(dom=""), None)

    def commit(self, url: str, state: State, rendering: Rendering | None, again: Again | None) -> None:
        exchange = Exchange(url=url, status=200, started_at=self.now)
        page = Page(url=url, fetched_at=self.now, exchange=exchange, rendering=rendering)
        visit = Visit(source=SOURCE, run="r", row=self.number, page=page, reading=Reading(state), again=again)
        kept = KeptVisit(judged=JudgedVisit(visit, ()))
        self.journal.commit(kept, Way(), self.now.timestamp())

    def ways(self, kind: str = "thread", url: str = "http://board.example.com/t/99") -> tuple[bool, bool]:
        """Whether the browser comes first, and whether it is not tried at all."""
        choices, now = self.journal.choices, self.now.timestamp()
        return choices.at_once(kind, url, now), choices.in_vain(kind, url, now)


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    asking = Asking(tmp_path)
    yield asking
    asking.journal.close()


def test_after_three_mended_pages_the_browser_comes_first(asking: Asking) -> None:
    for _ in range(2):
        asking.thread(State.UNKNOWN, State.ITEMS)
    assert asking.ways() == (False, False)
    asking.thread(State.EMPTY, State.ITEMS)
    assert asking.ways() == (True, False)
    assert asking.ways("next") == (False, False)
    assert asking.ways(url="http://board.example.com/u/99") == (False, False)


@pytest.mark.parametrize("pages", [RECHECK_PAGES, 1])
def test_what_was_learned_is_tried_again(asking: Asking, pages: int) -> None:
    for _ in range(3):
        asking.thread(State.EMPTY, State.ITEMS)
    for _ in range(pages):
        assert asking.ways() == (True, False)
        asking.thread(None, State.ITEMS)
    if pages == 1:
        asking.now += timedelta(seconds=RECHECK_SECONDS + 1)
    assert asking.ways() == (False, False)
    asking.thread(State.EMPTY, State.ITEMS)
    assert asking.ways() == (True, False)
    asking.thread(State.ITEMS)
    assert asking.ways() == (False, False)


def test_a_browser_that_never_shows_more_is_left_alone_for_a_while(asking: Asking) -> None:
    for _ in range(5):
        assert asking.ways() == (False, False)
        asking.thread(State.EMPTY, State.EMPTY)
    assert asking.ways() == (False, True)
    for _ in range(RECHECK_PAGES):
        asking.thread(State.EMPTY)
    assert asking.ways() == (False, False)
    asking.thread(State.EMPTY, State.ITEMS)
    assert asking.ways() == (False, False)


def test_a_page_rendered_for_evidence_alone_teaches_nothing(asking: Asking) -> None:
    for _ in range(5):
        asking.thread(None, State.ITEMS)
    assert asking.ways() == (False, False)


DECLARED = """\
title: Half of it needs its script
family: forum
purpose: Test
start: ["{url}/board"]
hosts: ["{host}"]
private_hosts: true
follow: [thread]
render: when-empty
pace: {{delay: 0, pages: 40}}
expect: {{posts: 1}}
select:
  platform: half
  addresses: {{thread: ['/t/(\\d+)']}}
  recognise: {{mark: body.half}}
  list: {{row: li.row, link: a.title, title: a.title}}
  post: {{item: div.post, id: '@id /^p(\\d+)$/', author: b, text: p}}
"""
SHELL = """<!DOCTYPE html><body class=half><script>
const id = location.pathname.split("/").pop();
document.body.innerHTML = `<div class=post id=p${id}><b>name</b><p>今天天气不错 ${id}</p></div>`;
</script></body>"""


def board(threads: range) -> str:
    rows = "".join(f'<li class=row><a class=title href="/t/{n}">帖子{n}</a></li>' for n in threads)
    return f"<!DOCTYPE html><body class=half><ul>{rows}</ul></body>"


def fetched(site: Site) -> list[tuple[int, str]]:
    """Thread numbers with who asked for them, in order."""
    return [
        (int(path[3:]), "browser" if "Chrome" in agent else "plain")
        for path, agent in site.agents
        if path.startswith("/t/")
    ]


@pytest.mark.full
def test_the_next_run_knows_it(site: Site, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "half"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text(DECLARED.format(url=site.url, host=site.host), "utf-8")
    for number in range(1, 10):
        site[f"/t/{number}"] = SHELL
    env = {"HAWKWATCH_SOURCES": str(folder.parent)}
    # One address more may have been taken before the third page was committed.
    for threads, plain in ((range(1, 7), (3, 4)), (range(7, 10), (0,))):
        site["/board"] = board(threads)
        site.agents.clear()
        done = run("hawkwatch", "crawl", "half", "--json", env=env)
        assert done.returncode == 0, done.stderr[-3000:]
        assert json.loads(done.stdout.splitlines()[-1])[0]["posts"] == len(threads)
        asked = fetched(site)
        assert sorted(number for number, way in asked if way == "browser") == list(threads)
        assert len(asked) - len(threads) in plain
