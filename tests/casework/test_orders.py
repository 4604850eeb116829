"""Orders: asked for once, done once."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casework import audit, orders
from casework.fault import CaseworkError, Denied

CLAIM = """
import sys
from pathlib import Path
from casework import orders
from casework.open import open_casework
open_casework(Path(sys.argv[1]))
while order := orders.claim(sys.argv[2]):
    orders.finish(order.pk, {"by": sys.argv[2]})
    print(order.pk)
"""


def test_an_order_is_placed_claimed_and_finished(people: dict[str, Any]) -> None:
    placed = orders.place("bundle", {"listings": ["L1"], "case": None}, people["analyst"])
    claimed = orders.claim("w1")
    assert claimed is not None
    assert (claimed.pk, claimed.args) == (placed.pk, {"listings": ["L1"], "case": None})
    assert orders.claim("w2") is None
    orders.finish(placed.pk, {"verdict": "valid"})
    done = orders.find_order(placed.pk)
    assert (done.state, done.result, done.worker) == ("done", {"verdict": "valid"}, "w1")
    assert done.started_at
    assert done.ended_at
    kinds = [event.kind for event in audit.recent_events(subject=f"order:{placed.pk}")]
    assert kinds == ["order done", "order placed"]


def test_three_workers_share_sixty_orders_without_doing_one_twice(home: Path) -> None:
    placed = {orders.place("crawl", {"source": f"s{n}"}).pk for n in range(60)}
    arguments = [[sys.executable, "-c", CLAIM, str(home), f"w{n}"] for n in range(3)]
    workers = [subprocess.Popen(line, stdout=subprocess.PIPE, text=True) for line in arguments]
    claimed = [int(number) for worker in workers for number in worker.communicate(timeout=60)[0].split()]
    assert len(claimed) == 60
    assert set(claimed) == placed


def test_claim_by_kind_oldest_first(home: Path) -> None:
    first = orders.place("crawl", {"source": "a"})
    second = orders.place("rebuild", {})
    assert orders.claim("w", kinds=["bundle"]) is None
    assert orders.claim("w", kinds=["rebuild", "bundle"]) == second
    assert orders.claim("w") == first


def test_a_dead_workers_orders_go_back_to_the_queue(home: Path) -> None:
    order = orders.place("crawl", {"source": "a"})
    orders.claim("w1")
    assert orders.release("w2") == 0
    assert orders.release("w1") == 1
    assert orders.claim("w2") == order


def test_bad_orders(people: dict[str, Any]) -> None:
    with pytest.raises(CaseworkError, match="order kind 'dance' is unknown"):
        orders.place("dance", {})
    with pytest.raises(Denied, match=r"investigator-1 .* no right to run"):
        orders.place("crawl", {"source": "a"}, people["investigator"])
    with pytest.raises(Denied, match=r"operator-1 .* no right to export"):
        orders.place("bundle", {"listings": []}, people["operator"])
    queued = orders.place("crawl", {"source": "a"})
    with pytest.raises(CaseworkError, match=f"order {queued.pk} is queued, not running"):
        orders.finish(queued.pk, {})
    orders.claim("w")
    assert orders.fail(queued.pk, "disk full").result == {"error": "disk full"}
    with pytest.raises(CaseworkError, match="there is no order 99"):
        orders.find_order(99)
