"""Real pages, a real vault and a sealed bundle in a temporary folder."""

import gzip
import struct
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.bundle import write_bundle
from evidence.keys import Key, init_keys
from evidence.ledger import open_ledger
from evidence.vault import Vault, open_vault
from records.assessment import Assessment
from records.page import Exchange, Page, Rendering
from records.reading import Post
from records.visit import Capture, Listing

AT = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=UTC)
HTML = "<html><head><style>p{}</style></head><body><p>出售 银行客户名单</p><p>QQ 详谈</p></body></html>"
SELF = {"source": "board", "family": "discuz", "zone": "Asia/Shanghai", "run": "run-1"}


def png(width: int = 40, height: int = 30) -> bytes:
    """A grey PNG picture."""
    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(width)) for y in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def plain_page(number: int = 1) -> Page:
    """A GBK page as a forum sends it: gzip and chunked on the wire, cookies in both directions."""
    content = HTML.replace("名单", f"名单 {number}").encode("gbk")
    url = f"http://bbs.example.com/thread-{number}-1-1.html?q=银行 名单"
    exchange = Exchange(
        url=url,
        request_headers=(("User-Agent", "Hawkwatch/0.1"), ("Cookie", "sid=secret-of-ours")),
        status=200,
        reason="OK",
        headers=(
            ("Content-Type", "text/html; charset=gbk"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("X-Name", "caf\xe9"),
        ),
        body=gzip.compress(content, mtime=0),
        encoded=True,
        started_at=AT,
        seconds=0.25,
        ip="192.0.2.7",
    )
    return Page(url=url, fetched_at=AT, exchange=exchange, content=content)


def rendered_page() -> Page:
    """A marketplace page whose posts came by XHR; the browser hands over decoded bodies."""
    url = "https://shop.example.org/search"
    dom = HTML.replace("QQ", "微信")
    answer = Exchange(
        url="https://shop.example.org/api?page=1",
        method="POST",
        request_body=b'{"page":1}',
        status=200,
        protocol="HTTP/2",
        headers=(
            ("content-type", "application/json"),
            ("content-encoding", "br"),
            ("set-cookie", "a=1\nb=2"),
        ),
        body='{"posts":["机主信息"]}'.encode(),
        started_at=AT,
    )
    wire = Exchange(
        url=url, status=200, headers=(("content-type", "text/html"),), body=b"<html></html>", started_at=AT
    )
    rendering = Rendering(
        dom=dom, screenshot=png(), exchanges=(answer,), browser="Chromium 140", viewport=(1280, 800)
    )
    return Page(url=url, fetched_at=AT, exchange=wire, content=dom.encode(), rendering=rendering)


def listing(capture: Capture, number: int) -> Listing:
    """A masked listing that points to a capture."""
    post = Post(
        platform="discuz", post_id=str(number), url=capture.url, text="出售 银行客户名单 身份证 ******"
    )
    assessment = Assessment(label="sale", score=0.98, categories=("bank",))
    return Listing(
        id=f"listing-{number}", source="board", run="run-1", post=post, assessment=assessment,
        capture=capture.digest, seen_at=AT, match_tokens=("id.1." + "0e" * 16,),
    )  # fmt: skip


@pytest.fixture
def plain() -> Callable[..., Page]:
    """Makes the plain page with a number."""
    return plain_page


@pytest.fixture
def rendered() -> Page:
    return rendered_page()


@pytest.fixture
def origin() -> dict[str, str]:
    """The other arguments of ``Vault.keep``."""
    return dict(SELF)


@pytest.fixture
def list_capture() -> Callable[[Capture, int], Listing]:
    """Makes a listing of a capture."""
    return listing


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return open_vault(f"file://{tmp_path / 'vault'}")


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    return init_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory, key: Key) -> Callable[..., Path]:
    """Writes a bundle of a plain and a rendered capture; ``trusted.pem`` lies beside the path returned."""

    def write(signer: Key | None = key) -> Path:
        folder = tmp_path_factory.mktemp("export")
        vault, ledger = open_vault(f"file://{folder / 'vault'}"), open_ledger(folder / "ledger.jsonl")
        captures = [vault.keep(page, **SELF) for page in (plain_page(), rendered_page())]
        listings = [listing(capture, number) for number, capture in enumerate(captures, 1)]
        for each in listings:
            ledger.append("captured", each.id, "crawler", capture=each.capture)
            ledger.append("viewed", each.id, "investigator-1", reason="案件核查")
        ledger.append("exported", "bundle", "investigator-1", listings=[each.id for each in listings])
        (folder / "trusted.pem").write_bytes(key.public_pem)
        words = [("料", "personal records", "press")]
        write_bundle(
            folder / "case-1", listings, vault, ledger.entries(), signer, version="0.1.0", glossary=words
        )
        return folder / "case-1"

    return write


@pytest.fixture(scope="session")
def bundle(export: Callable[..., Path]) -> Path:
    """A sealed bundle. Tests that change it work on a copy."""
    return export()
