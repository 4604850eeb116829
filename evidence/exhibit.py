"""A capture laid out for people: its WARC file and, beside it, what can be looked at without tools."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from evidence.bag import Bag
from evidence.capture_reader import CaptureFile
from evidence.vault import Vault

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One file of a bundle as the item list shows it. ``captured_at`` is ISO 8601, ``size`` in bytes."""

    file: str
    category: str
    form: str
    size: int
    sha256: str
    url: str
    captured_at: str
    method: str
    note: str = ""


def add_capture(bag: Bag, vault: Vault, digest: str) -> list[Exhibit]:
    """Copy a capture into the bag, with record.json, screenshot, DOM and visible text where it has them.

    Raises:
        VaultError: the capture is missing or damaged.
    """
    capture = vault.open(digest)
    base = f"data/captures/{digest}"
    dom = capture.dom()
    files = [
        (f"{base}.warc.gz", "original", "WARC/1.1, gzip", vault.path(digest).read_bytes()),
        (f"{base}/record.json", "capture record", "JSON", capture.record_json),
        (f"{base}/page.png", "screenshot", "PNG", capture.screenshot()),
        (f"{base}/dom.html.txt", "rendered page", "HTML", dom),
        (f"{base}/text.txt", "visible text", "plain text", _visible_text(capture, dom)),
        *_part_files(base, capture),
    ]
    return [_add(bag, capture, file, kind, form, content) for file, kind, form, content in files if content]


def _add(bag: Bag, capture: CaptureFile, file: str, kind: str, form: str, content: bytes) -> Exhibit:
    bag.add(file, content)
    facts = capture.facts
    size, check, note = len(content), bag.sha256(file), facts["failure"] or ""
    if part := facts.get("part"):
        note = f"{part['file']['name']} (SHA-256 {part['file']['sha256']}), {part['place']}"
    return Exhibit(file, kind, form, size, check, facts["url"], facts["fetched_at"], _method(facts), note)


def _method(facts: dict[str, Any]) -> str:
    if part := facts.get("part"):
        return f"handed in by {part['handover']['by']}: {part['handover']['how']}"
    browser = (facts["rendering"] or {}).get("browser") or "browser"
    return f"rendered by {browser}" if facts["rendering"] else "plain HTTP request"


def _part_files(base: str, capture: CaptureFile) -> list[tuple[str, str, str, bytes]]:
    """What was handed in as the file has it, and the text it was read as where that is another."""
    page, facts = capture.page(), capture.facts
    if page.part is None or page.exchange is not None:
        return []
    picture = Path(page.part.file.name).suffix.lower()
    suffix = picture if picture in _PICTURES and "read_by" in page.part.context else ".txt"
    files = [(f"{base}/part{suffix}", "part of the file handed in", "bytes as handed in", page.part.content)]
    if facts["content"]["held_by"] != "part":
        # What a machine reads in a picture is an interpretation; the picture is the evidence.
        by = page.part.context.get("read_by")
        kind = f"text read by {by}, an interpretation" if by else "the part in UTF-8"
        files.append((f"{base}/read.txt", kind, "plain text, UTF-8", page.content))
    return files


def _visible_text(capture: CaptureFile, dom: bytes | None) -> bytes | None:
    """The text a reader of the page sees, in UTF-8; None where the page is no HTML."""
    page = capture.page()
    declared = ((page.exchange.header("content-type") if page.exchange else None) or "").lower()
    if dom is None and "html" not in declared:
        return None
    charset = declared.partition("charset=")[2].strip(" \"'") or None
    # Sites that say gb2312 or gbk use characters of the larger set.
    named = "gb18030" if charset in ("gb2312", "gbk") else charset
    source = BeautifulSoup(dom or page.content, "lxml", from_encoding="utf-8" if dom else named)
    for hidden in source(["script", "style", "template", "noscript"]):
        hidden.decompose()
    lines = (line.strip() for line in source.get_text("\n").splitlines())
    return "\n".join(line for line in lines if line).encode("utf-8", "replace")
