"""The window in which an operator logs in: a visible Chromium on a display without a screen."""

import json
import os
import pty
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cli.main import run
from config.settings import load_settings
from crawlers.session.safe import Safe
from crawlers.session.state import SessionError
from operations.login_window import ask_for_login
from records.source import Source

SOURCE = """title: A board of members
family: discuz
start: ["http://127.0.0.1:{port}/forum.php?mod=forumdisplay&fid=2"]
hosts: ["127.0.0.1:{port}"]
purpose: Warn customers
session: forum
pace: {{delay: 0}}
private_hosts: true
"""


class Place(BaseHTTPRequestHandler):
    """Lets everybody in who comes: as a member has logged in by hand."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Set-Cookie", "auth=k3y-of-nobody-4720; HttpOnly; Max-Age=86400")
        self.end_headers()
        self.wfile.write(b"<script>localStorage.setItem('token', 'k3y-of-nobody-4721')</script>")
        self.server.asked.append(self.path)  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def place() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Place)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def display() -> Iterator[str]:
    """A display of this test's own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb: python -m operations.provision tests")
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes)], pass_fds=[writes], stderr=subprocess.DEVNULL
    )
    os.close(writes)
    with os.fdopen(reads) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait()


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.full
def test_what_somebody_did_in_the_window_is_kept(
    place: ThreadingHTTPServer, display: str, home: Path, environment: dict[str, str]
) -> None:
    folder = home / "sources" / "members"
    folder.mkdir(parents=True)
    (folder / "source.yml").write_text(SOURCE.format(port=place.server_address[1]))
    terminal, end = pty.openpty()
    words = [str(Path(sys.executable).with_name("hawkwatch")), "sources", "login", "members"]
    login = subprocess.Popen(
        words,
        stdin=end,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment | {"DISPLAY": display},
    )
    wait_until(lambda: bool(place.asked) or login.poll() is not None)  # type: ignore[attr-defined]
    time.sleep(1)
    os.write(terminal, b"\n")
    said = login.communicate(timeout=60)[0].decode()
    assert login.returncode == 0, said
    assert "close the window, or press Enter" in said
    kept = Safe(home).open("forum")
    assert [(one.name, one.value) for one in kept.state.cookies] == [("auth", "k3y-of-nobody-4720")]
    assert [one.name for origin in kept.state.origins for one in origin.localStorage] == ["token"]
    assert kept.way == "window"
    assert "k3y-of-nobody" not in said


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def hawkwatch(home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """A command of ours in this process: its exit code, stdout and stderr."""
    monkeypatch.setenv("HAWKWATCH_HOME", str(home))

    def command(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        return int(ended.value.code or 0), *capfd.readouterr()

    return command


def test_a_file_takes_the_window_s_place(hawkwatch: Command, home: Path, tmp_path: Path) -> None:
    folder, file = home / "sources" / "members", tmp_path / "state.json"
    folder.mkdir(parents=True)
    text = SOURCE.format(port=9).replace("{delay: 0}", f"{{hours: {hours_of_another_day()}}}")
    (folder / "source.yml").write_text(text)
    cookie = {"name": "auth", "value": "k3y-of-nobody-4722", "domain": "127.0.0.1", "expires": "never"}
    file.write_text(json.dumps({"cookies": [cookie]}))
    code, _, wrong = hawkwatch("sources", "login", "members", "--from", file)
    assert (code, f"{file}: " in wrong, "`$.cookies[0].expires`" in wrong) == (18, True, True)
    file.write_text(json.dumps({"cookies": [cookie | {"expires": 4102444800}]}))
    code, answer, warned = hawkwatch("sources", "login", "members", "--from", file, "--json")
    told = json.loads(answer)
    assert (code, told["session"], told["opens"]) == (0, "forum", True)
    assert told["standing"]["expires"].startswith("2100-01-01T")
    assert "in its hours only" in told["why"]
    assert f"{file} lets anybody in who reads it" in warned
    _, shown, _ = hawkwatch("sources", "check", "members")
    assert "by operator (file), not looked at since, expires 2100-01-01" in shown
    assert "k3y-of-nobody" not in wrong + answer + warned + shown
    assert hawkwatch("sources", "logout", "members")[0] == 0
    assert not Safe(home).holds("forum")
    assert hawkwatch("sources", "logout", "members")[0] == 18


def hours_of_another_day() -> str:
    """A span of hours in Shanghai that has not begun."""
    begin = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(hours=3)
    return f"{begin:%H:%M}-{begin + timedelta(hours=1):%H:%M}"


def test_without_a_display_the_way_by_a_file_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    start = ("https://board.example.com/",)
    source = Source(
        name="board", title="A board", family="discuz", start=start, hosts=("board.example.com",), folder="."
    )
    with pytest.raises(SessionError, match=r"no display .*`--from FILE`"):
        ask_for_login(source, load_settings(home=home))
