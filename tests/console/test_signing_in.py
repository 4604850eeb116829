"""A question that a stranger pastes is asked after signing in, unless it names a person: that ends there."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

VICTIM = "13800000777"
# The console as ever, but that it writes down what it is asked, as a proxy before it would.
SERVE = """
import uvicorn
from console.server import serve
plain = uvicorn.Config
uvicorn.config.LOGGING_CONFIG["handlers"]["access"]["stream"] = "ext://sys.stderr"
uvicorn.Config = lambda app, **how: plain(app, **how | {"access_log": True, "log_level": "info"})
serve(port=0, ready=lambda port: print(port, flush=True))
"""


@dataclass(frozen=True)
class Logged:
    """A console and what it writes."""

    url: str
    home: Path
    log: Path


@pytest.fixture
def logged(empty_room: Path, home: Path, tmp_path: Path, environment: dict[str, str]) -> Iterator[Logged]:
    shutil.copytree(empty_room, home)
    log = tmp_path / "console.log"
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-c", SERVE], env=environment, stdout=subprocess.PIPE, stderr=said, text=True
        )
    assert server.stdout is not None
    yield Logged(f"http://127.0.0.1:{server.stdout.readline().strip()}", home, log)
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=30)


def test_a_number_that_a_stranger_pastes_goes_no_further(logged: Logged) -> None:
    said = [
        f"/?q={VICTIM}",
        f"/?q=%E9%93%B6%E8%A1%8C+{VICTIM[:3]}-{VICTIM[3:7]}+{VICTIM[7:]}",
        f"/saved-searches/new?q={VICTIM}",
    ]
    with httpx.Client(base_url=logged.url, follow_redirects=True, timeout=30) as client:
        for path in said:
            answer = client.get(path)
            assert str(answer.url) == f"{logged.url}/sign-in/?next={path.partition('?')[0]}"
            assert VICTIM not in answer.text
        kept = client.get("/", params={"q": "类别:银行 QQ", "sort": "price"})
        assert kept.url.params["next"] == "/?q=%E7%B1%BB%E5%88%AB%3A%E9%93%B6%E8%A1%8C+QQ&sort=price"
        assert client.get(f"/?q={'w' * 30_000}").url.query == b"next=/"
    asked = [line for line in logged.log.read_text().splitlines() if VICTIM[-4:] in line]
    assert len(asked) == len(said), "what was pasted, and nothing that came of it"
    assert not any("sign-in" in line or "match" in line for line in asked)
    files = [path for path in logged.home.rglob("*") if path.is_file()]
    assert [path for path in files if VICTIM.encode() in path.read_bytes()] == []
