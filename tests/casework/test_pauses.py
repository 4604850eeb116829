"""Pauses: a source left alone, and its schedules with it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import audit, firings, pauses, schedules
from casework.fault import CaseworkError, Denied

LONG_AGO, MUCH_LATER = (datetime.now(UTC) + timedelta(days=days) for days in (-1, 9000))


def test_a_pause_holds_until_its_end(home: Path) -> None:
    end = datetime.now(UTC) + timedelta(hours=1)
    pauses.pause("board", "the site asked us to", end)
    row = pauses.pause_of("board", end - timedelta(minutes=1))
    assert row is not None
    assert row.why == "the site asked us to"
    assert pauses.pause_of("board", end + timedelta(minutes=1)) is None
    assert pauses.pause_of("other") is None


def test_a_pause_without_an_end_holds_until_somebody_resumes(home: Path, people: dict[str, Any]) -> None:
    pauses.pause("board", "moved", by=people["operator"])
    assert pauses.pause_of("board", MUCH_LATER) is not None
    pauses.pause("board", "moved for good", by=people["admin"])
    held = pauses.pause_of("board")
    assert held is not None
    assert (held.why, held.by) == ("moved for good", people["admin"])
    pauses.resume("board", people["operator"])
    assert pauses.pause_of("board") is None
    kinds = [event.kind for event in audit.recent_events(subject="source:board")]
    assert kinds == ["source resumed", "source paused", "source paused"]


def test_a_paused_source_is_not_fired_and_nothing_is_made_up_for(home: Path) -> None:
    row = schedules.add_schedule("board", "* * * * *", "Asia/Shanghai")
    row.active_since = LONG_AGO
    row.save()
    pauses.pause("board", "quiet")
    assert firings.fire_due(datetime.now(UTC)) == []
    pauses.resume("board")
    resumed = datetime.now(UTC)
    assert firings.fire_due(resumed) == []
    assert [one.missed for one in firings.fire_due(resumed + timedelta(minutes=2))] in ([0], [1])


def test_what_makes_no_sense_is_refused(home: Path, people: dict[str, Any]) -> None:
    with pytest.raises(CaseworkError, match="say why board is paused"):
        pauses.pause("board", " ")
    with pytest.raises(CaseworkError, match="would have ended"):
        pauses.pause("board", "x", LONG_AGO)
    with pytest.raises(CaseworkError, match="board is not paused"):
        pauses.resume("board")
    with pytest.raises(Denied):
        pauses.pause("board", "x", by=people["analyst"])
