"""A console in a process of its own, over real stores filled from real records."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from analysis.campaign import campaign_of
from analysis.images.pictured import assess_pictured
from analysis.privacy.masked_posts import mask_pictures, mask_post
from analysis.words.terms import terms
from casework import accounts
from casework.open import open_casework
from evidence.ledger import open_ledger
from evidence.vault import open_vault
from records.document import Document, document_of
from records.page import Exchange, Page, Rendering
from records.picture import Picture, PictureLine
from records.reading import Post
from records.visit import Listing
from search.index import open_index

PASSWORD = "correct horse battery"
SEEN = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
SERVE = "from console.server import serve; serve(port=0, ready=lambda port: print(port, flush=True))"

# (author, title, text): invented; numbers are reserved fakes.
SHOWN = Picture(
    text="出一手银行客户资料10万条，<b>5毛一条</b>，先测后买\n样本：\n张三 13000000123 11010119900307000X",
    lines=(PictureLine(start=0, end=49, box=((0, 0), (9, 0), (9, 3), (0, 3)), sureness=0.97),),
    width=9,
    height=9,
    digest="",
    fingerprint="",
    quality=0,
)
POSTS = (
    (
        "茶水间老陈",
        "出银行客户名单，一手 <b>精准</b>",
        "长期出各大银行客户资料：姓名、电话、住址、单位、开户行，0.5元一条，量大从优。\n"
        "10万条打包2000元，先测后买。需要的加QQ 4300000017，非诚勿扰。\n"
        '<script>document.title="owned"</script> & <img src=x onerror=alert(1)>',
    ),
    (
        "健康顾问小李",
        "患者资料，按病种",
        "出患者资料，糖尿病、高血压、肿瘤，按病种分，1元一条，5000条起。微信 hz00000user",
    ),
    ("驿站阿强", None, "开房记录、住宿记录查询，给名字就行，一次300元，秒出。飞机 @kf00000cha"),
    (
        "电商小王",
        "3万条网购买家数据20元",
        "昨日成交买家信息3万条，含姓名电话收货地址，20元全拿。扣扣 4300000025",
    ),
    ("求资料", "收股民名单", "长期收股民资料，精准炒股客户，价格你说，日收3000条。QQ 4300000033"),
    ("家长圈", "学生家长名单", "出学生家长名单，按年级分，姓名电话学校齐全，8毛一条。QQ 4300000041"),
    ("家长圈二号", "学生家长名单", "出学生家长名单，按年级分，姓名电话学校齐全，7毛一条。QQ 4300000058"),
    ("校门口", None, "学生家长资料按年级分好，学校齐全，要的私。微信 jz00000user"),
    ("车友老赵", "车主资料", "出车主资料，车牌、姓名、电话、住址，1元一条。QQ 4300000066"),
)


@dataclass(frozen=True)
class House:
    """A served console: where it is, where its stores lie, what it holds."""

    url: str
    home: Path
    documents: tuple[Document, ...]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail("no Chromium on the PATH: `hawkwatch doctor --install` gets one")
    return found


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[House]:
    home = tmp_path_factory.mktemp("home")
    documents = _fill(home, _picture(chromium, tmp_path_factory.mktemp("picture")))
    _hire(home)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    environment |= {"HAWKWATCH_HOME": str(home), "HAWKWATCH_SOURCES": str(_declare(home))}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        assert port, "the console did not start"
        url = f"http://127.0.0.1:{port}"
        assert httpx.get(f"{url}/healthz", timeout=30).json() == {"status": "ok"}
        yield House(url, home, documents)
        server.terminate()
        assert server.wait(20) in (0, -15)


@pytest.fixture
def room(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The house with its case room open in the test's own process too."""
    from django.db import connections

    # Playwright's synchronous interface keeps an event loop running in this thread: Django would refuse.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    open_casework(house.home)
    yield house
    connections.close_all()


def _declare(home: Path) -> Path:
    folder = home / "sources"
    (folder / "press_board").mkdir(parents=True)
    (folder / "press_board" / "source.yml").write_text(
        "title: A board\nfamily: discuz\nstart: [http://board.example.com/]\nhosts: [board.example.com]\n"
        "purpose: to test the console\n"
    )
    return folder


def _hire(home: Path) -> None:
    from django.db import connections

    open_casework(home)
    for role in ("investigator", "operator", "analyst", "officer", "admin"):
        accounts.add_account(f"{role}-1", role, PASSWORD)
    connections.close_all()


def _fill(home: Path, picture: bytes) -> tuple[Document, ...]:
    vault = open_vault(f"file://{home / 'vault'}")
    ledger = open_ledger(home / "ledger.jsonl")
    documents = []
    for number, (author, title, text) in enumerate(POSTS):
        page = _page(
            f"http://board.example.com/thread-{number}-1-1.html", text, picture if number == 0 else None
        )
        capture = vault.keep(page, source="board", family="discuz", zone="Asia/Shanghai", run="board-1")
        ledger.append("capture", capture.digest, "crawler", run="board-1", source="board", listings=1)
        documents.append(_document(number, author, title, text, page, capture.digest))
    index = open_index(f"sqlite:///{home / 'index.sqlite'}", terms)
    index.init()
    assert index.put(documents) == []
    index.close()
    return tuple(documents)


def _page(url: str, text: str, picture: bytes | None) -> Page:
    body = f"<html><body>{text}</body></html>".encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    exchange = Exchange(url=url, status=200, reason="OK", headers=headers, body=body, started_at=SEEN)
    rendering = Rendering(dom=body.decode(), screenshot=picture) if picture else None
    return Page(url=url, fetched_at=SEEN, exchange=exchange, content=body, rendering=rendering)


def _document(number: int, author: str, title: str | None, text: str, page: Page, capture: str) -> Document:
    at = SEEN - timedelta(hours=number)
    made = Post(
        platform="discuz", post_id=str(number), url=page.url, text=text, title=title, author_name=author,
        board="闲聊灌水", time=at, time_shown="3 小时前",
    )  # fmt: skip
    seen = (SHOWN,) if number == 2 else ()
    post, assessment = mask_post(made, assess_pictured(text, seen, title, author), seen)
    listing = Listing(
        id=f"{number:020x}", source="board", run="board-1", post=post, assessment=assessment, capture=capture,
        seen_at=SEEN, pictures=mask_pictures(seen, assessment.contacts),
        campaign=campaign_of(post, assessment.contacts), withdrawn_since="2.0" if number == 6 else "",
    )  # fmt: skip
    return document_of(listing, gone_at=SEEN + timedelta(days=1) if number == 4 else None)


def _picture(chromium: str, folder: Path) -> bytes:
    (folder / "page.html").write_text(
        "<meta charset=utf-8><h1>闲聊灌水</h1><p>出银行客户名单</p>", encoding="utf-8"
    )
    sandbox = [] if os.getuid() else ["--no-sandbox"]
    subprocess.run(
        [chromium, "--headless", *sandbox, "--hide-scrollbars", "--window-size=900,500",
         f"--screenshot={folder / 'page.png'}", f"file://{folder / 'page.html'}"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return (folder / "page.png").read_bytes()
