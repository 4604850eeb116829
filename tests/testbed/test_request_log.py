import http.client
import json
import threading
from urllib.parse import urlsplit

from testbed.server import Testbed


def test_every_request_is_logged_with_who_what_when(small, fetch):
    site = small.sites["board"]
    fetch(f"{site}/robots.txt", User_Agent="walker/1")
    fetch(f"{small.sites['bar']}/p/1?pn=2", User_Agent="walker/1")
    fetch(f"{site}/_testbed/truth")
    log = fetch(f"{site}/_testbed/log").json()
    assert [(e["n"], e["site"], e["method"], e["path"], e["status"]) for e in log] == [
        (1, "board", "GET", "/robots.txt", 200),
        (2, "bar", "GET", "/p/1?pn=2", 200),
    ]
    assert {entry["user_agent"] for entry in log} == {"walker/1"}
    assert log[0]["time"] <= log[1]["time"]
    assert log[0]["client_port"] > 0
    assert [entry["n"] for entry in fetch(f"{site}/_testbed/log?since=1").json()] == [2]


def test_many_requests_at_once_over_kept_connections(small):
    parts = urlsplit(small.sites["board"])

    def walk():
        client = http.client.HTTPConnection(parts.hostname, parts.port)
        for number in range(25):
            client.request("GET", f"/forum.php?mod=viewthread&tid={number}")
            client.getresponse().read()
        client.close()

    threads = [threading.Thread(target=walk) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log = small.log()
    assert [entry["n"] for entry in log] == list(range(1, 201))
    assert {entry["outcome"] for entry in log} == {"whole"}
    assert len({entry["client_port"] for entry in log}) == 8


def test_the_file_holds_cut_and_in_flight_requests_too(tmp_path, fetch):
    file = tmp_path / "requests.jsonl"
    testbed = Testbed(ordinary=10, log=file)
    testbed.misbehave("/p/1", "delay", seconds=3600)
    fetch(testbed.sites["bar"] + "/p/2")
    parts = urlsplit(testbed.sites["bar"])
    client = http.client.HTTPConnection(parts.hostname, parts.port)
    client.request("GET", "/p/1")
    while len(testbed.log()) < 2:
        pass
    testbed.close()
    client.close()
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert {line["path"] for line in lines} == {"/p/1", "/p/2"}
    assert {line["path"]: line["status"] for line in lines} == {"/p/1": None, "/p/2": 200}


def test_head_has_the_length_and_no_body(small, fetch):
    whole, head = fetch(small.sites["board"] + "/"), fetch(small.sites["board"] + "/", "HEAD")
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert head.body == b""
