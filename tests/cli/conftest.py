"""A home that commands are tried in, without a process for each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.main import run as run_command

Run = Callable[..., Any]
CHAT = "\n\n".join(
    (
        "出一手银行客户资料10万条，0.5元一条，先测后买，QQ 4300000017",
        "出酒店开房记录，一次300元，飞机 @kf00000cha",
        "出患者资料，糖尿病、高血压，1元一条，5000条起，微信 hz00000user",
    )
)


@pytest.fixture(autouse=True)
def language_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--lang`` sets the variable for its process, which is that of the tests here."""
    monkeypatch.setenv("HAWKWATCH_LANGUAGE", "")
    monkeypatch.delenv("HAWKWATCH_LANGUAGE")


@pytest.fixture(scope="session")
def told(run_in: Run, environment_of: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which three listings were handed."""
    folder = tmp_path_factory.mktemp("searching")
    folder.joinpath("chat.txt").write_text(CHAT, "utf-8")
    handed = run_in(
        environment_of(folder / "home"), "hawkwatch", "import", folder / "chat.txt", "--from", "a reader",
        "--how", "by hand", "--format", "text",
    )  # fmt: skip
    assert handed.returncode == 0, handed.stderr
    return folder / "home"


@pytest.fixture
def within(told: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in that home: its exit code, what it said on stdout and on stderr."""
    monkeypatch.setenv("HAWKWATCH_HOME", str(told))
    monkeypatch.delenv("HAWKWATCH_SOURCES", raising=False)

    def ask(*words: object, language: str = "en") -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            run_command(["--lang", language, *map(str, words)])
        said = capfd.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return ask


@pytest.fixture
def in_house(house: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in the ``house`` of a test's own file: exit code, stdout and stderr."""
    monkeypatch.setenv("HAWKWATCH_HOME", str(house))
    monkeypatch.setenv("HAWKWATCH_LANGUAGE", "en")

    def running(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            run_command([*map(str, words)])
        code = end.value.code
        return (code if isinstance(code, int) else 0, *capfd.readouterr())

    return running


@pytest.fixture
def answer(in_house: Run) -> Run:
    """What a command that must succeed answers in JSON."""

    def answering(*words: object) -> Any:
        code, said, complaint = in_house(*words, "--json")
        assert code == 0, complaint
        return json.loads(said)

    return answering
