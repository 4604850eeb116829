"""Servers of other versions, with security, of several nodes, and restored from a snapshot: each one real."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from search.access import Access
from search.fault import IndexFault
from search.index import open_index

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "elasticsearch.md"
PASSWORD = "keep-quiet-1"


@pytest.fixture(scope="module")
def nine(new_server: Any, releases: Any) -> Any:
    return new_server(release=releases.NINE)


def test_the_next_major_does_all_of_it(nine: Any, document: Any) -> None:
    index = open_index(nine.url, terms)
    assert index.status()["engine"] == "Elasticsearch 9.5.3"
    index.init()
    assert index.put([document(number) for number in range(30)]) == []
    found = index.find("银行", sort="relevance", limit=5)
    assert (found.total, len(found.hits), found.approximate) == (30, 5, False)
    assert found.facets["category"] == {"bank": 30, "hotel": 10}
    assert len(list(index.scan("contact:qq:9000000003"))) == 1
    assert index.rebuild(document(number) for number in range(10)) == 10
    assert index.switch(back=True)
    assert index.count() == 30
    assert index.prune(keep=0)
    assert index.optimize()
    index.close()


def test_a_snapshot_is_taken_and_restored(nine: Any, document: Any) -> None:
    index = open_index(f"{nine.url}?prefix=kept", terms)
    index.init()
    index.put([document(number) for number in range(20)])
    wanted = list(index.scan())
    with Elasticsearch(nine.url, request_timeout=60) as client:
        place = {"type": "fs", "settings": {"location": "hawkwatch"}}
        client.snapshot.create_repository(name="hawkwatch", repository=place)
        client.snapshot.create(
            repository="hawkwatch", snapshot="first", indices="kept-*", include_global_state=False,
            wait_for_completion=True,
        )  # fmt: skip
        client.indices.delete(index=index.status()["index"])
        with pytest.raises(IndexFault, match="index init"):
            index.count()
        client.snapshot.restore(
            repository="hawkwatch", snapshot="first", indices="kept-*", wait_for_completion=True
        )
    assert list(index.scan()) == wanted
    assert index.put([document(21)]) == []
    index.close()


@pytest.mark.full
@pytest.mark.timeout(3_600)
def test_the_contract_holds_on_the_next_major(nine: Any) -> None:
    names = ("elasticsearch", "many_questions", "index_commands")
    folders = (HERE / name for name in ("contract", "generations", "same"))
    suites = [*folders, *(HERE / f"test_{name}.py" for name in names)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", "not sqlite", *suites],
        env={**os.environ, "HAWKWATCH_ELASTICSEARCH_URL": nine.url},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.full
def test_a_server_of_an_older_major_is_told_what_to_do(new_server: Any, releases: Any) -> None:
    old = new_server(release=releases.SEVEN)
    with pytest.raises(IndexFault, match=r"7\.17\.29 is too old: .* 7\.17, then to 8\.19"):
        open_index(old.url, terms)


def hashed(password: str) -> str:
    """A password as the server's file of users holds it."""
    salt = os.urandom(32)
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 10_000, 32)
    return "{PBKDF2}10000$" + "$".join(base64.b64encode(part).decode() for part in (salt, key))


