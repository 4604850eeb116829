"""A crawl of answers that no server should give: every visit ends, in time, with a reason, and it goes on."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from testbed.hostile.server import KINDS, HostileServer

ROOT = Path(__file__).resolve().parents[3]
SECONDS, GRACE = 2.0, 5.0
LARGEST_PROCESS = 900  # MB, with eight answers of up to 32 MiB at once
SOURCE = """
title: Bad answers
family: forum
start: [{start}]
hosts: ["{host}"]
purpose: to see that they end
private_hosts: true
select:
  platform: bad
  post: {{item: .post, id: '@id /(\\d+)/', author: b, text: p}}
pace: {{delay: 0, concurrency: 8, pages: 1000}}
expect: {{posts: 0}}
"""
# How a kind ends, unless it is no answer and so unreachable. In two seconds 32 MiB may not come.
ENDS = """
items: sound members gzip_with_a_tail nuls one_tag_of_5_mb two_answers http_9_9 length_and_chunked
items: header_folded header_of_60_kb header_of_no_charset headers_by_the_thousand header_lines_end_in_lf
items: partial_unasked cookies_by_the_thousand cookie_of_60_kb cookie_garbage
unknown: empty only_nuls no_charset_at_all a_picture refresh_to_itself length_too_short length_zero_with_body
unknown: no_content_with_body gzip_of_nothing gzip_garbage gzip_not_gzipped brotli_unasked zstd_unasked
unknown: gzip_unsaid coding_unknown codings_by_the_hundred
too_large unreachable: bomb_gzip bomb_deflate bomb_raw_deflate bomb_gzip_in_gzip bomb_of_members gzip_cut
too_large unreachable: endless_body endless_body_in_one_tag endless_body_of_nuls endless_length endless_chunks
too_large: nested_100000_deep
items too_large: 100000_attributes
redirected_elsewhere: redirect_to_and_fro redirect_for_ever_on redirect_to_a_script redirect_to_a_file
redirected_elsewhere: redirect_to_metadata redirect_of_60_kb redirect_twice redirect_to_data
redirected_elsewhere: redirect_to_garbage
unknown: not_modified_unasked redirect_to_nowhere redirect_to_nothing redirect_to_a_broken_host
unknown: redirect_to_a_wrong_port
server_error: retry_after_garbage status_999
disallowed: tls_to_plain
"""
STATES = {
    kind: states.split()
    for states, kinds in (line.split(":") for line in ENDS.strip().splitlines())
    for kind in kinds.split()
}
SOME = """
sound stalls_in_body drips_body resets_in_headers closes_in_chunk endless_headers endless_body bomb_gzip
chunk_size_garbage http_0_9 cookies_by_the_thousand redirect_for_ever_on redirect_to_garbage brotli_unasked
"""


def crawl(server: HostileServer, kinds: tuple[str, ...], folder: Path) -> tuple[sqlite3.Connection, int]:
    """A run over one address of each kind: its journal, and the most memory its process took, in MB."""
    place = folder / "sources" / "bad"
    place.mkdir(parents=True)
    start = ", ".join(server.address(kind) for kind in kinds)
    (place / "source.yml").write_text(SOURCE.format(start=start, host=server.authority), "utf-8")
    given = {"HAWKWATCH_HOME": str(folder / "home"), "HAWKWATCH_SOURCES": str(place.parent)}
    environment = os.environ | given | {"HAWKWATCH_FETCH_SECONDS": str(SECONDS)}
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-m", "scrapy", "crawl", "bad"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        largest = 0
        while process.poll() is None:
            largest = max(largest, memory(process.pid))
            time.sleep(0.1)
    assert process.returncode == 0, (folder / "log").read_text("utf-8")[-2000:]
    (journal,) = (folder / "home").glob("runs/*/journal.sqlite")
    return sqlite3.connect(journal), largest


def memory(process: int) -> int:
    """The most memory a process has taken so far, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it has just ended
        return 0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines.get("VmHWM", "0 kB").split()[0]) // 1024


def check(kinds: tuple[str, ...], folder: Path) -> None:
    with HostileServer() as server:
        journal, largest = crawl(server, kinds, folder)
    left = journal.execute("SELECT url, state FROM request WHERE state != 'done'").fetchall()
    assert left == []
    visits = journal.execute("SELECT url, state, why FROM visit WHERE final").fetchall()
    ended = {url.split("/")[3]: (state, why) for url, state, why in visits if url.endswith("/0")}
    wrong = {kind: ended.get(kind) for kind in kinds if not ends_well(kind, *ended.get(kind, ("", "")))}
    assert wrong == {}
    late = [(path, seconds) for path, seconds in server.talks if path and seconds > SECONDS + GRACE]
    assert late == []
    assert largest < LARGEST_PROCESS


def ends_well(kind: str, state: str, why: str) -> bool:
    """In a state of its own, and with a reason where it could not be read."""
    return state in STATES.get(kind, ["unreachable"]) and bool(why or state == "items")


@pytest.mark.full
def test_one_of_each_sort_of_bad_answers(tmp_path: Path) -> None:
    check(tuple(SOME.split()), tmp_path)


@pytest.mark.full
def test_all_bad_answers(tmp_path: Path) -> None:
    assert len(KINDS) >= 60
    check(KINDS, tmp_path)
