"""Pages in a WARC file: each answer read by the family of its site, with the date it has in the archive."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)
from warcio.timeutils import iso_date_to_datetime

from crawlers.arrival.recognition import recognise
from crawlers.fetching.content import ContentError, decode_content
from crawlers.readers.addresses import absolute
from evidence.capture_reader import CaptureError, CaptureFile
from operations.importing.archive_members import LONGEST, Member, members_of
from operations.importing.found import FoundPage
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Skipped, Unreadable
from records.handover import Handover, Part
from records.page import Exchange, Page

# What may hold posts; all else in an archive is how a page looks.
_READ = ("html", "json", "xml", "text/plain")
_SILENT = ("warcinfo", "request", "metadata", "continuation")
# Of a host none of whose pages any family knows no more are tried.
MOST_MISSES = 5
_HTTP = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3"])
_OURS = b"software: Hawkwatch/"


def pages_of(file: Opened, handover: Handover, family: str | None) -> Iterator[FoundPage | Fault | Skipped]:
    """Every answer that may hold posts, in order; ``family`` overrules what the pages look like."""
    families, first = Families(family), True
    for member in members_of(file):
        if isinstance(member, Fault):
            yield member
            continue
        if first and _OURS in member.block:
            yield _own_capture(file, handover)
            return
        first = False
        try:
            # Unparsed: the iterator itself stumbles over a record without an address.
            for record in ArchiveIterator(io.BytesIO(member.block), no_record_parse=True):
                yield from _read(record, member, file, handover, families)
        except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, EOFError) as error:
            why = str(error).strip().splitlines()[:1] or ["is no record"]
            yield Fault(f"byte {member.start}", f"begins a damaged record ({why[0][:80]})")


def _own_capture(file: Opened, handover: Handover) -> FoundPage:
    """A capture of a vault like ours: the page as it was kept, with what a browser made of it."""
    try:
        capture = CaptureFile(io.BytesIO(file.at(0, file.file.size)))
        page = capture.page()
    except (CaptureError, KeyError) as error:
        raise Unreadable(f"is a damaged capture: {error}") from error
    context = page.part.context if page.part else {}
    part = Part(
        handover=handover,
        file=file.file,
        start=0,
        content=file.at(0, file.file.size),
        place="the whole capture",
        context=context,
    )
    return FoundPage(replace(page, part=part), capture.facts["family"])


def _read(
    record: ArcWarcRecord, member: Member, file: Opened, handover: Handover, families: "Families"
) -> Iterator[FoundPage | Fault | Skipped]:
    kind, url = record.rec_type, absolute("", record.rec_headers.get_header("WARC-Target-URI"))
    if kind in _SILENT:
        return
    if kind != "response" or url is None:
        yield Skipped(f"record of the kind {kind}")
        return
    http = _HTTP.parse(record.raw_stream)
    mime = (http.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if mime and not any(part in mime for part in _READ):
        yield Skipped(f"answer of the type {mime[:60]}")
    elif member.cut:
        yield Fault(f"byte {member.start}", f"begins a record longer than {LONGEST // 2**20} MiB")
    else:
        page = _page(record, http, url, member, file, handover)
        found = families.of(page)
        yield FoundPage(page, found) if found else Skipped("page of a site that no family reads")


def _page(
    record: ArcWarcRecord,
    http: StatusAndHeaders,
    url: str,
    member: Member,
    file: Opened,
    handover: Handover,
) -> Page:
    named = record.rec_headers
    at = _date(named.get_header("WARC-Date")) or handover.at
    exchange = Exchange(
        url=url,
        status=int(http.get_statuscode() or 0),
        reason=http.statusline.partition(" ")[2],
        protocol=http.protocol or "HTTP/1.1",
        headers=tuple((name, value) for name, value in http.headers),
        body=_body(record, http),
        encoded=True,
        started_at=at,
        ip=named.get_header("WARC-IP-Address"),
        truncated=named.get_header("WARC-Truncated"),
    )
    id_, last = named.get_header("WARC-Record-ID") or "", member.start + len(member.raw) - 1
    part = Part(
        handover=handover,
        file=file.file,
        start=member.start,
        content=member.raw,
        place=f"record {id_} (bytes {member.start} to {last})",
        context={"record": id_},
    )
    return Page(url=url, fetched_at=at, exchange=exchange, content=_content(exchange), part=part)


def _body(record: ArcWarcRecord, http: StatusAndHeaders) -> bytes:
    """The body with its transfer coding undone; some archives keep the header and not the coding."""
    coded = (http.get_header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream) if "chunked" in coded else record.raw_stream
    return bytes(stream.read())


def _content(exchange: Exchange) -> bytes:
    """The body with its content coding undone, if it is in the coding that the header names."""
    try:
        return decode_content(exchange.body, exchange.header("Content-Encoding"), LONGEST).body
    except ContentError:
        return exchange.body


def _date(shown: str | None) -> datetime | None:
    try:
        return iso_date_to_datetime(shown, tz_aware=True) if shown else None
    except (ValueError, TypeError):
        return None


class Families:
    """The family of each page: said by somebody, or as its host or its markup shows."""

    def __init__(self, said: str | None) -> None:
        self.said = said
        self.hosts: dict[str, str] = {}
        self.misses: Counter[str] = Counter()

    def of(self, page: Page) -> str | None:
        """The family that reads ``page``, or None."""
        host = urlsplit(page.url).netloc
        if self.said or host in self.hosts or self.misses[host] >= MOST_MISSES:
            return self.said or self.hosts.get(host)
        found = recognise(page)
        if found and found[0].by in ("host", "page"):
            self.hosts[host] = found[0].family
        self.misses[host] += not found
        return found[0].family if found else None
