"""Match keys are made once, kept from others, and counted up."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.match_keys import MatchKeyError, match_keys, rotate_match_key


def test_the_first_key_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "keys"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: match_keys(folder), range(8)))
    ((key,),) = found
    assert (key.version, len(key.secret)) == (1, 32)
    assert [path.name for path in folder.iterdir()] == ["match-1.key"]
    assert (folder / "match-1.key").stat().st_mode & 0o077 == 0


def test_a_new_key_is_in_use_and_the_old_one_stays(tmp_path: Path) -> None:
    (old,) = match_keys(tmp_path)
    new = rotate_match_key(tmp_path)
    assert match_keys(tmp_path) == (new, old)
    assert new.version == 2
    assert new.secret != old.secret


@pytest.mark.parametrize("content", ["", "keine Zahl", "00ff"])
def test_what_is_no_key_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "match-1.key"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(MatchKeyError, match=r"match-1\.key"):
        match_keys(tmp_path)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    match_keys(tmp_path)
    (tmp_path / "match-1.key").chmod(0o644)
    with pytest.raises(MatchKeyError, match="chmod 600"):
        match_keys(tmp_path)
