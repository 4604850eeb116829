"""``record.json``: what a capture is, in words a replay and a stranger can use."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from evidence.http_block import open_headers, withheld_names
from records.handover import Part
from records.page import Exchange, Page

FORMAT = "hawkwatch-capture/1"


def describe(page: Page, *, source: str, family: str, zone: str, run: str) -> dict[str, Any]:
    """The facts of a page that do not depend on how it is stored. Times are ISO 8601, durations seconds."""
    return {
        "format": FORMAT,
        "url": page.url,
        "source": source,
        "family": family,
        "zone": zone,
        "run": run,
        "fetched_at": page.fetched_at.isoformat(),
        "status": page.status,
        "failure": page.failure,
        "content": sums(page.content),
    }


def sums(content: bytes) -> dict[str, Any]:
    """Size and check values of some bytes."""
    return {
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "sha512": hashlib.sha512(content).hexdigest(),
    }


def describe_part(part: Part, record: str) -> dict[str, Any]:
    """Where the page stands in what was handed in, and by whom; ``record`` holds the file's own bytes."""
    return asdict(replace(part, content=b"")) | {
        "handover": asdict(part.handover) | {"at": part.handover.at.isoformat()},
        "content": sums(part.content),
        "record": record,
    }


def describe_exchange(exchange: Exchange, records: Sequence[str]) -> dict[str, Any]:
    """The wire facts of an exchange; ``records`` are the ids of its request and response record."""
    return {
        "url": exchange.url,
        "method": exchange.method,
        "request_headers": [list(pair) for pair in open_headers(exchange.request_headers)],
        "withheld": sorted({*withheld_names(exchange.request_headers), *exchange.withheld}),
        "status": exchange.status,
        "reason": exchange.reason,
        "protocol": exchange.protocol,
        "headers": [list(pair) for pair in exchange.headers],
        "encoded": exchange.encoded,
        "started_at": exchange.started_at.isoformat(),
        "seconds": exchange.seconds,
        "ip": exchange.ip,
        "truncated": exchange.truncated,
        "body": sums(exchange.body),
        "records": list(records),
    }
