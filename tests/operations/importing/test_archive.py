"""WARC files: pages of several families with their own dates, past damage and past bombs."""

import gzip
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from config.settings import Settings
from crawlers.declared.catalog import load_source
from crawlers.readers import read
from crawlers.readers.file_page import file_page
from evidence.vault import open_vault
from records.source import Source
from testbed.declared import write_sources
from testbed.server import Testbed
from tests.operations.importing.conftest import Take, listings_of

DAY = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture(scope="module")
def archived(sites: Testbed, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Source, httpx.Response]]:
    """Front pages of three sites of different families, as they came, and threads of theirs."""
    folder = tmp_path_factory.mktemp("declared")
    write_sources(folder, sites.sites)
    found = []
    with httpx.Client(follow_redirects=True, timeout=30) as client:
        for name, many in (("testbed_board", 2), ("testbed_channels", 0), ("testbed_phpbb", 2)):
            source = load_source(folder / name)
            for address in source.start[:1]:
                answer = client.get(address)
                found.append((source, answer))
                found += [(source, client.get(url)) for url in _threads(source, answer)[:many]]
    return found


def _threads(source: Source, answer: httpx.Response) -> list[str]:
    page = file_page(answer.content, url=str(answer.url), fetched_at=datetime.now(UTC))
    return [link.url for link in read(page, source.family, source.zone).links if link.kind == "thread"]


def write_warc(path: Path, answers: list[tuple[Source, httpx.Response]], packed: bool = True) -> list[int]:
    """The answers as a crawler writes them; returns where each record of an answer begins."""
    starts = []
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "wget"}))
        for number, (_, answer) in enumerate(answers):
            starts.append(out.tell())
            writer.write_record(_response(writer, str(answer.url), answer.content, number))
        picture = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
        address = "http://img.example.com/a.png"
        writer.write_record(
            writer.create_warc_record(address, "response", io.BytesIO(b"png"), http_headers=picture)
        )
        writer.write_record(
            writer.create_revisit_record(address, "sha1:AAAA", address, "2026-02-03T04:05:06Z")
        )
    return starts


def _response(writer: WARCWriter, url: str, body: bytes, number: int) -> object:
    squeezed = gzip.compress(body)
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(squeezed), squeezed)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    at = (DAY + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return writer.create_warc_record(
        url,
        "response",
        io.BytesIO(chunks),
        http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": at},
    )


@pytest.mark.parametrize("packed", [True, False])
def test_many_families_in_one_file(
    take: Take,
    settings: Settings,
    tmp_path: Path,
    archived: list[tuple[Source, httpx.Response]],
    packed: bool,
) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    write_warc(path, archived, packed)
    report = take(path)
    assert (report.exit_code, report.files[0].faults) == (0, [])
    assert report.files[0].skipped == {"answer of the type image/png": 1, "record of the kind revisit": 1}
    listings = listings_of(report, settings)
    assert {one.post.platform for one in listings} >= {"discuz", "telegram"}
    assert report.run
    assert report.run.pages == {"items": len(archived)}
    assert all(DAY <= one.seen_at < DAY + timedelta(hours=1) for one in listings)
    vault = open_vault(settings.vault_url)
    page = vault.open(listings[0].capture).page()
    assert page.part
    assert page.exchange
    assert (page.url, page.fetched_at, page.exchange.header("content-encoding")) == (
        page.exchange.url,
        page.exchange.started_at,
        "gzip",
    )
    cut = path.read_bytes()[page.part.start : page.part.start + len(page.part.content)]
    assert cut == page.part.content
    assert "<urn:uuid:" in page.part.place
    assert not vault.check(listings[0].capture)
    again = take(path)
    assert (again.files[0].listings, again.files[0].sightings) == (0, len(listings))


@pytest.mark.parametrize("packed", [True, False])
def test_damage_costs_the_damaged_record_only(
    take: Take,
    settings: Settings,
    tmp_path: Path,
    archived: list[tuple[Source, httpx.Response]],
    packed: bool,
) -> None:
    whole = tmp_path / "whole.warc"
    starts = write_warc(whole, archived, packed)
    content = bytearray(whole.read_bytes())
    content[starts[2] : starts[2] + 40] = b"#" * 40
    torn = tmp_path / "torn.warc"
    torn.write_bytes(content[:-30])
    report = take(torn)
    assert report.files[0].faults[0].startswith(f"byte {starts[2]} begins a record that is damaged")
    assert report.exit_code == 1
    assert report.files[0].posts > 0
    pages = report.run.pages if report.run else {}
    assert sum(pages.values()) == len(archived) - 1


def test_a_bomb_is_named_and_what_follows_is_read(
    take: Take, tmp_path: Path, archived: list[tuple[Source, httpx.Response]]
) -> None:
    good = tmp_path / "good.warc.gz"
    write_warc(good, archived[:2])
    named = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:b>\r\nContent-Length: 80000000\r\n"
        b"WARC-Date: 2026-02-03T04:05:06Z\r\nWARC-Target-URI: http://bomb.example.com/\r\n\r\n"
    )
    head = named + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(b"".join(_zeros(head, 80_000_000))) + good.read_bytes())
    report = take(path)
    assert report.files[0].faults == ["byte 0 begins a record longer than 64 MiB"]
    assert report.files[0].posts > 0


def _zeros(head: bytes, number: int) -> Iterator[bytes]:
    yield head
    yield bytes(number)


def test_pages_of_no_family_are_counted_and_a_family_may_be_told(take: Take, tmp_path: Path) -> None:
    answers = [httpx.Response(200, text="<html><body><p>Weather</p></body></html>") for _ in range(3)]
    for number, answer in enumerate(answers):
        answer.request = httpx.Request("GET", f"http://www.example.com/{number}")
    source = Source(name="x", title="x", family="x", start=(), hosts=(), folder="")
    write_warc(tmp_path / "a.warc.gz", [(source, answer) for answer in answers])
    report = take(tmp_path / "a.warc.gz")
    assert report.files[0].skipped["page of a site that no family reads"] == 3
    assert report.files[0].faults == ["the file holds no post"]
    told = take(tmp_path / "a.warc.gz", family="discuz")
    assert told.run
    assert told.run.pages == {"unknown": 3}


def test_a_capture_of_another_house(
    take: Take, settings: Settings, tmp_path: Path, archived: list[tuple[Source, httpx.Response]]
) -> None:
    write_warc(tmp_path / "crawl.warc.gz", archived[:3])
    first = listings_of(take(tmp_path / "crawl.warc.gz"), settings)
    path = open_vault(settings.vault_url).path(first[0].capture)
    report = take(path, name="other")
    assert report.files[0].faults == []
    assert report.files[0].listings > 0
