"""Captures are WARC/1.1 files that the tools of the trade accept."""

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from evidence.vault import Vault
from evidence.verifier import inspect_capture
from records.page import Exchange, Page, Rendering

Pages = Callable[..., Page]
Origin = dict[str, str]


def read_records(path: Path) -> list[tuple[dict[str, str], Any, bytes]]:
    """WARC headers, HTTP headers and payload of each record."""
    with path.open("rb") as stream:
        return [
            (dict(r.rec_headers.headers), r.http_headers, r.raw_stream.read())
            for r in ArchiveIterator(stream)
        ]


def test_standard_tools_accept_a_capture(vault: Vault, plain: Pages, rendered: Page, origin: Origin) -> None:
    for page in (plain(), rendered):
        path = str(vault.path(vault.keep(page, **origin).digest))
        order = [sys.executable, "-m", "warcio.cli", "check", "-v", path]
        said = subprocess.run(order, capture_output=True, text=True, check=True)
        assert "digest pass" in said.stdout
        assert "no digest" not in said.stdout
        subprocess.run(["gzip", "-t", path], check=True)


def test_every_record_has_its_digests_and_its_own_member(
    vault: Vault, rendered: Page, origin: Origin
) -> None:
    capture = vault.keep(rendered, **origin)
    path = vault.path(capture.digest)
    kinds = []
    for headers, _, _ in read_records(path):
        kinds.append(headers["WARC-Type"])
        assert headers["WARC-Block-Digest"].startswith("sha256:")
        assert headers["WARC-Payload-Digest"].startswith("sha256:")
    assert kinds == [
        "warcinfo",
        "request",
        "response",
        "resource",
        "resource",
        "request",
        "response",
        "metadata",
    ]
    assert len(split_members(path.read_bytes())) == capture.records == len(kinds)
    assert gzip.decompress(path.read_bytes()).count(b"WARC/1.1\r\n") == len(kinds)


def test_the_response_holds_the_bytes_of_the_wire(vault: Vault, plain: Pages, origin: Origin) -> None:
    page = plain()
    assert page.exchange
    rows = read_records(vault.path(vault.keep(page, **origin).digest))
    headers, http, payload = next(row for row in rows if row[0]["WARC-Type"] == "response")
    assert payload == page.exchange.body
    assert http.get_header("Content-Encoding") == "gzip"
    assert http.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"
    assert headers["WARC-IP-Address"] == "192.0.2.7"
    assert headers["WARC-Date"] == "2026-03-01T08:30:15.123456Z"
    assert "WARC-Truncated" not in headers


def test_what_a_browser_decoded_claims_no_coding(vault: Vault, rendered: Page, origin: Origin) -> None:
    rows = read_records(vault.path(vault.keep(rendered, **origin).digest))
    answers = [row for row in rows if row[0]["WARC-Type"] == "response"]
    _, http, payload = answers[1]
    assert http.get_header("content-encoding") is None
    assert http.get_header("X-Archive-Orig-content-encoding") == "br"
    assert [value for name, value in http.headers if name == "set-cookie"] == ["a=1", "b=2"]
    assert json.loads(payload) == {"posts": ["机主信息"]}


def test_a_cut_body_says_so(vault: Vault, plain: Pages, origin: Origin) -> None:
    page = plain()
    assert page.exchange
    cut = replace(page, exchange=replace(page.exchange, truncated="length", body=page.exchange.body[:40]))
    capture = vault.keep(cut, **origin)
    response = next(
        row for row in read_records(vault.path(capture.digest)) if row[0]["WARC-Type"] == "response"
    )
    assert response[0]["WARC-Truncated"] == "length"
    back = vault.read(capture.digest)
    assert back.exchange
    assert (back.exchange.truncated, back.content) == ("length", page.content)


def test_a_coding_few_tools_know_is_kept_decoded_as_well(vault: Vault, plain: Pages, origin: Origin) -> None:
    page = plain()
    assert page.exchange
    exchange = replace(page.exchange, headers=(("Content-Encoding", "br"),), body=b"\x0b\x02\x80coded\x03")
    capture = vault.keep(replace(page, exchange=exchange), **origin)
    conversion = next(
        row for row in read_records(vault.path(capture.digest)) if row[0]["WARC-Type"] == "conversion"
    )
    assert conversion[2] == page.content
    assert vault.read(capture.digest).content == page.content


