"""A page read back from its WARC file."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from evidence.coding import decoded
from evidence.description import FORMAT
from records.handover import HandedFile, Handover, Part
from records.page import Exchange, Headers, Page, Rendering


class CaptureError(ValueError):
    """A WARC file does not hold one capture of ours; the message says what is missing."""


class CaptureFile:
    """The blocks of a capture by record id, and its ``record.json``."""

    def __init__(self, stream: BinaryIO) -> None:
        self._blocks = dict(_blocks(stream))
        self.record_json = next(reversed(self._blocks.values()), b"")
        try:
            self.facts: dict[str, Any] = json.loads(self.record_json)
        except ValueError as error:
            raise CaptureError("the last record is no record.json") from error
        if not isinstance(self.facts, dict) or self.facts.get("format") != FORMAT:
            raise CaptureError(f"record.json is not of the format {FORMAT}")

    def block(self, name: str) -> bytes:
        """The block of the record called ``name``."""
        try:
            return self._blocks[name]
        except KeyError as error:
            raise CaptureError(f"record {name} is missing") from error

    def screenshot(self) -> bytes | None:
        """The PNG, None where none was taken."""
        name = (self.facts["rendering"] or {}).get("screenshot")
        return self.block(name) if name else None

    def dom(self) -> bytes | None:
        """The rendered DOM in UTF-8, None where no browser was used."""
        rendering = self.facts["rendering"]
        return self.block(rendering["dom"]) if rendering else None

    def page(self) -> Page:
        """The page as it was handed to the vault; only withheld request headers differ."""
        exchange = self._exchange(self.facts["exchange"]) if self.facts["exchange"] else None
        return Page(
            url=self.facts["url"],
            fetched_at=datetime.fromisoformat(self.facts["fetched_at"]),
            exchange=exchange,
            content=self._content(exchange),
            rendering=self._rendering() if self.facts["rendering"] else None,
            failure=self.facts["failure"],
            part=self._part(self.facts["part"]) if self.facts.get("part") else None,
        )

    def _part(self, facts: dict[str, Any]) -> Part:
        handover = facts["handover"]
        return Part(
            handover=Handover(**handover | {"at": datetime.fromisoformat(handover["at"])}),
            file=HandedFile(**facts["file"]),
            start=facts["start"],
            content=self.block(facts["record"]),
            place=facts["place"],
            context=facts["context"],
        )

    def _content(self, exchange: Exchange | None) -> bytes:
        holder, size = self.facts["content"]["held_by"], self.facts["content"]["size"]
        if holder == "exchange" and exchange:
            return decoded(exchange, size) or b""
        if holder == "dom":
            return self.dom() or b""
        if holder == "part":
            return self.block(self.facts["part"]["record"])
        return b"" if holder == "nothing" else self.block(holder)

    def _rendering(self) -> Rendering:
        facts = self.facts["rendering"]
        return Rendering(
            dom=(self.dom() or b"").decode("utf-8", "surrogatepass"),
            screenshot=self.screenshot(),
            exchanges=tuple(self._exchange(each) for each in facts["exchanges"]),
            browser=facts["browser"],
            user_agent=facts["user_agent"],
            viewport=(facts["viewport"][0], facts["viewport"][1]),
            offered=tuple(facts.get("offered", ())),  # captures of earlier versions do not say
        )

    def _exchange(self, facts: dict[str, Any]) -> Exchange:
        request, response = (self.block(name) if name else b"" for name in facts["records"])
        return Exchange(
            url=facts["url"],
            method=facts["method"],
            request_headers=_pairs(facts["request_headers"]),
            request_body=request.partition(b"\r\n\r\n")[2],
            status=facts["status"],
            reason=facts["reason"],
            protocol=facts["protocol"],
            headers=_pairs(facts["headers"]),
            body=response.partition(b"\r\n\r\n")[2],
            encoded=facts["encoded"],
            started_at=datetime.fromisoformat(facts["started_at"]),
            seconds=facts["seconds"],
            ip=facts["ip"],
            truncated=facts["truncated"],
        )


def _blocks(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    try:
        for record in ArchiveIterator(stream, no_record_parse=True):
            yield record.rec_headers.get_header("WARC-Record-ID"), record.raw_stream.read()
    except ArchiveLoadFailed as error:
        raise CaptureError(f"no WARC file: {str(error).strip().splitlines()[0]}") from error


def _pairs(rows: list[list[str]]) -> Headers:
    return tuple((name, value) for name, value in rows)
