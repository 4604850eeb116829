import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from testbed.declared import write_sources
from testbed.server import Testbed

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def empty_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated home without rows, to be copied: migrating takes longer than most tests."""
    from django.db import connections

    from casework.open import open_casework

    folder = tmp_path_factory.mktemp("empty")
    open_casework(folder)
    connections.close_all()
    return folder


@pytest.fixture(scope="session")
def sites() -> Iterator[Testbed]:
    """The testbed on free ports, shared by tests that do not make it misbehave."""
    with Testbed(port=0) as running:
        yield running


@pytest.fixture(scope="session")
def shared_sources(sites: Testbed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sources that read the shared testbed, for tests that change none of them."""
    return declare(sites, tmp_path_factory.mktemp("shared") / "sources")


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


def _environment(home: Path) -> dict[str, str]:
    ours = ("HAWKWATCH_", "LC_", "DJANGO_", "SCRAPY_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return plain | {"HAWKWATCH_HOME": str(home), "LANG": "C.UTF-8"}


def _run(
    environment: dict[str, str], program: str, *words: object, **more: Any
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(Path(sys.executable).with_name(program)), *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=more.pop("timeout", 240),
        env=environment | more.pop("env", {}),
        cwd=ROOT,
        check=False,
        **more,
    )


@pytest.fixture(scope="session")
def environment_of() -> Callable[[Path], dict[str, str]]:
    """The environment of a command in a home that tests share: that home, nothing else of ours."""
    return _environment


@pytest.fixture(scope="session")
def run_in() -> Run:
    """Run a program in an environment: ``run_in(environment, "hawkwatch", "search", "银行")``."""
    return _run


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The environment of a command in this test's home."""
    return _environment(home)


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run a program in this test's home: ``run("hawkwatch", "search", "银行")``."""
    return partial(_run, environment)


@pytest.fixture
def read_lines() -> Callable[[str], list[Any]]:
    """JSON lines as objects."""
    return lambda text: [json.loads(line) for line in text.splitlines() if line.strip()]
