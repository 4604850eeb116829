"""What a capture record says of itself: every field of the checklist holds a value or why there is none.

The fields are those asked of electronic evidence by 法发〔2016〕22号 and GA/T 1478-2018, numbered by us.
"""

import platform
import socket
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from records.handover import Part
from records.manner import UNSAID, Manner
from records.page import Page
from records.reading import Attached

_LATER = {
    "01 case": "a capture is made before there is a case; the bundle names it",
    "02 legal basis": "not known to the crawler; the case records it",
    "03 access mode": "not said by who brought the page",
    "04 operators": "unattended capture",
    "05 witness": "unattended capture",
    "07 entry steps": "kept in the run's journal",
    "10 DNS answers": "the fetcher does not report them",
    "12 TLS": "the fetcher does not report it",
    "13 egress": "not said by who brought the page",
    "15 clock": "no time source was asked",
    "19 cleanliness": "not checked at capture",
    "25 attachments": "no post was seen to offer one; none is ever fetched",
    "26 completeness": "judged by the reader after the capture; kept in the run's journal",
    "27 robots and rate": "kept in the run's journal",
    "31 time stamps": "no time-stamping authority was asked",
    "33 re-captures": "none at the time of capture",
    "34 assessment": "made after the capture; see the listing",
    "35 review": "made after the capture; see the listing",
}
_FETCHED = ("10 DNS answers", "12 TLS", "13 egress", "15 clock", "27 robots and rate")


def unobserved(reason: str) -> dict[str, str]:
    """The value of a field that holds none."""
    return {"unobserved": reason}


@cache
def product_version() -> str:
    """The installed version of the product."""
    try:
        return version("hawkwatch")
    except PackageNotFoundError:
        return "unknown"


def observe(page: Page, manner: Manner = UNSAID, attachments: Attached = ()) -> dict[str, Any]:
    """The checklist fields observable at the moment of capture, and a reason for each of the others."""
    fields: dict[str, Any] = {name: unobserved(reason) for name, reason in _LATER.items()}
    seen = fields | _manner(manner) | _network(page) | _tool(page) | _content(page) | _named(attachments)
    return dict(sorted((seen | (_handed_in(page.part) if page.part else {})).items()))


def _manner(manner: Manner) -> dict[str, str]:
    said = {"03 access mode": manner.access, "13 egress": manner.egress, "27 robots and rate": manner.robots}
    return {name: value for name, value in said.items() if value}


def _named(attachments: Attached) -> dict[str, Any]:
    """The files and shares that the posts offer: named, never fetched."""
    if not attachments:
        return {}
    return {"25 attachments": [{"post": post} | asdict(one) for post, one in attachments]}


def _handed_in(part: Part) -> dict[str, Any]:
    """What is different where nobody of ours asked a site."""
    handover, file = part.handover, part.file
    lacking = {name: unobserved("nothing was fetched") for name in _FETCHED}
    return lacking | {
        "02 legal basis": handover.purpose or unobserved("no purpose was stated at the import"),
        "03 access mode": "provided",
        "04 operators": unobserved("imported on the command line; the ledger has the time"),
        "05 witness": unobserved("not asked at the import"),
        "07 entry steps": {
            "handed in by": handover.by,
            "how": handover.how,
            "taken": handover.at.isoformat(),
            "file": file.name,
            "file size": file.size,
            "file SHA-256": file.sha256,
            "place in the file": part.place,
        },
    }


def _network(page: Page) -> dict[str, Any]:
    exchange = page.exchange
    return {
        "06 address": {"requested": page.url, "answered": exchange.url if exchange else None},
        "11 server address": exchange.ip
        if exchange and exchange.ip
        else unobserved("nothing was fetched" if page.part else "not seen by the fetcher"),
        "14 time": {"start": page.fetched_at.isoformat(), "seconds": exchange.seconds if exchange else None},
    }


def _tool(page: Page) -> dict[str, Any]:
    rendering = page.rendering
    browser = (
        {"build": rendering.browser, "user agent": rendering.user_agent, "viewport": list(rendering.viewport)}
        if rendering
        else None
    )
    return {
        "16 product": {
            "name": "hawkwatch",
            "version": product_version(),
            "python": platform.python_version(),
        },
        "17 browser": browser
        or unobserved("no browser used" if page.part else "plain fetch, no browser used"),
        "18 system": {
            "system": platform.system(),
            "kernel": platform.release(),
            "host": socket.gethostname(),
        },
    }


def _content(page: Page) -> dict[str, Any]:
    exchange, rendering = page.exchange, page.rendering
    declared = (exchange.header("content-type") if exchange else None) or unobserved("no Content-Type header")
    shot = rendering.screenshot if rendering else None
    return {
        "20 status": page.status if exchange else unobserved(page.failure or "nothing came back"),
        "21 subresources": len(rendering.exchanges) if rendering else unobserved("plain fetch, none loaded"),
        "22 screenshot": {"size": len(shot)} if shot else unobserved("none taken"),
        "23 DOM": {"characters": len(rendering.dom)} if rendering else unobserved("no browser used"),
        "24 charset declared": declared,
    }
