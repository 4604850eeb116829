"""A WARC/1.1 file being written: one gzip member per record, SHA-256 digests on every record."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from evidence.http_block import RawHead, address, one_line, request_head, response_head
from records.page import Exchange


class _Sha256Writer(WARCWriter):  # type: ignore[misc]
    NO_PAYLOAD_DIGEST_TYPES = ()

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


def warc_time(moment: datetime) -> str:
    """UTC with microseconds, as WARC/1.1 allows; a naive time is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Archive:
    """Writes records to ``out``. Record ids follow from ``seed``: the same capture makes the same bytes."""

    def __init__(self, out: BinaryIO, seed: str) -> None:
        self._writer = _Sha256Writer(out, gzip=True, warc_version="WARC/1.1")
        self._seed = seed
        self.count = 0

    def name_next(self, ahead: int = 0) -> str:
        """The id of the record ``ahead`` places after the next one."""
        return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{self._seed}/{self.count + ahead}')}>"

    def add(
        self,
        kind: str,
        uri: str,
        at: datetime,
        payload: bytes,
        content_type: str = "",
        head: RawHead | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> str:
        """Write one record and return its id. ``head`` is the HTTP head in front of ``payload``."""
        name = self.name_next()
        warc_headers = {"WARC-Type": kind, "WARC-Record-ID": name, "WARC-Date": warc_time(at)}
        warc_headers |= {key: one_line(value) for key, value in (fields or {}).items()}
        record = self._writer.create_warc_record(
            address(uri),
            kind,
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type=one_line(content_type),
            warc_headers_dict=warc_headers,
            http_headers=head,
        )
        self._writer.write_record(record)
        self.count += 1
        return name

    def add_exchange(self, exchange: Exchange) -> tuple[str, str]:
        """Write request and response, each naming the other; returns both ids."""
        request, response = self.name_next(), self.name_next(1)
        wire = {"WARC-Protocol": exchange.protocol.lower()}
        if exchange.ip:
            wire["WARC-IP-Address"] = exchange.ip
        asked = wire | {"WARC-Concurrent-To": response}
        answered = wire | {"WARC-Concurrent-To": request}
        if exchange.truncated:
            answered["WARC-Truncated"] = exchange.truncated
        url, at = exchange.url, exchange.started_at
        self.add("request", url, at, exchange.request_body, head=request_head(exchange), fields=asked)
        self.add("response", url, at, exchange.body, head=response_head(exchange), fields=answered)
        return request, response

    def add_response(self, exchange: Exchange) -> str:
        """Write the response alone, where the request is not known; returns its id."""
        wire = {"WARC-Protocol": exchange.protocol.lower()}
        if exchange.ip:
            wire["WARC-IP-Address"] = exchange.ip
        if exchange.truncated:
            wire["WARC-Truncated"] = exchange.truncated
        head = response_head(exchange)
        return self.add("response", exchange.url, exchange.started_at, exchange.body, head=head, fields=wire)