def test_record_json_fills_every_field_or_says_why_not(vault: Vault, plain: Pages, origin: Origin) -> None:
    record = json.loads(read_records(vault.path(vault.keep(plain(), **origin).digest))[-1][2])
    assert {name: record[name] for name in origin} == origin
    assert record["exchange"]["withheld"] == ["Cookie"]
    assert record["records"] == 4
    for name, value in record["observations"].items():
        assert value not in (None, "", [], {}), name
        assert not isinstance(value, dict) or value.get("unobserved", "a reason"), name
    assert record["observations"]["11 server address"] == "192.0.2.7"
    assert "unobserved" in record["observations"]["22 screenshot"]


def test_hostile_headers_cannot_forge_a_record(vault: Vault, plain: Pages, origin: Origin) -> None:
    page = plain()
    assert page.exchange
    evil = "x\r\n\r\nWARC/1.1\r\nWARC-Type: response"
    exchange = replace(
        page.exchange, reason=evil, headers=((evil, evil),), protocol=evil, ip=evil, method=evil
    )
    capture = vault.keep(replace(page, exchange=exchange), **(origin | {"source": evil, "run": evil}))
    assert vault.check(capture.digest) == []
    assert len(read_records(vault.path(capture.digest))) == capture.records
    assert vault.read(capture.digest).exchange == replace(
        exchange, request_headers=(("User-Agent", "Hawkwatch/0.1"), ("Cookie", "withheld"))
    )


def pack(texts_of_records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(text, mtime=0) for text in texts_of_records)


def split_members(content: bytes) -> list[bytes]:
    members = []
    while content:
        member = zlib.decompressobj(31)
        members.append(member.decompress(content))
        content = member.unused_data
    return members


def test_the_records_of_a_capture_vouch_for_each_other(vault: Vault, rendered: Page, origin: Origin) -> None:
    path = vault.path(vault.keep(rendered, **origin).digest)
    texts_of_records = split_members(path.read_bytes())
    path.write_bytes(pack(texts_of_records))
    assert inspect_capture(path)[0] == []
    for place, text in enumerate(texts_of_records):
        others = texts_of_records[:place], texts_of_records[place + 1 :]
        variants = {
            "removed": pack([*others[0], *others[1]]),
            "doubled": pack([*others[0], text, text, *others[1]]),
            "changed": pack([*others[0], text[:-5] + bytes([text[-5] ^ 1]) + text[-4:], *others[1]]),
            "longer": pack([*others[0], text + b"x", *others[1]]),
            "without digest": pack([*others[0], text.replace(b"WARC-Block", b"X-Block", 1), *others[1]]),
            "two in a member": pack([*others[0], text + text, *others[1]]),
        }
        for kind, content in variants.items():
            path.write_bytes(content)
            assert inspect_capture(path)[0], (kind, place)


def texts(max_size: int) -> st.SearchStrategy[str]:
    """Any text, lone surrogates of broken JSON among it."""
    return st.text(st.characters() | st.sampled_from("\ud800\udfff\r\n\0:"), max_size=max_size)


times = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC))
names = st.text("abcXYZ-", min_size=1, max_size=8)
headers = st.lists(st.tuples(names, texts(max_size=20)), max_size=4).map(tuple)
exchanges = st.builds(
    Exchange,
    url=texts(max_size=30).map(lambda tail: f"http://a.example.com/{tail}"),
    method=st.sampled_from(["GET", "POST"]),
    request_headers=headers,
    request_body=st.binary(max_size=20),
    status=st.integers(100, 599),
    reason=texts(max_size=10),
    protocol=st.sampled_from(["HTTP/1.0", "HTTP/1.1", "HTTP/2"]),
    headers=headers,
    body=st.binary(max_size=300),
    encoded=st.booleans(),
    started_at=times,
    seconds=st.floats(0, 100),
    ip=st.none() | st.ip_addresses().map(str),
    truncated=st.sampled_from([None, "length", "time"]),
)
renderings = st.builds(
    Rendering,
    dom=texts(max_size=50),
    screenshot=st.none() | st.binary(max_size=50),
    exchanges=st.lists(exchanges, max_size=2).map(tuple),
    browser=texts(max_size=5),
    user_agent=texts(max_size=5),
    viewport=st.tuples(st.integers(0, 9999), st.integers(0, 9999)),
)
pages = st.builds(
    Page,
    url=texts(max_size=30),
    fetched_at=times,
    exchange=st.none() | exchanges,
    content=st.binary(max_size=300),
    rendering=st.none() | renderings,
    failure=st.none() | texts(max_size=9),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages)
def test_any_page_comes_back_unchanged(vault: Vault, origin: Origin, page: Page) -> None:
    capture = vault.keep(page, **origin)
    assert vault.read(capture.digest) == page
    assert vault.check(capture.digest) == []
