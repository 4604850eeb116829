import http.client
import json
import socket
import time
from urllib.parse import urlsplit

import pytest

from testbed.misbehaviour import MisbehaviourError

BOARD = "/forum.php?mod=forumdisplay&fid=37"


def test_status_with_retry_after_as_often_as_told(small, fetch):
    small.misbehave(BOARD, "status", status=429, retry_after=7, times=2)
    answers = [fetch(small.sites["board"] + BOARD) for _ in range(3)]
    assert [answer.status for answer in answers] == [429, 429, 200]
    assert answers[0].headers["Retry-After"] == "7"


def test_only_the_named_address_or_prefix_or_site(small, fetch):
    small.misbehave("/forum.php?mod=forum*", "status", status=500)
    small.misbehave("/robots.txt", "status", site="bar")
    assert fetch(small.sites["board"] + BOARD).status == 500
    assert fetch(small.sites["board"] + "/forum.php?mod=viewthread&tid=9001").status == 200
    assert fetch(small.sites["board"] + "/robots.txt").status == 200
    assert fetch(small.sites["bar"] + "/robots.txt").status == 503


def test_over_http_and_back(small, fetch):
    control = small.sites["weibo"] + "/_testbed/misbehave"
    order = json.dumps({"path": BOARD, "kind": "redirect", "location": "http://example.com/away"}).encode()
    assert fetch(control, "POST", order).status == 201
    answer = fetch(small.sites["board"] + BOARD)
    assert (answer.status, answer.headers["Location"]) == (302, "http://example.com/away")
    assert fetch(control).json()[0]["kind"] == "redirect"
    assert fetch(control, "DELETE").json() == {"cleared": 1}
    assert fetch(small.sites["board"] + BOARD).status == 200


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"path": "/", "kind": "explode"}, "unknown kind 'explode'"),
        ({"kind": "cut"}, "field 'path' is missing"),
        ({"path": "/", "kind": "cut", "colour": 1}, "unknown field 'colour'"),
        ({"path": "/", "kind": "delay", "seconds": "long"}, "field 'seconds' is no number"),
    ],
)
def test_an_order_that_cannot_be_followed_is_refused_in_words(small, fetch, order, words):
    answer = fetch(small.sites["board"] + "/_testbed/misbehave", "POST", json.dumps(order).encode())
    assert answer.status == 400
    assert words in answer.json()["error"]
    assert fetch(small.sites["board"] + "/_testbed/misbehave", "POST", b"{").status == 400
    with pytest.raises(MisbehaviourError, match="unknown kind"):
        small.misbehave("/", "explode")


@pytest.mark.parametrize(
    ("site", "path", "kind", "status", "marker"),
    [
        ("board", BOARD, "login_wall", 200, "div#messagelogin"),
        ("board", BOARD, "captcha", 200, "input[name=secqaa]"),
        ("board", BOARD, "challenge", 200, "title:contains('页面重载开启')"),
        ("channels", "/s/liaozi_0000", "captcha", 429, "body:contains('Too Many Requests')"),
        ("channels", "/s/liaozi_0000", "challenge", 503, "script[src^='/cdn-cgi/']"),
        ("channels", "/s/liaozi_0000", "login_wall", 200, "a[href='/login']"),
        ("bar", "/f?kw=x", "captcha", 200, "title:contains('百度安全验证')"),
        ("bar", "/f?kw=x", "challenge", 200, "title:contains('百度安全验证')"),
        ("bar", "/f?kw=x", "login_wall", 200, "#passport-login-pop"),
        ("weibo", "/detail/1", "challenge", 432, "title"),
        ("weibo", "/detail/1", "captcha", 200, "img#captcha"),
        ("market", "/search?q=", "captcha", 200, ".baxia-dialog #J_MIDDLEWARE_FRAME_WIDGET .btn_slide"),
        ("market", "/search?q=", "challenge", 200, ".baxia-dialog"),
        ("market", "/search?q=", "login_wall", 200, ".login-modal"),
    ],
)
def test_walls_look_like_the_sites_own(small, fetch, site, path, kind, status, marker):
    small.misbehave(path, kind)
    answer = fetch(small.sites[site] + path)
    assert answer.status == status
    assert answer.page("gbk" if site == "board" else "utf-8").css(marker)


def test_walls_in_json(small, fetch):
    small.misbehave("*", "login_wall")
    assert fetch(small.sites["weibo"] + "/api/container/getIndex?containerid=1").json()["ok"] == -100
    call = small.sites["market"] + "/h5/mtop.taobao.idlemtopsearch.pc.search/1.0/?t=1"
    assert fetch(call, "POST", b"data={}").json()["ret"][0].startswith("FAIL_SYS_SESSION_EXPIRED")
    small.misbehave("*", "captcha")
    answer = fetch(call, "POST", b"data={}").json()
    assert answer["ret"][1].startswith("RGV587_ERROR")
    assert "/punish?" in answer["data"]["url"]


def test_a_cut_body_is_shorter_than_promised(small, fetch):
    small.misbehave(BOARD, "cut", share=0.25)
    with pytest.raises(http.client.IncompleteRead) as caught:
        fetch(small.sites["board"] + BOARD)
    assert len(caught.value.partial) > 100
    assert caught.value.expected > len(caught.value.partial)
    assert small.log()[-1]["outcome"] == "cut"


def test_closing_without_an_answer(small, fetch):
    small.misbehave(BOARD, "close")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        fetch(small.sites["board"] + BOARD)
    entry = small.log()[-1]
    assert (entry["status"], entry["outcome"], entry["misbehaved"]) == (None, "cut", "close")


def test_a_charset_lie_in_header_and_page(small, fetch):
    true = fetch(small.sites["board"] + BOARD)
    small.misbehave(BOARD, "charset")
    lie = fetch(small.sites["board"] + BOARD)
    assert lie.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"charset=utf-8" in lie.body
    assert true.page("gbk").css("h1").get() == lie.page("gbk").css("h1").get()


def test_a_huge_page_is_as_long_as_told(small, fetch):
    small.misbehave(BOARD, "huge", bytes=3_000_000)
    assert len(fetch(small.sites["board"] + BOARD).body) == 3_000_000


def test_a_dripping_body_comes_bit_by_bit(small):
    small.misbehave("/robots.txt", "drip", rate=40)
    parts = urlsplit(small.sites["board"])
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as client:
        client.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
        pieces = [client.recv(65536) for _ in range(4)]
    assert all(0 < len(piece) < 40 for piece in pieces[1:])
    assert small.log()[-1]["misbehaved"] == "drip"


def nothing_comes(client: socket.socket) -> bool:
    """Whether the other side has closed or reset without a word."""
    try:
        return client.recv(100) == b""
    except ConnectionResetError:
        return True


def test_a_delayed_answer_is_the_true_one_and_closing_does_not_wait_for_it(small, fetch):
    true = fetch(small.sites["board"] + "/robots.txt").body
    small.misbehave("/robots.txt", "delay", seconds=0.4)
    begun = time.monotonic()
    assert fetch(small.sites["board"] + "/robots.txt").body == true
    assert time.monotonic() - begun >= 0.4
    small.misbehave("/robots.txt", "delay", seconds=3600)
    parts = urlsplit(small.sites["board"])
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as client:
        client.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
        while small.log()[-1]["outcome"] != "in_flight":
            time.sleep(0.01)
        small.close()
        assert nothing_comes(client)
