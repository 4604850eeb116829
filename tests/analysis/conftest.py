"""The development corpus and seeded chance."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[2] / "testbed" / "corpus" / "dev.jsonl"


@pytest.fixture(scope="session")
def corpus() -> list[dict[str, Any]]:
    """The labelled posts."""
    return [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]


@pytest.fixture
def chance() -> random.Random:
    """Chance with a fixed seed."""
    return random.Random(20150115)
