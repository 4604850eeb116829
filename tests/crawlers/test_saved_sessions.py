"""Sessions on disk: what a file may hold, what is kept of it, and what does not open."""

import json
import os
import stat
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.egress.address import OutOfScope
from crawlers.egress.dialer import Dialer
from crawlers.egress.profile import Profile
from crawlers.session.cookies import from_jar, to_jar
from crawlers.session.live import LiveSession
from crawlers.session.safe import Safe
from crawlers.session.saved import SavedSession
from crawlers.session.state import BrowserState, Cookie, Origin, SessionError, Stored, belongs, read_state

SECRET = "k3y-of-nobody-4730"
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
OURS = Cookie(name="auth", value=SECRET, domain=".example.com", httpOnly=True)


def session(*cookies: Cookie, **more: Any) -> SavedSession:
    state = BrowserState(cookies or (OURS,))
    return SavedSession(name="forum", state=state, saved_at=NOW, saved_by="li", way="file", **more)


def test_a_session_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    storage = Origin("https://board.example.com", (Stored("token", SECRET),))
    kept = replace(session(), state=BrowserState((OURS,), (storage,)))
    Safe(tmp_path).save(kept)
    assert Safe(tmp_path).open("forum") == kept
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != ".lock"]
    assert {path.name for path in files} == {"forum.session", "session.key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    assert SECRET not in repr(kept)


def test_the_same_session_is_never_written_alike(tmp_path: Path) -> None:
    safe = Safe(tmp_path)
    written = []
    for _ in range(2):
        safe.save(session())
        written.append(safe.file("forum").read_bytes())
    assert written[0] != written[1]


def damage(safe: Safe, place: int) -> None:
    content = bytearray(safe.file("forum").read_bytes())
    content[place] ^= 1
    safe.file("forum").write_bytes(content)


@pytest.mark.parametrize("place", [0, 20, 31, 32, 60, -1])
def test_a_changed_file_does_not_open(tmp_path: Path, place: int) -> None:
    safe = Safe(tmp_path)
    safe.save(session())
    damage(safe, place)
    with pytest.raises(SessionError, match=r"forum\.session"):
        safe.open("forum")


def test_another_name_or_key_does_not_open_it(tmp_path: Path) -> None:
    safe = Safe(tmp_path)
    safe.save(session())
    safe.file("forum").rename(safe.file("shop"))
    with pytest.raises(SessionError, match="was changed"):
        safe.open("shop")
    safe.file("shop").rename(safe.file("forum"))
    for key in (os.urandom(32), b"short"):
        safe.key_file.write_bytes(key)
        with pytest.raises(SessionError, match=r"session\.key is not the key"):
            safe.open("forum")
    safe.key_file.chmod(0o644)
    with pytest.raises(SessionError, match="chmod 600"):
        safe.open("forum")
    safe.key_file.unlink()
    with pytest.raises(SessionError, match="the key of the sessions cannot be read"):
        safe.open("forum")


def test_a_session_that_ended_or_expired_is_not_usable(tmp_path: Path) -> None:
    safe = Safe(tmp_path)
    soon = replace(OURS, expires=(NOW + timedelta(days=2)).timestamp())
    counter = Cookie(
        name="seen", value="1", domain=".example.com", expires=(NOW + timedelta(days=400)).timestamp()
    )
    guard = replace(OURS, name="guard", expires=(NOW + timedelta(minutes=30)).timestamp())
    safe.save(session(soon, counter, guard))
    assert safe.open_usable("forum", NOW + timedelta(days=1)).expires() == NOW + timedelta(days=2)
    with pytest.raises(SessionError, match="have expired"):
        safe.open_usable("forum", NOW + timedelta(days=3))
    safe.save(session(ended="the session 'forum' has ended: it asks to log in"))
    with pytest.raises(SessionError, match="asks to log in"):
        safe.open_usable("forum", NOW)
    with pytest.raises(SessionError, match="there is no session 'shop'"):
        safe.open_usable("shop", NOW)


def test_changes_of_two_runs_are_both_kept(tmp_path: Path) -> None:
    safe = Safe(tmp_path)
    safe.save(session(OURS, replace(OURS, name="old")))
    safe.change("forum", lambda kept: kept.with_cookies([replace(OURS, value="new")], []))
    safe.change(
        "forum", lambda kept: kept.with_cookies([replace(OURS, name="more")], [(".example.com", "/", "old")])
    )
    assert [(one.name, one.value) for one in safe.open("forum").state.cookies] == [
        ("auth", "new"),
        ("more", SECRET),
    ]
    assert safe.remove("forum")
    safe.change("forum", lambda kept: kept)
    assert not safe.holds("forum")
    assert not safe.remove("forum")


@pytest.mark.parametrize(
    ("domain", "host", "ours"),
    [
        ("board.example.com", "board.example.com", True),
        (".board.example.com", "board.example.com", True),
        (".example.com", "board.example.com", True),
        (".example.com", "example.com", True),
        ("shop.example.com", "board.example.com", False),
        ("ample.com", "board.example.com", False),
        ("deep.board.example.com", "board.example.com", False),
        (".com", "board.example.com", False),
        (".com.cn", "board.example.com.cn", False),
        (".github.io", "board.github.io", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("localhost", "localhost", True),
        ("", "board.example.com", False),
    ],
)
def test_only_a_source_s_hosts_and_their_parents_count(domain: str, host: str, ours: bool) -> None:
    assert belongs(domain, [host]) is ours


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[]", "Expected `object`"),
        (
            '{"cookies": [{"name": "a", "value": "b"}]}',
            r"missing required field `domain` - at `\$\.cookies\[0\]`",
        ),
        ('{"cookies": [{"name": "a", "value": 12345678, "domain": "d"}]}', r"at `\$\.cookies\[0\]\.value`"),
        (
            '{"cookies": [{"name": "a", "value": "b", "domain": "d", "sameSite": "no"}]}',
            r"at `\$\.cookies\[0\]\.sameSite`",
        ),
        ('{"cookies": [{"name": "a", "value": "b", "domain": ""}]}', r"`\$\.cookies\[0\]\.domain` is empty"),
        ('{"origins": [{"origin": "https://e.example.com", "localStorage": 1}]}', r"localStorage`"),
    ],
)
def test_a_wrong_state_is_named_by_file_and_field(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(text)
    with pytest.raises(SessionError, match=says) as caught:
        read_state(file)
    assert str(file) in str(caught.value)
    assert "12345678" not in str(caught.value)


def test_what_a_browser_saves_is_read(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    cookie = {"name": "a", "value": "b", "domain": ".example.com", "path": "/", "expires": -1,
              "httpOnly": True, "secure": True, "sameSite": "None",
              "partitionKey": "https://example.com"}  # fmt: skip
    storage = {
        "origin": "https://example.com",
        "localStorage": [{"name": "t", "value": "v"}],
        "indexedDB": [],
    }
    file.write_text(json.dumps({"cookies": [cookie], "origins": [storage]}))
    state = read_state(file)
    assert (state.cookies[0].sameSite, state.origins[0].localStorage[0].value) == ("None", "v")


@pytest.mark.parametrize("domain", ["board.example.com", ".example.com", "127.0.0.1", "localhost"])
def test_cookies_go_into_a_jar_and_back(domain: str) -> None:
    cookie = Cookie(
        name="a",
        value="b",
        domain=domain,
        path="/x",
        expires=1800000000,
        httpOnly=True,
        secure=True,
        sameSite="None",
    )
    assert from_jar(to_jar(cookie)) == cookie
    assert from_jar(to_jar(replace(cookie, expires=-1))).expires == -1


@pytest.mark.parametrize(
    ("domain", "host", "port", "refused"),
    [
        (".example.com", "board.example.com", 443, False),
        (".example.com", "static.example.com", 443, True),
        (".example.com", "board.example.com", 8443, True),
        (".example.com", "example.org", 443, False),
        ("board.example.com", "static.example.com", 443, False),
        ("board.example.com", "deep.board.example.com", 443, False),
        ("board.example.com", "board.example.com", 80, False),
    ],
)
def test_no_other_host_is_asked_that_a_browser_would_show_the_session(
    tmp_path: Path, domain: str, host: str, port: int, refused: bool
) -> None:
    used = LiveSession(Safe(tmp_path), session(replace(OURS, domain=domain)), ("board.example.com",))
    dialer = Dialer(Profile(), spared=used.is_shown_beyond)
    with pytest.raises(OutOfScope) if refused else nullcontext():
        dialer.admit(host, port)
