"""Where a setting's value comes from, and what is said of one that is wrong."""

from pathlib import Path

import pytest

from config.settings import Settings, SettingsError, load_settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HAWKWATCH_HOME", str(tmp_path))
    return tmp_path


def write(home: Path, text: str) -> None:
    (home / "hawkwatch.toml").write_text(text, "utf-8")


def test_what_is_said_nearer_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings() == Settings(home=home)
    write(home, 'run_seconds = 7\npage_bytes = 1_000\nvault = "file:///v"\n[egress]\nout = "tor://h:1"')
    monkeypatch.setenv("HAWKWATCH_PAGE_BYTES", "2000")
    monkeypatch.setenv("HAWKWATCH_VAULT", "file:///w")
    settings = load_settings(vault="file:///x", index=None)
    assert (settings.run_seconds, settings.page_bytes, settings.vault) == (7.0, 2000, "file:///x")
    assert (settings.egress, settings.index) == ({"out": "tor://h:1"}, "")


def test_the_file_is_that_of_the_home_that_was_given(home: Path) -> None:
    (other := home / "other").mkdir()
    write(home, "passed_over_days = 1")
    write(other, "passed_over_days = 2")
    assert load_settings(home=other).passed_over_days == 2


def test_a_table_stands_as_json_in_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAWKWATCH_EGRESS", '{"out": "socks5://h:1"}')
    assert load_settings().egress == {"out": "socks5://h:1"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("run_seconds = 0", r"setting run_seconds: Expected `float` > 0.0 \(got 0\)"),
        ("page_bytes = 1.5", r"setting page_bytes: Expected `int`, got `float` \(got 1.5\)"),
        ("disk_bytes = -1", "setting disk_bytes: Expected `int` >= 0"),
        ("index = 3", "setting index: Expected `str`, got `int`"),
        ("run_second = 1", "setting run_second: there is none of that name"),
        ("run_seconds = ", "hawkwatch.toml: Invalid value"),
    ],
)
def test_a_wrong_value_is_named(home: Path, written: str, said: str) -> None:
    write(home, written)
    with pytest.raises(SettingsError, match=said):
        load_settings()


def test_an_exit_may_hold_a_password_and_is_not_repeated(home: Path) -> None:
    write(home, '[egress]\nout = ["http://me:geheim@h:1"]')
    with pytest.raises(SettingsError, match="setting egress: Expected `str`, got `array`") as caught:
        load_settings()
    assert "geheim" not in str(caught.value)
