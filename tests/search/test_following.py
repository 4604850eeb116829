"""``hawkwatch deliver --follow`` waits for what passes; a key or a role that is refused ends it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli import delivering
from config.settings import load_settings
from operations.alerts import Watch
from operations.deliver import Delivery
from search.fault import WrongAccess
from tests.operations.delivery.conftest import House, house, make_listing
from tests.search.door import answering
from tests.search.fault_proxy import FaultProxy

__all__ = ["house"]
Follower = subprocess.Popen[str]
STRANGER = {"error": {"type": "security_exception", "reason": "unable to authenticate"}, "status": 401}
FORBIDDEN = {"error": {"type": "security_exception", "reason": "action is unauthorized"}, "status": 403}
BUSY = {"error": {"type": "es_rejected_execution_exception", "reason": "busy"}, "status": 429}
AWAY = {"error": {"type": "no_shard_available_action_exception", "reason": "no shard"}, "status": 503}
BLOCKED = {"error": {"type": "cluster_block_exception", "reason": "index read-only"}, "status": 403}


@pytest.fixture
def following(home: Path, environment: dict[str, str]) -> Callable[..., Follower]:
    @contextmanager
    def follow(index: str, language: str = "en") -> Iterator[Follower]:
        command = [
            str(Path(sys.executable).with_name("hawkwatch")),
            "--lang",
            language,
            "deliver",
            "--follow",
        ]
        running = subprocess.Popen(
            [*command, "--home", str(home), "--index", index],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        yield running
        running.kill()
        running.wait(30)

    return follow


@pytest.mark.parametrize(
    ("refusal", "language", "says"),
    [
        (STRANGER, "en", ": Elasticsearch does not know who asks (401); set `index_api_key`"),
        (STRANGER, "zh", "：Elasticsearch 不认可访问者的身份（401）；请设置 `index_api_key`"),
        (FORBIDDEN, "en", ": whoever asks may not do that (403): security_exception: action is unauthorized"),
    ],
)
def test_who_is_refused_is_told_so_at_once(following, refusal, language: str, says: str) -> None:
    with (
        answering({"/_nodes": (refusal["status"], refusal)}) as door,
        following(f"http://clerk:wrong@127.0.0.1:{door.server_port}", language) as follower,
    ):
        assert follower.wait(30) == 13
        (told,) = follower.stderr.read().splitlines()
    assert says in told
    assert "trying again" not in told


def test_an_address_that_is_none_is_not_waited_for(following) -> None:
    with following("http://127.0.0.1:9?prefix=A B") as follower:
        assert follower.wait(30) == 13
        assert "the prefix 'A B' of the index address" in follower.stderr.read()


@pytest.mark.parametrize("passing", [BUSY, AWAY, BLOCKED])
def test_what_passes_is_waited_for_until_it_is_a_refusal(following, passing) -> None:
    with (
        answering({"/_nodes": (passing["status"], passing)}) as door,
        following(f"http://127.0.0.1:{door.server_port}") as follower,
    ):
        assert follower.stderr.readline().endswith("; trying again\n")
        while len(door.seen) < 3:
            assert follower.poll() is None
        door.answers = {"/_nodes": (401, STRANGER)}
        assert follower.wait(60) == 13
        assert "does not know who asks" in follower.stderr.read()


def test_a_key_that_was_good_is_tried_again_and_then_given_up(
    house: House, elasticsearch_url: str, prefix: str, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    """A server that starts again may not know anybody for a while."""
    monkeypatch.setattr(delivering, "FOLLOW_SECONDS", 0.01)
    monkeypatch.setattr(delivering, "LONGEST_SECONDS", 0.05)
    way, told = FaultProxy(elasticsearch_url), []

    def meet(*about: object) -> None:
        told.append(about[0])
        way.faults(1, "stranger")
        if len(told) == 1:
            threading.Timer(0.1, way.faults, (0,)).start()
        house.keep(make_listing(1 + len(told)))

    monkeypatch.setattr(delivering, "show", meet)
    house.keep(make_listing(1))
    settings = load_settings(home=house.home, index=f"{way.url}?prefix={prefix}")
    try:
        with pytest.raises(WrongAccess, match="does not know who asks"):
            delivering.go_on(settings, Watch(settings.index_dictionary), json=True)
    finally:
        way.stop()
    assert told == [Delivery(delivered=1), Delivery(delivered=1)]
    assert way.happened["stranger"] > delivering.BORNE
    assert capfd.readouterr().err.count("does not know who asks") == 2
