"""A page written down as the records of one WARC file."""

import hashlib
from typing import Any, BinaryIO

from evidence.archive import Archive
from evidence.canonical import canonical
from evidence.coding import decoded
from evidence.description import describe, describe_exchange, describe_part
from evidence.http_block import one_line
from evidence.observation import observe, product_version
from records.handover import Part
from records.manner import UNSAID, Manner
from records.page import Exchange, Page, Rendering
from records.reading import Attached


def write_capture(
    out: BinaryIO,
    page: Page,
    *,
    source: str,
    family: str,
    zone: str,
    run: str,
    manner: Manner = UNSAID,
    attachments: Attached = (),
) -> int:
    """Write ``page`` to ``out`` and return the number of records.

    The last record is ``record.json`` (``metadata``), which names the others and their number. The same page
    makes the same bytes, so that keeping it again after a crash is no second capture.
    """
    facts = describe(page, source=source, family=family, zone=zone, run=run)
    facts["observations"] = observe(page, manner, attachments)
    seed = hashlib.sha256(canonical([facts, _wire_sums(page)])).hexdigest()
    archive = Archive(out, seed)
    _add_warcinfo(archive, page, source, run)
    facts["part"] = describe_part(page.part, _add_part(archive, page, page.part)) if page.part else None
    facts["exchange"] = _add_exchange(archive, page, page.exchange) if page.exchange else None
    facts["content"] |= _add_content(archive, page, facts["exchange"])
    facts["rendering"] = _add_rendering(archive, page, page.rendering) if page.rendering else None
    facts["records"] = archive.count + 1
    archive.add("metadata", page.url, page.fetched_at, canonical(facts), "application/json")
    return archive.count


def _wire_sums(page: Page) -> list[str]:
    exchanges = [page.exchange, *(page.rendering.exchanges if page.rendering else ())]
    part = [page.part.content] if page.part else []
    shot = (page.rendering.screenshot if page.rendering else None) or b""
    dom = _utf8(page.rendering.dom) if page.rendering else b""
    return [
        hashlib.sha256(block).hexdigest() for block in (*(x.body for x in exchanges if x), shot, dom, *part)
    ]


def _add_warcinfo(archive: Archive, page: Page, source: str, run: str) -> None:
    lines = {
        "software": f"Hawkwatch/{product_version()}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": f"{source} {run}",
    }
    block = "".join(f"{name}: {one_line(value)}\r\n" for name, value in lines.items()).encode()
    archive.add("warcinfo", "", page.fetched_at, block, "application/warc-fields")


def _add_part(archive: Archive, page: Page, part: Part) -> str:
    """Keep the file's own bytes: whoever holds the file can cut the same out of it."""
    return archive.add(
        "resource", f"urn:part:{page.url}", page.fetched_at, part.content, "application/octet-stream"
    )


def _add_exchange(archive: Archive, page: Page, exchange: Exchange) -> dict[str, Any]:
    """Keep what crossed the wire; of an archive that was handed in only the answer is known."""
    records = ("", archive.add_response(exchange)) if page.part else archive.add_exchange(exchange)
    return describe_exchange(exchange, records)


def _add_content(archive: Archive, page: Page, exchange: dict[str, Any] | None) -> dict[str, str]:
    """Keep the content readers saw, in its own record unless standard tools get it from another one."""
    if not page.content:
        return {"held_by": "nothing"}
    if page.exchange and decoded(page.exchange, len(page.content)) == page.content:
        return {"held_by": "exchange"}
    if page.rendering and _utf8(page.rendering.dom) == page.content:
        return {"held_by": "dom"}
    if page.part and page.part.content == page.content:
        return {"held_by": "part"}
    fields = {"WARC-Refers-To": exchange["records"][1]} if exchange else {}
    declared = page.exchange.header("content-type") if page.exchange else None
    kind = "conversion" if exchange else "resource"
    mime = declared or "application/octet-stream"
    return {"held_by": archive.add(kind, page.url, page.fetched_at, page.content, mime, fields=fields)}


def _add_rendering(archive: Archive, page: Page, rendering: Rendering) -> dict[str, Any]:
    url, at = page.url, page.fetched_at
    dom = archive.add("resource", f"urn:dom:{url}", at, _utf8(rendering.dom), "text/html; charset=utf-8")
    shot = None
    if rendering.screenshot is not None:
        shot = archive.add("resource", f"urn:view:{url}", at, rendering.screenshot, "image/png")
    return {
        "dom": dom,
        "screenshot": shot,
        "browser": rendering.browser,
        "user_agent": rendering.user_agent,
        "viewport": list(rendering.viewport),
        "offered": list(rendering.offered),
        "exchanges": [describe_exchange(x, archive.add_exchange(x)) for x in rendering.exchanges],
    }


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
