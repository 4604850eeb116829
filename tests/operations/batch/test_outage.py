"""A list whose terms a busy, broken or absent Elasticsearch is asked for: it goes on by itself."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework import orders
from casework.term_lists import find_list, order_list
from casework.term_table import read_table
from config.settings import load_settings
from operations import worker
from operations.batch import asking
from operations.batch.asking import SLICE, Desk
from search.fault import IndexFault
from search.index import open_index
from search.patience import Patience
from tests.operations.batch.conftest import desk_over
from tests.search.fault_proxy import FaultProxy

FAULTS = ("busy", "busy_searches", "unavailable", "cut", "lost", "half")
NUMBER, FOUND = 3 * SLICE, 20


@pytest.fixture
def way(elasticsearch_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultProxy]:
    """The way to the server, and the patience of a short test."""
    for room in (asking, worker):
        monkeypatch.setattr(room, "long_patience", lambda: Patience(1_000, 0.01, 0.1))
    proxy = FaultProxy(elasticsearch_url)
    yield proxy
    proxy.stop()


@pytest.fixture
def far_desk(way: FaultProxy, prefix: str, room: Path, document: Any) -> Iterator[Desk]:
    """A desk over an index at the end of that way; the first of the terms have listings."""
    opened = open_index(f"{way.url}?prefix={prefix}", terms)
    opened.init()
    assert opened.put([document(number) for number in range(FOUND)]) == []
    yield desk_over(opened, room)
    opened.close()


def answered(row: Any, clerk: Any, desk: Desk) -> list[int]:
    table = read_table(find_list(row.pk), clerk, desk.keyring, "shown")
    return [one.answer.total for one in table.rows if one.answer]


WANTED = [1] * FOUND + [0] * (NUMBER - FOUND)
LIST = "\n".join(f"QQ 90000{number:05d}" for number in range(NUMBER))


def test_a_list_goes_on_through_faults(far_desk: Desk, way: FaultProxy, clerk: Any, hand_in: Any) -> None:
    row = hand_in(LIST)
    way.faults(0.6, *FAULTS)
    asking.ask_list(row, clerk, far_desk, dict, asking.silently)
    assert answered(row, clerk, far_desk) == WANTED
    assert sum(way.happened.values()) > 3


def test_an_order_outlasts_a_server_that_is_away(
    far_desk: Desk, way: FaultProxy, prefix: str, clerk: Any, hand_in: Any, room: Path
) -> None:
    row = hand_in(LIST)
    order = order_list(row.pk, clerk)
    way.stop()
    back = threading.Timer(0.5, way.start)
    back.start()
    own = worker.Worker(load_settings(home=room), lambda: open_index(f"{way.url}?prefix={prefix}", terms))
    assert own.work()
    own.close()
    assert not back.is_alive()
    assert orders.find_order(order.pk).result == {"list": row.pk, "asked": NUMBER, "found": FOUND}
    assert answered(row, clerk, far_desk) == WANTED


def test_what_does_not_pass_is_not_waited_for(
    way: FaultProxy, prefix: str, room: Path, clerk: Any, hand_in: Any
) -> None:
    row, nothing = hand_in(LIST), open_index(f"{way.url}?prefix={prefix}", terms)
    with pytest.raises(IndexFault, match="no such index"):
        asking.ask_list(row, clerk, desk_over(nothing, room), dict, asking.silently)
    nothing.close()
    assert find_list(row.pk).state == "waiting"
