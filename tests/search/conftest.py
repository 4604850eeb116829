import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from records.assessment import Contact, Offer, Reason
from records.document import Document
from search.index import Index, open_index

_spec = util.spec_from_file_location(
    "elasticsearch_server", Path(__file__).with_name("elasticsearch_server.py")
)
assert _spec is not None
assert _spec.loader is not None
server = util.module_from_spec(_spec)
_spec.loader.exec_module(server)

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """A running Elasticsearch: the one named by HAWKWATCH_ELASTICSEARCH_URL, else one started here."""
    given = os.environ.get("HAWKWATCH_ELASTICSEARCH_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="hawkwatch-elasticsearch-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        running = server.ElasticsearchServer(folder)
    except server.Unavailable as error:
        shutil.rmtree(folder)
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Elasticsearch in CI: {error}")
        pytest.skip(f"ELASTICSEARCH NOT TESTED: {error}")
    yield running.url
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def releases() -> Any:
    """The releases that servers can be of: EIGHT, NINE and SEVEN."""
    return server


@pytest.fixture(scope="module")
def new_server() -> Iterator[Any]:
    """Starts servers or clusters that only these tests use: ``new_server(release=…, size=3)``."""
    started: list[Any] = []
    folders: list[Path] = []

    def start(size: int = 1, **how: Any) -> Any:
        folders.append(Path(tempfile.mkdtemp(prefix="hawkwatch-elasticsearch-", dir="/var/tmp")))
        folders[-1].chmod(0o755)
        try:
            if size == 1:
                started.append(server.ElasticsearchServer(folders[-1], **how))
                return started[-1]
            started.extend(server.start_cluster(folders[-1], size, **how))
        except server.Unavailable as error:
            if os.environ.get("CI") == "true":
                pytest.fail(f"no Elasticsearch in CI: {error}")
            pytest.skip(f"ELASTICSEARCH NOT TESTED: {error}")
        return started[-size:]

    yield start
    for one in started:
        one.stop()
    for folder in folders:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def prefix_of_module(elasticsearch_url: str) -> Iterator[str]:
    """A prefix that lives as long as a module's tests."""
    own = f"test-{uuid.uuid4().hex[:12]}"
    yield own
    remove_all(elasticsearch_url, own)


@pytest.fixture
def prefix(elasticsearch_url: str) -> Iterator[str]:
    """A prefix of indices on the running Elasticsearch, all of which are removed afterwards."""
    own = f"test-{uuid.uuid4().hex[:12]}"
    yield own
    remove_all(elasticsearch_url, own)


@pytest.fixture(scope="session")
def sweep() -> Any:
    """Removes all that has a prefix from a server: ``sweep(url, prefix)``."""
    return remove_all


def remove_all(url: str, prefix: str) -> None:
    """Delete the indices and templates of a prefix."""
    with Elasticsearch(url) as client:
        for name in client.indices.get(index=f"{prefix}*", allow_no_indices=True, expand_wildcards="all"):
            client.indices.delete(index=name)
        client.options(ignore_status=404).indices.delete_index_template(name=f"{prefix}*")
        client.options(ignore_status=404).cluster.delete_component_template(name=f"{prefix}*")


@pytest.fixture(params=["sqlite", "elasticsearch"])
def index_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty index of each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'index.sqlite'}"
    return f"{request.getfixturevalue('elasticsearch_url')}?prefix={request.getfixturevalue('prefix')}"


@pytest.fixture
def index(index_url: str) -> Iterator[Index]:
    """An empty index of each engine."""
    opened = open_index(index_url, terms)
    opened.init()
    yield opened
    opened.close()


def make_document(number: int, **fields: Any) -> Document:
    """A document with everything filled, different by ``number``."""
    given: dict[str, Any] = {
        "id": f"{number:020x}",
        "version": 1,
        "url": f"http://board.example.com/thread-{number}-1-1.html",
        "source": "board_one" if number % 2 else "channel_two",
        "platform": "discuz" if number % 2 else "telegram",
        "title": f"出银行客户名单 第{number}批",
        "text": f"一手银行持卡人资料，{number}条，0.5元一条，QQ 90000{number:05d}",
        "label": "sale",
        "score": 0.5 + (number % 50) / 100,
        "severity": ("none", "below", "serious", "especially_serious")[number % 4],
        "seen_at": START + timedelta(minutes=number),
        "capture": f"{number:064x}",
        "run": "20260301T080000Z-board_one-0000",
        "author_name": f"料商{number}",
        "seller": f"discuz:{number}",
        "categories": ("bank",) if number % 3 else ("bank", "hotel"),
        "offers": (
            Offer(category="bank", quantity=number, price=0.5, price_unit="record", fields=("name",)),
        ),
        "contacts": (Contact("qq", f"90000{number:05d}"),),
        "reasons": (Reason("trade.sell", 0, 1, "出", "title"),),
        "severity_basis": "if the claim is true",
        "posted_at": START + timedelta(minutes=number),
    }
    return Document(**(given | fields))


@pytest.fixture
def document() -> Any:
    """The maker of documents."""
    return make_document


@pytest.fixture(scope="session")
def maker() -> Any:
    """The maker of documents, for fixtures that live longer than a test."""
    return make_document
