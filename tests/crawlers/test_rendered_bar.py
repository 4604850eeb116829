"""A crawl of the bars as the site of 2026 shows them: a browser captures what the page's script asked for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from testbed.server import Testbed

Run = Callable[..., Any]


@pytest.mark.timeout(120)
def test_what_a_browser_captures_is_what_the_site_holds(
    run: Run, sources: Path, sites: Testbed, tmp_path: Path, home: Path
) -> None:
    out = tmp_path / "out.jsonl"
    done = run("scrapy", "crawl", "testbed_bar_2026", "-O", str(out), env={"HAWKWATCH_SOURCES": str(sources)})
    assert done.returncode == 0, done.stderr[-2000:]
    truth = {one["thread"]: one for one in sites.truth() if one["site"] == "bar"}
    found = [json.loads(line)["post"] for line in out.read_text("utf-8").splitlines()]
    listed = [post for post in found if post["thread"] in truth]
    assert len(listed) > 15
    assert len(found) - len(listed) <= 2
    for post in listed:
        known = truth[post["thread"]]
        assert post["title"] == known["title"]
        assert known["text"].replace("\n", "").startswith(post["text"].replace("\n", "")[:20])
        assert post["excerpt"]
