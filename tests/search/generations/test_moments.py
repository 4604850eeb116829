"""A scan reads one moment, and gives it back."""

import inspect
from typing import Any

import pytest

from search.fault import IndexFault
from search.index import Index


def test_a_scan_whose_moment_is_over_says_so(index: Index, document: Any, client: Any) -> None:
    index.init()
    index.put([document(number) for number in range(1200)])
    reading = index.scan()
    for _ in range(1000):
        next(reading)
    client.close_point_in_time(id=inspect.getgeneratorlocals(reading)["moment"])
    with pytest.raises(IndexFault, match="moment is over; begin again"):
        next(reading)


def test_a_scan_that_is_left_gives_its_moment_back(index: Index, document: Any, client: Any) -> None:
    index.init()
    index.put([document(number) for number in range(20)])
    reading = index.scan()
    next(reading)
    moment = inspect.getgeneratorlocals(reading)["moment"]
    reading.close()
    assert client.options(ignore_status=404).close_point_in_time(id=moment)["num_freed"] == 0
