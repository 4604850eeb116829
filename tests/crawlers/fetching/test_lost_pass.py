"""A browser whose network service died goes on, and out through the gate, with a new context."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from crawlers.fetching.chromium import NotShown

Site = Any
Loading = Any


async def kill_network(engine: Any) -> None:
    """Kill the process that does a browser's network."""
    known = await engine.control.send("SystemInfo.getProcessInfo")
    for one in known["processInfo"]:
        if "network.mojom.NetworkService" in Path(f"/proc/{one['id']}/cmdline").read_text():
            os.kill(one["id"], signal.SIGKILL)


def failure_of(site: Site, loading: Loading) -> Exception | None:
    """Why a page cannot be loaded, or None."""
    try:
        loading.load(f"{site.url}/ok", seconds=3)
    except (NotShown, TimeoutError) as error:
        return error
    return None


@pytest.mark.full
def test_a_context_that_lost_its_pass_is_replaced(site: Site) -> None:
    site["/ok"] = "<p>fine</p>"
    loading = site.loading()
    try:
        loading.load(f"{site.url}/ok")
        engine = loading.fetch.tabs.browser.engine
        loading.run(kill_network(engine))
        failure_of(site, loading)  # an open tab may never hear of it
        assert failure_of(site, loading) is None
        page = loading.load(f"{site.url}/ok")
        assert "<p>fine</p>" in page.rendering.dom
        assert loading.fetch.tabs.browser.engine is engine, "the browser itself was well"
    finally:
        loading.close()
