import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from testbed.declared import write_sources
from testbed.server import Testbed

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sites() -> Iterator[Testbed]:
    """The testbed on free ports, shared by tests that do not make it misbehave."""
    with Testbed(port=0) as running:
        yield running


@pytest.fixture
def own_sites() -> Iterator[Testbed]:
    """A testbed of this test's own, free to misbehave."""
    with Testbed(port=0) as running:
        yield running


def declare(running: Testbed, folder: Path) -> Path:
    """The shipped sources, copied to ``folder`` with the ports of ``running``."""
    write_sources(folder, running.sites)
    return folder


@pytest.fixture
def sources(sites: Testbed, tmp_path: Path) -> Path:
    """A folder of sources that read the shared testbed."""
    return declare(sites, tmp_path / "sources")


@pytest.fixture
def own_sources(own_sites: Testbed, tmp_path: Path) -> Path:
    """A folder of sources that read this test's own testbed."""
    return declare(own_sites, tmp_path / "own-sources")


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home folder of one test."""
    return tmp_path / "home"


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The environment of a command: this test's home, nothing else of ours."""
    ours = ("HAWKWATCH_", "LC_", "DJANGO_", "SCRAPY_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return plain | {"HAWKWATCH_HOME": str(home), "LANG": "C.UTF-8"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run a program of the environment: ``run("hawkwatch", "search", "银行")``."""

    def start(program: str, *words: object, **more: Any) -> "subprocess.CompletedProcess[str]":
        known = environment | more.pop("env", {})
        return subprocess.run(
            [str(Path(sys.executable).with_name(program)), *map(str, words)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=more.pop("timeout", 240),
            env=known,
            cwd=ROOT,
            check=False,
            **more,
        )

    return start


@pytest.fixture
def read_lines() -> Callable[[str], list[Any]]:
    """JSON lines as objects."""
    return lambda text: [json.loads(line) for line in text.splitlines() if line.strip()]
