"""Sources added by one look at running sites."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crawlers.catalog import load_source
from testbed.server import Testbed

Run = Callable[..., Any]
SEARCH = "/api/container/getIndex?containerid=100103type%3D61%26q%3D&page_type=searchall&page=1"
PURPOSE = 'a test of words: "quoted" # no comment'


def facts(done: Any) -> Any:
    return json.loads(done.stdout)


def test_a_list_of_sites_is_recognised_and_declared(
    run: Run, sites: Testbed, tmp_path: Path, home: Path
) -> None:
    at = sites.sites
    lines = [
        "# five sites and some mistakes",
        f"channel {at['channels']}/s/liaozi_0000 leads,north",
        f"bar {at['bar']}/f?kw=%E7%94%B5%E9%94%80&ie=utf-8",
        f"weibo {at['weibo']}{SEARCH}",
        "no-address",
        f"nobody {at['channels']}/nothing-here",
        f"again {at['channels']}/s/liaozi_0000#top",
    ]
    file = tmp_path / "places.txt"
    file.write_text("\n".join(lines), "utf-8")
    done = run(
        "hawkwatch", "sources", "new", "--from", file, "--private-hosts", "--json", "--purpose", PURPOSE
    )
    assert done.returncode == 1, done.stderr
    found = {one["name"] or one["url"]: one for one in facts(done)}
    assert [one["line"] for one in found.values()] == [2, 3, 4, 5, 6, 7]
    families = {
        name: (one["family"], one["state"], one["charset"]) for name, one in found.items() if one["written"]
    }
    assert families == {
        "channel": ("telegram", "items", "utf-8"),
        "bar": ("tieba", "items", "utf-8"),
        "weibo": ("weibo", "items", "utf-8"),
    }
    assert "no http or https address" in found["no-address"]["why"]
    assert found["nobody"]["state"] == "gone"
    channel = load_source(home / "sources" / "channel")
    assert (channel.tags, channel.follow, channel.private_hosts) == (("leads", "north"), ("next",), True)
    assert channel.purpose == PURPOSE
    assert channel.expect.posts == 20


def test_scrapy_has_the_command_and_nothing_is_overwritten(run: Run, home: Path) -> None:
    file = home / "sources" / "channel" / "source.yml"
    file.parent.mkdir(parents=True)
    file.write_text("mine", "utf-8")
    done = run("scrapy", "newsource", "https://t.me/s/liaozi_0000", "--name", "channel")
    assert done.returncode == 2
    assert str(file) in done.stderr
    assert file.read_text("utf-8") == "mine"
