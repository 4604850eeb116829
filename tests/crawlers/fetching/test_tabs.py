"""Tabs are used again, contexts replaced; a browser that was killed comes back and leaves nobody behind."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawlers.fetching.chromium import NotShown

Site = Any
Loading = Any

COUNTING = (
    "<p></p><script>document.querySelector('p').textContent = document.cookie || 'none';"
    " document.cookie = 'seen=1'</script>"
)


def shown(loading: Loading, url: str) -> str:
    dom: str = loading.load(url).rendering.dom
    return dom.partition("<p>")[2].partition("</p>")[0]


def settled(loading: Loading) -> None:
    """Wait until no tab is on its way and all of them rest."""

    async def wait() -> None:
        shared = loading.fetch.tabs.shared
        for tab in shared.waiting if shared else ():
            await asyncio.wait({tab.resting})
        await loading.fetch.tabs.leaving.settle()

    loading.run(wait())


def process_of(loading: Loading) -> int:
    process: int = loading.fetch.tabs.browser.engine.process
    return process


def group(leader: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, of = folder.joinpath("stat").read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of) == leader and state != "Z":
            found.append(int(folder.name))
    return found


def test_a_tab_serves_many_pages_and_a_context_some_more(
    site: Site, loading: Loading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawlers.fetching.tabs.TAB_VISITS", 2)
    monkeypatch.setattr("crawlers.fetching.tabs.CONTEXT_VISITS", 3)
    site["/count"] = COUNTING
    tabs, contexts, cookies = [], [], []
    for _ in range(5):
        cookies.append(shown(loading, f"{site.url}/count"))
        settled(loading)
        home = loading.fetch.tabs.shared
        contexts.append(home.context)
        tabs.append(home.waiting[0] if home.waiting else None)
    assert cookies == ["none", "seen=1", "seen=1", "none", "seen=1"]
    assert [contexts.index(one) for one in contexts] == [0, 0, 0, 3, 3]
    assert [tab is None for tab in tabs] == [False, True, False, False, True]
    assert len({id(tab) for tab in tabs if tab}) == 3
    engine = loading.fetch.tabs.browser.engine
    assert len(engine.chromium.contexts) == 1


def test_nothing_runs_in_a_tab_that_waits(site: Site, loading: Loading) -> None:
    site["/ticking"] = "<p>x</p><script>setInterval(() => fetch('/tick'), 10)</script>"
    loading.load(f"{site.url}/ticking")
    settled(loading)
    loading.run(asyncio.sleep(0.1))  # what was on its way
    ticks = site.asked.count("/tick")
    loading.run(asyncio.sleep(0.3))
    assert site.asked.count("/tick") == ticks


@pytest.mark.full
def test_what_an_unruly_page_does_is_not_taken_for_the_next_one_s(
    site: Site, loading: Loading, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = "setInterval(() => { for (let i = 0; i < 10; i++) fetch('/ok?' + i) }, 10)"
    site["/flood"] = f"<p>flood</p><script>{flood}</script>"
    site["/ok"], late = "<p>fine</p>", site.sending("<p>late</p>")
    site["/late"] = lambda to: (time.sleep(2), late(to))
    monkeypatch.setattr("crawlers.fetching.unfold.WAIT_SECONDS", 1.0)
    monkeypatch.setattr("crawlers.fetching.leash.MOST_REQUESTS", 10_000)
    assert shown(loading, f"{site.url}/flood") == "flood"
    monkeypatch.setattr("crawlers.fetching.leash.MOST_REQUESTS", 100)
    assert shown(loading, f"{site.url}/late") == "late"


@pytest.mark.parametrize(
    "victim", ["browser", *(pytest.param(one, marks=pytest.mark.full) for one in ("driver", "stopped"))]
)
def test_a_killed_browser_ends_its_visit_and_the_next_has_a_new_one(
    site: Site, loading: Loading, victim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/ok"], site["/wait"] = "<p>fine</p>", lambda to: time.sleep(20)
    assert shown(loading, f"{site.url}/ok") == "fine"
    browser = process_of(loading)
    kill: Callable[[], None] = {
        "browser": lambda: os.kill(browser, signal.SIGKILL),
        "driver": lambda: os.kill(driver_of(browser), signal.SIGKILL),
        "stopped": lambda: os.kill(browser, signal.SIGSTOP),
    }[victim]
    threading.Timer(0.5, kill).start()
    with pytest.raises((NotShown, TimeoutError)):
        loading.load(f"{site.url}/wait", seconds=3)
    settled(loading)
    assert shown(loading, f"{site.url}/ok") == "fine"
    assert process_of(loading) != browser
    assert not group(browser)


def driver_of(browser: int) -> int:
    """Playwright's process, which started the browser."""
    return int(Path(f"/proc/{browser}/stat").read_text().rpartition(")")[2].split()[1])


def test_nobody_is_left_behind(site: Site) -> None:
    own = site.loading()
    site["/ok"] = "<p>fine</p>"
    assert shown(own, f"{site.url}/ok") == "fine"
    site["/endless"] = "<script>while (true) {}</script>"
    with pytest.raises(TimeoutError):
        own.load(f"{site.url}/endless", seconds=2)
    browser = process_of(own)
    assert group(browser)
    own.close()
    assert not group(browser)
