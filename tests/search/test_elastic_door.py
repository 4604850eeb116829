"""The way to an Elasticsearch: addresses, what opens them, and servers that will not do."""

import socket
from pathlib import Path

import pytest

from analysis.words.terms import terms
from search.access import Access, without_password
from search.elastic.address import read_address
from search.fault import IndexFault
from search.index import open_index
from tests.search.door import Answers, answering, of_versions

REFUSES = {
    "error": {
        "root_cause": [{"type": "media_type_header_exception", "reason": "Invalid media-type value"}],
        "type": "media_type_header_exception",
    },
    "status": 400,
}
OPENSEARCH = {
    "version": {"distribution": "opensearch", "number": "2.11.0"},
    "tagline": "The OpenSearch Project",
}


@pytest.mark.parametrize(
    ("answers", "product", "says"),
    [
        (of_versions("9.1.0", "7.17.1"), "Elasticsearch", "7.17.1 is too old: .* 7.17, then to 8.19"),
        (of_versions("8.18.6"), "Elasticsearch", "8.18.6 is too old: upgrade the server to 8.19"),
        (of_versions("8.0.0", "8.19.21"), "Elasticsearch", "8.0.0 is too old"),
        (of_versions("9.5.3", "10.0.1"), "Elasticsearch", "10.0.1 is newer than this Hawkwatch"),
        (
            {"/_nodes": (400, REFUSES), "/": (200, {"version": {"number": "11.2.0"}})},
            "Elasticsearch",
            "11.2.0 is newer than this Hawkwatch",
        ),
        (of_versions(), "Elasticsearch", "does not tell its version"),
        (of_versions("next"), "Elasticsearch", "does not tell its version"),
        ({**of_versions("2.11.0"), "/": (200, OPENSEARCH)}, None, "OpenSearch 2.11.0, not Elasticsearch"),
        ({**of_versions("8.19.0"), "/": (200, ["hello"])}, None, "no Elasticsearch; Hawkwatch speaks to"),
    ],
)  # fmt: skip
def test_a_server_that_will_not_do(answers: Answers, product: str | None, says: str) -> None:
    with answering(answers, product) as door, pytest.raises(IndexFault, match=says) as caught:
        open_index(f"http://clerk:keepquiet@127.0.0.1:{door.server_port}", terms)
    assert "keepquiet" not in str(caught.value)


@pytest.mark.parametrize("version", ["8.19.0", "8.19.21", "9.0.0", "9.5.3"])
def test_a_server_that_will_do(version: str) -> None:
    with answering(of_versions(version)) as door:
        open_index(f"http://127.0.0.1:{door.server_port}", terms).close()


@pytest.mark.parametrize(
    ("user", "access", "sent"),
    [
        ("", Access(api_key="a2V5OnNlY3JldA=="), "ApiKey a2V5OnNlY3JldA=="),
        ("clerk:keep%40quiet@", Access(), "Basic Y2xlcms6a2VlcEBxdWlldA=="),
        ("clerk@", Access(password="keep@quiet"), "Basic Y2xlcms6a2VlcEBxdWlldA=="),
        ("", Access(), None),
    ],
)
def test_what_opens_the_door_is_sent(user: str, access: Access, sent: str | None) -> None:
    with answering(of_versions("8.19.21")) as door:
        open_index(f"http://{user}127.0.0.1:{door.server_port}", terms, access).close()
    assert {headers["Authorization"] for headers in door.seen} == {sent}


def test_another_node_answers_where_one_is_down() -> None:
    with socket.socket() as closed, answering(of_versions("8.19.21")) as door:
        closed.bind(("127.0.0.1", 0))  # nobody listens there
        down = f"127.0.0.1:{closed.getsockname()[1]}"
        for hosts in (f"{down},127.0.0.1:{door.server_port}", f"127.0.0.1:{door.server_port},{down},{down}"):
            open_index(f"http://{hosts}/?prefix=test", terms).close()


def test_what_does_not_go_together_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match="an API key, too"):
        open_index("http://clerk@127.0.0.1:9", terms, Access(api_key="a2V5"))
    with pytest.raises(IndexFault, match="no such file"):
        open_index("https://127.0.0.1:9", terms, Access(ca_file=str(tmp_path / "ca.pem")))
    (tmp_path / "ca.pem").touch()
    with pytest.raises(IndexFault, match="https:// only"):
        open_index("http://127.0.0.1:9", terms, Access(ca_file=str(tmp_path / "ca.pem")))


def test_addresses_of_several_nodes() -> None:
    address = read_address(
        "https://clerk:a%2Cb@one.example.com,[::1]:9201,two.example.com:80/?prefix=house-a"
    )
    assert address.nodes == (
        "https://one.example.com:9200",
        "https://[::1]:9201",
        "https://two.example.com:80",
    )
    assert (address.login, address.prefix) == (("clerk", "a,b"), "house-a")
    assert read_address("http://localhost").prefix == "hawkwatch-listings"


def test_no_secret_is_shown() -> None:
    access = Access(api_key="keepquiet", password="keepquiet")
    address = read_address("https://clerk:keepquiet@one.example.com")
    assert "keepquiet" not in repr(access) + repr(address) + address.place
    assert without_password("https://a:b@c@h1:9200,h2/?prefix=x") == "https://h1:9200,h2/?prefix=x"
    assert without_password("sqlite:////srv/a@b/index.sqlite") == "sqlite:////srv/a@b/index.sqlite"
