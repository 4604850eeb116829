"""A deliverer killed at any moment loses no alert and doubles none."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from casework.alerts import recent_alerts
from casework.retro_marks import mark_of
from crawlers.journal.account import Account
from search.index import Index
from tests.operations.watching.conftest import Posting, Save, make_document

# Delivers by threes; at the point named (after the alerts of the first batch are told, after it is in the
# index) it says so and waits to be killed.
DELIVERER = """
import sys, time
from pathlib import Path
from analysis.words.terms import terms
from casework.open import open_casework
from operations import deliver
from operations.alerts import Watch
from search.index import open_index

home, place, point = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
deliver.BATCH = 3
open_casework(home)
index = open_index(place, terms)
index.init()
watch, put = Watch(home / "dictionary.tsv"), index.put

def halt(reached):
    if reached == point:
        print(point, flush=True)
        time.sleep(600)

def alert(documents):
    watch.alert(index, documents)
    halt("told")

def put_and_halt(documents):
    refused = put(documents)
    halt("put")
    return refused

index.put = put_and_halt
print("ready", flush=True)
deliver.deliver(home, index, alert)
"""


def start(home: Path, place: str, point: str = "") -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", DELIVERER, str(home), place, point]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def finish(home: Path, place: str) -> None:
    assert start(home, place).wait(120) == 0


def alerts_by_campaign() -> dict[str, int]:
    connections.close_all()  # what another process wrote
    found = [(alert.campaign, alert.copies) for alert in recent_alerts(1000)]
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.mark.parametrize("point", ["told", "put"])
def test_killed_between_telling_and_marking(
    house: Path, index_url: str, save: Save, post: Posting, point: str
) -> None:
    save("类别:银行")
    post(*(make_document(number, campaign=f"c{number % 4}") for number in range(7)))
    halted = start(house, index_url, point)
    assert halted.stdout is not None
    assert [halted.stdout.readline().strip() for _ in range(2)] == ["ready", point]
    halted.send_signal(signal.SIGKILL)
    assert halted.wait(30) == -signal.SIGKILL
    assert alerts_by_campaign() == {"c0": 1, "c1": 1, "c2": 1}
    finish(house, index_url)
    assert alerts_by_campaign() == {"c0": 2, "c1": 2, "c2": 2, "c3": 1}


def deliver_by_kills(home: Path, place: str, chance: random.Random, seconds: float) -> int:
    """Kill deliverers after a while each until one ends; returns how many were killed."""
    for killed in range(1000):
        running = start(home, place)
        assert running.stdout is not None
        running.stdout.readline()
        try:
            assert running.wait(chance.uniform(0, seconds)) == 0
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait(30)
            continue
        return killed
    raise AssertionError("no deliverer ever came to its end")


@pytest.mark.full
def test_killed_again_and_again(house: Path, index_url: str, save: Save, post: Posting) -> None:
    save("类别:银行")
    save("price:<1 OR 银行", filters={"label": "sale"})
    post(*(make_document(number, campaign=f"c{number // 2}") for number in range(600)))
    killed = deliver_by_kills(house, index_url, random.Random(7), 1.5)
    connections.close_all()
    alerts = recent_alerts(10_000)
    assert {(alert.search_id, alert.campaign) for alert in alerts} == {
        (search, f"c{number}") for search in {alert.search_id for alert in alerts} for number in range(300)
    }
    assert len(alerts) == 600
    assert {alert.copies for alert in alerts} == {2}
    assert killed >= 3
    account = Account(house / "runs" / "board-1" / "journal.sqlite")
    assert account.count("outbox", "delivered_at IS NULL") == 0
    account.close()


def test_a_search_saved_elsewhere_is_picked_up_without_a_restart(
    house: Path, save: Save, post: Posting
) -> None:
    """Two processes: one delivers on and on, the other saves a search meanwhile."""
    post(make_document(1))
    follower = subprocess.Popen(
        [sys.executable, "-c", FOLLOWER, str(house)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert follower.stdout is not None
        assert follower.stdout.readline() == "delivered 1\n"
        save("第2批")
        post(make_document(2))
        assert follower.stdout.readline() == "delivered 1\n"
        assert alerts_by_campaign() == {"c2": 1}
    finally:
        follower.kill()
        follower.wait(30)


FOLLOWER = (
    DELIVERER.partition("home, place")[0]
    + """
home = Path(sys.argv[1])
open_casework(home)
index = open_index(f"sqlite:///{home / 'index.sqlite'}", terms)
watch = Watch(home / "dictionary.tsv")
while True:
    done = deliver.deliver(home, index, watch.over(index))
    if done.delivered:
        print("delivered", done.delivered, flush=True)
    time.sleep(0.05)
"""
)


# Runs a search over everything by twos; at the point named (after the second two are told, after the mark
# behind them is kept) it says so and waits to be killed.
RETRO_RUNNER = """
import sys, time
from pathlib import Path
from analysis.words.terms import terms
from casework import retro_marks
from casework.open import open_casework
from operations import retro_run
from search.index import open_index

home, number, point = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
retro_run.BATCH = 2
open_casework(home)
from casework.saved_searches import find_search

raise_alerts, tell, told = retro_marks.raise_alerts, retro_marks.tell, []

def halt(reached):
    if reached == point and len(told) == 2:
        print(point, *told, flush=True)
        time.sleep(600)

def tell_and_halt(mark, matches):
    told.append(matches[0].listing)
    tell(mark, matches)
    halt("kept")

def raise_and_halt(matches, retro):
    raised = raise_alerts(matches, retro)
    halt("raised")
    return raised

retro_marks.tell, retro_marks.raise_alerts = tell_and_halt, raise_and_halt
index = open_index(f"sqlite:///{home / 'index.sqlite'}", terms)
done = retro_run.run_over_everything(find_search(number), index)
print("done", done.listings, done.alerts, *told, flush=True)
"""


def run_over(home: Path, search: int, point: str = "") -> tuple["subprocess.Popen[str]", list[str]]:
    """A run over everything, and what it says where it halts or ends."""
    command = [sys.executable, "-c", RETRO_RUNNER, str(home), str(search), point]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    return running, running.stdout.readline().split()


@pytest.mark.parametrize("point", ["raised", pytest.param("kept", marks=pytest.mark.full)])
def test_a_retro_run_that_is_killed_goes_on_where_it_stopped(
    house: Path, index: Index, save: Save, point: str
) -> None:
    ids = [make_document(number).id for number in range(7)]
    index.put([make_document(number, campaign=f"c{number // 3}") for number in range(7)])
    row = save("类别:银行")
    halted, said = run_over(house, row.pk, point)
    assert said == [point, ids[0], ids[2]], "by id, two at a time"
    halted.kill()
    assert halted.wait(30) == -signal.SIGKILL
    kept = 4 if point == "kept" else 2
    assert sum(alerts_by_campaign().values()) == kept
    ended, said = run_over(house, row.pk)
    assert said == ["done", "7", "3", *ids[kept::2]], "counted from its beginning on"
    assert ended.wait(30) == 0
    assert alerts_by_campaign() == {"c0": 3, "c1": 3, "c2": 1}
    assert mark_of(row).after == "", "the next one begins at the beginning"
