"""Victims' values reach the vault and nothing else."""

import gzip
import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from stdnum import luhn

Run = Callable[..., Any]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(chance: random.Random) -> str:
    """An invented resident number: region 99, real check digit (GB 11643)."""
    body = f"99{chance.randrange(10**4):04d}{chance.randrange(1950, 2005)}{chance.randrange(1, 13):02d}"
    body += f"{chance.randrange(1, 29):02d}{chance.randrange(1000):03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def card(chance: random.Random) -> str:
    body = f"999999{chance.randrange(10**9):09d}"
    return body + luhn.calc_check_digit(body)


def phone(chance: random.Random) -> str:
    return f"1{chance.choice('35789')}{chance.randrange(10)}00000{chance.randrange(1000):03d}"


def planted(chance: random.Random) -> list[str]:
    """A hundred values, every one different."""
    values: dict[str, None] = {}
    while len(values) < 100:
        values[chance.choice((identity_number, card, phone))(chance)] = None
    return list(values)


def plant(text: str, values: list[str]) -> str:
    """A seller's post with sample rows."""
    rows = "\n".join(f"王某某----{value}----某市某路{number}号" for number, value in enumerate(values, 1))
    return f"{text}\n样本：\n{rows}"


def thread_page(values: list[str]) -> str:
    """A Discuz! thread of two posts: a seller's with half the values, an innocent one with the rest."""
    half = len(values) // 2
    seller = plant("出一手银行客户名单10万条2000元，姓名电话身份证卡号，要的加QQ 9000000001", values[:half])
    innocent = "今天去银行办事，柜员把这些表格扔在垃圾桶里：" + "，".join(values[half:])
    posts = "".join(
        f'<div id="post_{pid}"><table id="pid{pid}"><tr><td class="pls"><div class="authi">'
        f'<a href="home.php?mod=space&amp;uid={pid}" class="xw1">{author}</a></div></td><td class="plc">'
        f'<em id="authorposton{pid}">发表于 2026-3-1 08:00:00</em><a id="postnum{pid}"><em>{floor}</em></a>'
        f'<table><tr><td class="t_f" id="postmessage_{pid}">{text.replace(chr(10), "<br />")}</td></tr>'
        "</table>"
        "</td></tr></table></div>"
        for floor, (pid, author, text) in enumerate(((11, "料商", seller), (12, "路人", innocent)), 1)
    )
    return (
        '<html><head><meta charset="utf-8"><meta name="generator" content="Discuz! X3.4"></head>'
        '<body id="nv_forum" class="pg_viewthread"><span id="thread_subject">出名单</span>'
        f'<div id="postlist">{posts}</div></body></html>'
    )


@contextmanager
def serve_forum(values: list[str]) -> Iterator[str]:
    """A forum of one thread on loopback; gives its host:port."""
    page = thread_page(values).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"User-agent: *\n" if self.path == "/robots.txt" else page
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_no_planted_value_leaves_the_vault(run: Run, tmp_path: Path, home: Path) -> None:
    chance = random.Random(77)
    values = planted(chance)
    with serve_forum(values) as address:
        folder = tmp_path / "mine" / "planted"
        folder.mkdir(parents=True)
        folder.joinpath("source.yml").write_text(
            f"title: Planted\nfamily: discuz\nstart: ['http://{address}/forum.php?mod=viewthread&tid=1']\n"
            f"hosts: ['{address}']\nprivate_hosts: true\npace: {{delay: 0}}\n"
        )
        env = {"HAWKWATCH_SOURCES": str(tmp_path / "mine")}
        out = tmp_path / "listings.jsonl"
        assert run("scrapy", "crawl", "planted", "-O", out, "-s", "LOG_LEVEL=DEBUG", env=env).returncode == 0
        done = run("hawkwatch", "crawl", "planted", "--json", env=env)
        assert done.returncode == 0, done.stderr
    assert out.read_text("utf-8").count("\n") >= 1, "the planted post was not taken for a listing"
    printed = run("hawkwatch", "search", "", "--json").stdout
    found = [json.loads(run("hawkwatch", "search", values[place], "--json").stdout) for place in (0, 1, -1)]
    assert [answer["total"] for answer in found] == [1, 1, 0], "the last value stands in no listing"
    outside = [
        path for path in home.rglob("*") if path.is_file() and "vault" not in path.relative_to(home).parts
    ]
    texts = {str(path): path.read_bytes() for path in (*outside, out)} | {"printed": printed.encode()}
    leaked = {(name, value) for name, text in texts.items() for value in values if value.encode() in text}
    assert not leaked
    vault = b"".join(gzip.decompress(path.read_bytes()) for path in home.rglob("*.warc.gz"))
    assert all(value.encode() in vault for value in values)
