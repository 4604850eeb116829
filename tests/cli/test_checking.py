"""What ``sources check`` says before anything is fetched, and after one look."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from testbed.server import Testbed

Run = Callable[..., Any]


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "source.yml").write_text(text, "utf-8")


BOARD = """title: A board
family: discuz
start: ["https://board.example.com/forum.php?mod=forumdisplay&fid=2"]
hosts: [board.example.com]
pace: {delay: 6, pages: 50, budget: 200}
"""


def test_a_dry_check_tells_what_a_run_would_do(run: Run, home: Path) -> None:
    mine = home / "sources"
    write(mine, "board", BOARD + "purpose: Warn customers\napprover: officer\nreview: 2027-03-01\n")
    write(mine, "silent", BOARD)
    write(mine, "resting", BOARD + "purpose: Warn customers\nenabled: false\n")
    write(mine, "broken", BOARD + "colour: red\n")
    (mine / "silent" / "extra.py").write_text("")
    scheduled = run("hawkwatch", "schedule", "add", "board", "--cron", "0 3 * * *", "--tz", "Asia/Shanghai")
    assert scheduled.returncode == 0, scheduled.stderr
    done = run("hawkwatch", "sources", "check", "--json")
    assert done.returncode == 2
    assert f"{mine / 'broken' / 'source.yml'}:6: colour: unknown key" in done.stderr
    found = {one["source"]: one for one in json.loads(done.stdout)}
    board = found["board"]
    assert (board["ok"], board["egress"], board["purpose"], board["review"]) == (
        True,
        "direct",
        "Warn customers",
        "2027-03-01",
    )
    assert (board["pace"]["pages"], board["pace"]["budget"]) == (50, 200)
    assert "T03:00:00+08:00" in board["due"][0]
    assert (found["silent"]["ok"], found["silent"]["scripts"]) == (False, ["extra.py"])
    assert "purpose" in found["silent"]["why"]
    assert "disabled" in found["resting"]["why"]
    assert (found["broken"]["ok"], "colour" in found["broken"]["why"]) == (False, True)
    shown = run("hawkwatch", "sources", "check", "board")
    assert shown.returncode == 0
    for words in ("forum.php?mod=forumdisplay&fid=2", "every 6 s", "200 a day", "officer", "exit direct"):
        assert words in shown.stdout


def test_a_live_check_tells_who_answers(run: Run, own_sources: Path, own_sites: Testbed, home: Path) -> None:
    own_sites.misbehave("/forum.php?mod=forumdisplay&fid=36", "login_wall")
    own_sites.misbehave("/forum.php?mod=forumdisplay&fid=37", "status", status=429)
    own_sites.misbehave("/robots.txt", "status", site="bar", status=503)
    for name, keys in {"tor": "egress: tor_one\n", "resting": "enabled: false\n"}.items():
        board = (own_sources / "testbed_board" / "source.yml").read_text("utf-8")
        write(own_sources, name, board + keys)
    words = ("testbed_board", "testbed_bar", "tor", "resting", "--live", "--json")
    done = run("hawkwatch", "sources", "check", *words, env={"HAWKWATCH_SOURCES": str(own_sources)})
    assert done.returncode == 1, done.stderr
    found = {one["source"]: one.get("live") for one in json.loads(done.stdout)}
    board = {one["url"].rpartition("=")[2]: one for one in found["testbed_board"]}
    assert {fid: one["state"] for fid, one in board.items()} == {
        "2": "items", "36": "login_wall", "37": "rate_limited", "38": "items", "40": "items",
    }  # fmt: skip
    assert (board["2"]["status"], board["2"]["ip"], board["2"]["robots"]) == (200, "127.0.0.1", "allows")
    assert board["2"]["charset"] == "gb18030"
    assert board["2"]["posts"] + board["2"]["threads"] > 0
    assert {(one["state"], one["robots"]) for one in found["testbed_bar"]} == {("disallowed", "unavailable")}
    asked = [entry["path"] for entry in own_sites.log()]
    assert asked.count("/robots.txt") == 1 + 3  # a server error is a passing trouble
    assert found["tor"] is None, "a source with another exit was asked directly"
    assert {one["state"] for one in found["resting"]} == {one["state"] for one in found["testbed_board"]}
    assert not (home / "runs").exists()


def test_the_list_tells_what_keeps_a_source_and_goes_on_past_a_broken_one(run: Run, home: Path) -> None:
    mine = home / "sources"
    write(mine, "sound", BOARD + "purpose: Warn customers\n")
    write(mine, "silent", BOARD)
    write(mine, "resting", BOARD + "enabled: false\n")
    write(mine, "held", BOARD + "purpose: Warn customers\n")
    write(mine, "broken", BOARD + "colour: red\n")
    assert run("hawkwatch", "sources", "pause", "held", "--why", "asked to").returncode == 0
    done = run("hawkwatch", "sources", "list", env={"COLUMNS": "200"})
    assert done.returncode == 2
    assert "colour: unknown key" in done.stderr
    rows = [[cell.strip() for cell in line.split("│")] for line in done.stdout.splitlines()]
    standing = {row[1]: row[-2] for row in rows if len(row) > 5}
    assert [standing[name] for name in ("sound", "silent", "resting", "held")] == [
        "yes", "no: no purpose", "no: disabled", "no: paused",
    ]  # fmt: skip


def test_a_saved_page_is_read_with_the_selectors_of_a_source(run: Run, home: Path, tmp_path: Path) -> None:
    select = "select: {platform: kiosk, post: {item: section, id: '@id', author: b, text: p}}\n"
    write(home / "sources", "kiosk", BOARD.replace("discuz", "forum") + select)
    (tmp_path / "page.html").write_text("<section id=7><b>Li</b><p>hello</p></section>", "utf-8")
    done = run("hawkwatch", "read", str(tmp_path / "page.html"), "--source", "kiosk", "--json")
    assert [one["author_name"] for one in json.loads(done.stdout)["posts"]] == ["Li"], done.stderr
    both = run("hawkwatch", "read", str(tmp_path / "page.html"), "--source", "kiosk", "--family", "forum")
    assert (both.returncode, "one of --family F and --source NAME" in both.stderr) == (2, True)
