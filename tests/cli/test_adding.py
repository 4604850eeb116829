"""Sources added by one look at running sites."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crawlers.declared.catalog import load_source
from testbed.server import Testbed

Run = Callable[..., Any]
SEARCH = "/api/container/getIndex?containerid=100103type%3D61%26q%3D&page_type=searchall&page=1"
PURPOSE = 'a test of words: "quoted" # no comment'


def add_list(run: Run, file: Path, lines: list[str], *words: str) -> tuple[Any, dict[str, Any]]:
    file.write_text("\n".join(lines), "utf-8")
    done = run("hawkwatch", "sources", "new", "--from", file, "--json", *words)
    assert done.returncode in (0, 1), done.stderr
    return done, {one["name"] or one["url"]: one for one in json.loads(done.stdout)}


def test_a_list_of_sites_is_recognised_and_declared(
    run: Run, sites: Testbed, tmp_path: Path, home: Path
) -> None:
    at = sites.sites
    lines = [
        "# five sites and some mistakes",
        f"channel {at['channels']}/s/liaozi_0000 leads,north",
        f"bar {at['bar']}/f?kw=%E7%94%B5%E9%94%80&ie=utf-8",
        f"weibo {at['weibo']}{SEARCH}",
        f"front {at['board']}/?sid=0a1b",
        f"board {at['board']}/forum.php?mod=forumdisplay&fid=2",
        f"market {at['market']}/search?q=",
        "no-address",
        f"again {at['channels']}/s/liaozi_0000#top",
    ]
    done, found = add_list(run, tmp_path / "places.txt", lines, "--private-hosts", "--purpose", PURPOSE)
    assert done.returncode == 1
    assert [one["line"] for one in found.values()] == list(range(2, 10))
    known = ("family", "version", "charset", "outcome")
    assert {name: tuple(one[key] for key in known) for name, one in found.items() if one["written"]} == {
        "channel": ("telegram", "", "utf-8", "ready"),
        "bar": ("tieba", "classic", "utf-8", "ready"),
        "weibo": ("weibo", "", "utf-8", "ready"),
        "front": ("discuz", "X3.4", "gb18030", "ready"),
        "board": ("discuz", "X3.4", "gb18030", "ready"),
        "market": ("goofish", "", "utf-8", "browser"),
    }
    assert "no http or https address" in found["no-address"]["why"]
    assert "the same as line 2" in done.stdout
    mine = {folder.name: load_source(folder) for folder in (home / "sources").iterdir()}
    channel = mine["channel"]
    assert (channel.tags, channel.follow, channel.purpose) == (("leads", "north"), ("next",), PURPOSE)
    assert (channel.expect.posts, channel.private_hosts) == (20, True)
    assert len(mine["front"].start) == 1
    assert "fid=2  # 灌水杂谈" in (home / "sources/front/source.yml").read_text("utf-8")
    assert mine["board"].start == (at["board"] + "/forum.php?mod=forumdisplay&fid=2",)
    assert (mine["market"].render, bool(mine["market"].capture)) == ("always", True)


def test_what_cannot_be_watched_says_why(run: Run, own_sites: Testbed, tmp_path: Path, home: Path) -> None:
    at = own_sites.sites
    own_sites.misbehave("/wall", "login_wall", site="board")
    own_sites.misbehave("/puzzle", "captcha", site="bar")
    own_sites.misbehave("/here", "redirect", site="board", location="/forum.php?mod=forumdisplay&fid=2")
    own_sites.misbehave("/away", "redirect", site="board", location="https://bbs.example.net/new/")
    own_sites.misbehave("/robots.txt", "status", site="weibo", status=503)
    lines = [
        *(f"{name} {at['board']}/{name}" for name in ("wall", "here", "away")),
        f"puzzle {at['bar']}/puzzle",
        f"shut {at['weibo']}{SEARCH}",
        *(f"{name} {at['channels']}/s/{name}" for name in ("liaozi_group_00", "nobody_xx")),
        "silent http://127.0.0.1:9/",
    ]
    _, found = add_list(run, tmp_path / "places.txt", lines, "--private-hosts")
    told = {name: (one["state"], one["outcome"]) for name, one in found.items()}
    assert told == {
        "wall": ("login_wall", "wall"),
        "here": ("items", "ready"),
        "away": ("redirected_elsewhere", "moved"),
        "puzzle": ("captcha", "wall"),
        "shut": ("disallowed", "refused"),
        "liaozi_group_00": ("empty", "nothing"),
        "nobody_xx": ("gone", "refused"),
        "silent": ("disallowed", "refused"),
    }
    assert found["here"]["redirects"] == [at["board"] + "/forum.php?mod=forumdisplay&fid=2"]
    assert "hawkwatch sources new https://bbs.example.net/new/" in found["away"]["why"]
    assert "--family discuz" in found["wall"]["why"]
    assert "no answer: " in found["silent"]["why"]
    assert [folder.name for folder in (home / "sources").iterdir()] == ["here"]


def test_scrapy_has_the_command_and_nothing_is_overwritten(run: Run, home: Path) -> None:
    file = home / "sources" / "north" / "channel" / "source.yml"
    file.parent.mkdir(parents=True)
    file.write_text("mine", "utf-8")
    done = run("scrapy", "newsource", "https://t.me/s/liaozi_0000", "--name", "channel")
    assert done.returncode == 2
    assert str(file) in done.stderr
    assert file.read_text("utf-8") == "mine"


def test_loopback_is_asked_as_typed_and_no_other_private_address(
    run: Run, sites: Testbed, tmp_path: Path, home: Path
) -> None:
    board = sites.sites["board"]
    shut = {
        "house": "http://10.0.0.1/",
        "cloud": "http://169.254.169.254/latest/",
        "any": "http://0.0.0.0/",
        "disguised": board.replace("127.0.0.1", "2130706433"),
    }
    lines = [f"board {board}/forum.php?mod=forumdisplay&fid=2", *map(" ".join, shut.items())]
    _, found = add_list(run, tmp_path / "places.txt", lines)
    assert {name: one["state"] for name, one in found.items()} == {
        "board": "items",
        **dict.fromkeys(shut, "out_of_scope"),
    }
    assert load_source(home / "sources" / "board").private_hosts