def certificates() -> tuple[str, str, str]:
    """An authority, a certificate for 127.0.0.1 signed by it, and its key; all PEM."""
    now = datetime.now(UTC)

    def builder(name: str) -> x509.CertificateBuilder:
        named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        return (
            x509.CertificateBuilder().subject_name(named).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        )  # fmt: skip

    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    signer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority.example.com")])
    authority = (
        builder("authority.example.com").issuer_name(signer).public_key(root.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root, hashes.SHA256())
    )  # fmt: skip
    served = (
        builder("node.example.com").issuer_name(signer).public_key(own.public_key())
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(root, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    key = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (authority.public_bytes(pem).decode(), served.public_bytes(pem).decode(), key.decode())


def roles() -> list[Any]:
    """The roles that docs/elasticsearch.md shows: the service's, then the keeper's."""
    shown = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return [json.loads(text) for text in shown if "cluster" in text]


@pytest.fixture(scope="module")
def guarded(new_server: Any) -> Any:
    """A server with TLS and with users of the roles in docs/elasticsearch.md."""
    service, keeper = roles()
    reader = {
        **service,
        "indices": [{**service["indices"][0], "privileges": ["read", "view_index_metadata"]}],
    }
    authority, served, key = certificates()
    names = {"clerk": service, "keeper": keeper, "reader": reader}
    return new_server(
        settings={
            "xpack.security.enabled": "true", "xpack.security.transport.ssl.enabled": "false",
            "xpack.security.http.ssl.enabled": "true", "xpack.security.http.ssl.key": "node.key",
            "xpack.security.http.ssl.certificate": "node.pem",
        },
        files={
            "roles.yml": "".join(f"{name}: {json.dumps(role)}\n" for name, role in names.items()),
            "users": "".join(f"{name}:{hashed(PASSWORD)}\n" for name in (*names, "admin")),
            "users_roles": "".join(f"{name}:{name}\n" for name in names) + "superuser:admin\n",
            "node.pem": served, "node.key": key,
        },
        login=("admin", PASSWORD), ca=authority,
    )  # fmt: skip


@pytest.fixture
def authority(guarded: Any, tmp_path: Path) -> str:
    """The file of the authority."""
    file = tmp_path / "ca.pem"
    file.write_text(guarded.ca)
    return str(file)


@pytest.mark.full
def test_the_roles_of_the_documentation_are_enough(guarded: Any, authority: str, document: Any) -> None:
    def opened(name: str) -> Any:
        url = guarded.url.replace("//", f"//{name}@")
        return open_index(url, terms, Access(password=PASSWORD, ca_file=authority))

    with pytest.raises(IndexFault, match=r"may not do that \(403\).*docs/elasticsearch.md"):
        opened("clerk").init()
    keeper = opened("keeper")
    keeper.init()
    clerk = opened("clerk")
    assert clerk.init() == []
    assert clerk.put([document(1), document(2)]) == []
    assert clerk.find("银行").total == len(list(clerk.scan())) == clerk.count() == 2
    assert clerk.status()["health"] in ("green", "yellow")
    assert clerk.remove([document(2).id]) == 1
    assert clerk.optimize()
    with pytest.raises(IndexFault, match="403"):
        clerk.rebuild([])
    assert keeper.rebuild([document(1), document(3)], switch=False) == 2
    assert clerk.put([document(4)]) == []
    assert keeper.switch()
    assert keeper.switch(back=True)
    assert keeper.prune(keep=0)
    reader = opened("reader")
    assert reader.init() == []
    assert reader.find("银行").total == reader.count() == 3
    assert len(list(reader.scan())) == len(reader.get_many([document(1).id, document(3).id])) + 1
    with pytest.raises(IndexFault, match="403"):
        reader.put([document(9)])


@pytest.mark.full
def test_who_is_not_known_is_told_how_to_be(guarded: Any, authority: str) -> None:
    for access in (Access(ca_file=authority), Access(api_key="a2V5OnNlY3JldA==", ca_file=authority)):
        with pytest.raises(IndexFault, match=r"does not know who asks \(401\).*index_api_key"):
            open_index(guarded.url, terms, access)
    with pytest.raises(IndexFault, match="certificate"):
        open_index(guarded.url, terms, Access(password=PASSWORD))


@pytest.mark.full
def test_three_nodes_lose_one_and_no_document(new_server: Any, document: Any) -> None:
    nodes = new_server(size=3)
    url = ",".join(node.url.removeprefix("http://") for node in nodes)
    index = open_index(f"http://{url}", terms)
    index.init()
    kept = [document(number) for number in range(400)]
    index.put(kept)
    assert len({one.id for one in index.scan()}) == 400
    with Elasticsearch([node.url for node in nodes]) as client:
        client.cluster.health(wait_for_status="green", timeout="60s")
    assert (index.status()["nodes"], index.status()["copies"]) == (3, 1)
    put: list[Any] = []
    over = threading.Event()

    def write() -> None:
        writer = open_index(f"http://{url}", terms)
        for number in range(1000, 2000):
            if over.is_set():
                break
            put.append(document(number))
            assert writer.put([put[-1]]) == []

    threads = ThreadPoolExecutor(1)
    writing = threads.submit(write)

    def documents() -> Iterator[Any]:
        for number, one in enumerate(kept):
            if number == 100:
                nodes[holder(nodes)].kill()
            yield one
        yield from list(put)

    assert index.rebuild(documents()) >= 400
    over.set()
    writing.result()
    threads.shutdown()
    wanted = {one.id for one in (*kept, *put)}
    assert {one.id for one in index.scan()} == wanted
    assert index.find("", limit=0).total == len(wanted)
    assert len(put) > 3
    index.close()


def holder(nodes: list[Any]) -> int:
    """Which node has the primary of the index in use."""
    with Elasticsearch([node.url for node in nodes]) as client:
        rows = client.cat.shards(index="hawkwatch-listings-read", format="json", h="prirep,node").body
    return int(next(row["node"] for row in rows if row["prirep"] == "p").rsplit("-", 1)[1])
