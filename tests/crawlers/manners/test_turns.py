"""One table of turns for all processes of a machine."""

import subprocess
import sys
import time
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crawlers.manners.leave import day_around
from crawlers.manners.standing import left_alone, troubled
from crawlers.manners.turns import Turns, TurnsError

TAKE = """
import sys, time
from pathlib import Path
from crawlers.manners.turns import Turns
turns = Turns(Path(sys.argv[1]))
for _ in range(25):
    turn = turns.take("direct", "board.example.com", time.time(), delay=float(sys.argv[2]))
    print(turn.starts, flush=True)
"""


@pytest.fixture
def turns(tmp_path: Path) -> Turns:
    return Turns(tmp_path / "home" / "turns.sqlite")


def test_turns_of_four_processes_never_lie_closer_than_the_longest_delay(tmp_path: Path) -> None:
    takers = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE, str(tmp_path / "t.sqlite"), delay], stdout=subprocess.PIPE
        )
        for delay in ("2", "2", "2", "5")
    ]
    taken = [sorted(float(line) for line in taker.communicate(timeout=60)[0].split()) for taker in takers]
    slow = set(taken[3])
    every = sorted(moment for moments in taken for moment in moments)
    assert len(every) == 100
    for before, after in pairwise(every):
        least = 5 if before in slow or after in slow else 2
        assert after - before >= least - 1e-3


def test_hosts_and_exits_do_not_wait_for_each_other(turns: Turns) -> None:
    take = partial(turns.take, now=100.0, delay=10.0)
    asked = (("direct", "a"), ("direct", "b"), ("tor", "a"), ("direct", "a"))
    assert [take(*where).starts for where in asked] == [100, 100, 100, 110]


def test_jitter_keeps_between_half_and_one_and_a_half_of_the_delay(turns: Turns) -> None:
    moments = [turns.take("direct", "a", 0.0, delay=10.0, jitter=True).starts for _ in range(400)]
    gaps = [after - before for before, after in pairwise(moments)]
    assert 5 <= min(gaps) < 6
    assert 14 < max(gaps) <= 15
    assert 9 < sum(gaps) / len(gaps) < 11


def test_jitter_never_undercuts_a_crawl_delay_nor_a_neighbour(turns: Turns) -> None:
    for _ in range(50):
        crawl_delay = turns.take("direct", "a", 0.0, delay=10.0, least=10.0, jitter=True)
        strict = turns.take("direct", "a", 0.0, delay=10.0)
        loose = turns.take("direct", "a", 0.0, delay=1.0, jitter=True)
        assert min(strict.starts - crawl_delay.starts, loose.starts - strict.starts) > 9.999


def test_a_host_is_left_alone_as_long_as_it_wishes(turns: Turns) -> None:
    turns.change("direct", "a", partial(left_alone, seconds=70.0, why="HTTP 429", now=100.0))
    assert turns.take("direct", "a", 100.0).starts == 170.0
    assert turns.take("tor", "a", 100.0).starts == 100.0


def test_what_was_learned_outlives_the_process(tmp_path: Path) -> None:
    first = Turns(tmp_path / "turns.sqlite")
    first.change("direct", "a", partial(troubled, delay=4.0, asked_at=99.0, now=100.0))
    first.take("direct", "a", 100.0, heard=(0.2,))
    first.close()
    second = Turns(tmp_path / "turns.sqlite")
    assert second.take("direct", "a", 100.0).starts == 108.0
    assert second.standing("direct", "a").usual == 0.2


def test_a_turn_that_was_begun_late_keeps_the_next_one_off(turns: Turns) -> None:
    first, second, third = (turns.take("direct", "a", 100.0, delay=5.0) for _ in range(3))
    assert [first.starts, second.starts, third.starts] == [100, 105, 110]
    assert turns.begin("direct", "a", second, 109.0) == 109.0
    assert turns.begin("direct", "a", third, 110.0) == 114.0
    assert turns.begin("direct", "a", third, 114.0) == 114.0
    assert turns.take("direct", "a", 114.0, delay=5.0).starts == 119.0


def test_turns_are_counted_by_the_day_of_a_zone(turns: Turns) -> None:
    for zone in ("Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Europe/Berlin"):
        here = ZoneInfo(zone)
        begins, ends = day_around(datetime(2026, 3, 29, 12, tzinfo=here).timestamp(), zone)
        for moment in (begins - 1, begins, ends - 1):
            turns.take("direct", zone, moment)
        assert turns.requests_since("direct", zone, begins) == 2
        assert turns.requests_since("direct", zone, ends) == 0
        assert turns.requests_since("tor", zone, begins) == 0


def test_robots_txt_takes_a_turn_and_is_no_page(turns: Turns) -> None:
    turns.take("direct", "a", 100.0, delay=2.0, counted=False)
    assert turns.take("direct", "a", 100.0, delay=2.0).starts == 102.0
    assert turns.requests_since("direct", "a", 0.0) == 1


def test_a_table_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "turns.sqlite").mkdir()
    with pytest.raises(TurnsError, match=r"turns\.sqlite"):
        Turns(tmp_path / "turns.sqlite")


def test_a_turn_that_nobody_waits_for_costs_little(turns: Turns) -> None:
    begun = time.perf_counter()
    for _ in range(1000):
        turns.take("direct", "a", time.time(), heard=(0.001,))
    assert time.perf_counter() - begun < 5, "a commit must not wait for the disk"
