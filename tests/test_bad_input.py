"""Bad input gets one clear sentence, a documented exit code and no traceback."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def refused(done: Any, code: int, *says: str) -> None:
    assert done.returncode == code, (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr
    for words in says:
        assert words in done.stderr


def test_unknown_source_names_the_nearest(run: Run) -> None:
    refused(run("hawkwatch", "crawl", "testbed_bord"), 2, "testbed_bord", "did you mean testbed_board")


def test_broken_source_names_file_line_and_field(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine" / "shop" / "source.yml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "title: Shop\nfamily: discuz\nstart: [http://shop.example.com/]\nhosts: [shop.example.com]\n"
        "rendr: always\n"
    )
    done = run("hawkwatch", "crawl", "shop", env={"HAWKWATCH_SOURCES": str(tmp_path / "mine")})
    refused(done, 2, f"{file}:5", "rendr", "render")


def test_a_source_without_purpose_does_not_run(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine" / "shop" / "source.yml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "title: Shop\nfamily: discuz\nstart: [http://shop.example.com/]\nhosts: [shop.example.com]\n"
    )
    refused(
        run("hawkwatch", "crawl", "shop", env={"HAWKWATCH_SOURCES": str(tmp_path / "mine")}), 2, "purpose"
    )


def test_unreachable_host_is_a_short_run(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine" / "away" / "source.yml"
    file.parent.mkdir(parents=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        file.write_text(
            f"title: Away\nfamily: discuz\nstart: [http://{host}/]\nhosts: ['{host}']\nprivate_hosts: true\n"
        )
        done = run("hawkwatch", "crawl", "away", "--json", env={"HAWKWATCH_SOURCES": str(tmp_path / "mine")})
    refused(done, 10)
    (report,) = json.loads(done.stdout)
    assert report["outcome"] == "short"
    assert report["gaps"]


def test_missing_browser(run: Run, sources: Path) -> None:
    env = {"HAWKWATCH_SOURCES": str(sources), "HAWKWATCH_CHROMIUM": "/nowhere/chromium"}
    refused(run("hawkwatch", "crawl", "testbed_market", env=env), 14, "browser", "doctor")


def test_full_disk_at_start(run: Run, sources: Path) -> None:
    env = {"HAWKWATCH_SOURCES": str(sources), "HAWKWATCH_DISK_BYTES": str(10**18)}
    refused(run("hawkwatch", "crawl", "testbed_weibo", env=env), 12, "MB free")


def test_port_in_use(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused(run("hawkwatch", "serve", "--port", port), 2, str(port))
        done = run("python", "-m", "testbed", "--port", port)
        refused(done, 2, str(port))


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("verify", "/nowhere/bag"), 2, "/nowhere/bag"),
        (("search", "(银行"), 2, "brackets"),
        (("search", "x", "--index", "http://127.0.0.1:9"), 13, "127.0.0.1:9"),
        (("search", "x", "--index", "ftp://example.com"), 13, "begins with"),
        (("bundle", "--listing", "0" * 20, "--out", "/tmp/never"), 2, "is not kept"),
        (("bundle", "--out", "/tmp/never"), 2, "--listing"),
        (("schedule", "add", "testbed_weibo", "--cron", "61 * * * *"), 2, "61"),
        (("schedule", "add", "testbed_weibo", "--cron", "0 * * * *", "--tz", "Mars/One"), 2, "Mars/One"),
        (("schedule", "next", "--after", "soon"), 2, "soon"),
        (("read", "/nowhere", "--family", "discuz"), 2, "/nowhere"),
        (("read", "/nowhere", "--family", "usenet"), 2, "usenet"),
        (("read", "/dev/null", "--family", "discuz", "--zone", "Mars/One"), 2, "Mars/One"),
        (("read", "/dev/null", "--family", "discuz", "--status", "1000"), 2, "--status"),
        (("read", "/dev/null", "--family", "discuz", "--url", "board"), 2, "no http or https address"),
        (("read", "/dev/null", "--family", "discuz", "--fetched-at", "soon"), 2, "soon"),
        (("read", "/dev/null", "--family", "discuz", "--header", "gbk"), 2, "gbk"),
        (("measure", "/nowhere.jsonl"), 2, "/nowhere.jsonl"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_wrong_words(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    refused(run("hawkwatch", *words), code, says)


def test_wrong_setting(run: Run, home: Path) -> None:
    refused(
        run("hawkwatch", "sources", "list", env={"HAWKWATCH_RUN_SECONDS": "soon"}), 2, "run_seconds", "soon"
    )
    home.mkdir()
    (home / "hawkwatch.toml").write_text("runn_seconds = 3\n")
    refused(run("hawkwatch", "sources", "list"), 2, "runn_seconds")


def test_a_bad_line_is_named_and_the_rest_goes_on(run: Run) -> None:
    lines = "\n".join(
        (
            '{"id": "a", "text": "出银行客户10万条2000元 QQ 9000000001"}',
            "not json",
            '{"id": "c"}',
            '{"id": "d", "text": "天气不错"}',
        )
    )
    done = run("hawkwatch", "assess", input=lines)
    refused(done, 1, "line 2", "line 3", "text")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["label"], second["id"], second["label"]) == ("a", "sale", "d", "other")
    assert first["offers"][0]["price"] == 2000
    for reason in first["reasons"]:
        assert reason["text"]


def test_a_schedule_says_when_it_is_due(run: Run) -> None:
    assert (
        run(
            "hawkwatch", "schedule", "add", "testbed_weibo", "--cron", "30 6 * * *", "--tz", "Asia/Shanghai"
        ).returncode
        == 0
    )
    done = run(
        "hawkwatch", "schedule", "next", "--count", "2", "--after", "2026-03-01T00:00:00+08:00", "--json"
    )
    first, second = json.loads(done.stdout)
    assert first["due_at"] == "2026-03-01T06:30:00+08:00"
    assert first["due_at_utc"] == "2026-02-28T22:30:00+00:00"
    assert second["source"] == "testbed_weibo"
