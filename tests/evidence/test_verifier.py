"""The verifier's five answers, as a library and as a lone file on a bare Python."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import evidence.verifier
from evidence.keys import init_keys
from evidence.verifier import verify

Export = Callable[..., Path]


def test_valid_needs_a_key_from_outside(bundle: Path) -> None:
    assert verify(bundle, trust=bundle.parent / "trusted.pem").code == 0
    assert verify(bundle).code == 4


def test_a_folder_of_keys_will_do(bundle: Path, tmp_path: Path) -> None:
    init_keys(tmp_path / "other")
    (tmp_path / "trust").mkdir()
    shutil.copy(tmp_path / "other/public-key.pem", tmp_path / "trust/a.pem")
    assert verify(bundle, trust=tmp_path / "trust").code == 1
    shutil.copy(bundle.parent / "trusted.pem", tmp_path / "trust/b.pem")
    assert verify(bundle, trust=tmp_path / "trust").code == 0


def test_a_seal_may_lie_elsewhere(export: Export, tmp_path: Path) -> None:
    bag = export()
    shutil.move(f"{bag}.seal", tmp_path / "seal")
    assert verify(bag).code == 3
    assert verify(bag, tmp_path / "seal", bag.parent / "trusted.pem").code == 0


def test_a_bag_may_be_renamed_and_named_from_inside(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = export()
    trust = bag.parent / "trusted.pem"
    shutil.move(bag, tmp_path / "renamed")
    shutil.move(f"{bag}.seal", tmp_path / "renamed.seal")
    monkeypatch.chdir(tmp_path / "renamed")
    assert verify(Path(), trust=trust).code == 0


@pytest.mark.parametrize("where", ["case-1", "case-1.seal", "case-1.seal/public-key.pem"])
def test_a_key_inside_is_no_anchor(bundle: Path, where: str) -> None:
    verdict = verify(bundle, trust=bundle.parent / where)
    assert verdict.code == 5
    assert "proves nothing" in verdict.problems[0]


def test_what_cannot_be_checked_is_said(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.pem").write_text("no key")
    assert verify(tmp_path / "none").code == 5
    assert verify(tmp_path / "note.pem").code == 5
    assert verify(tmp_path / "empty").code == 5
    assert verify(bundle, seal=tmp_path / "none").code == 5
    assert verify(bundle, trust=tmp_path / "none").code == 5
    assert verify(bundle, trust=tmp_path / "empty").code == 5
    assert verify(bundle, trust=tmp_path / "note.pem").code == 5


@pytest.mark.parametrize("bare", [True, False])
def test_the_lone_file_gives_the_same_answers(
    bundle: Path, export: Export, tmp_path: Path, bare: bool
) -> None:
    """Bare means without any installed package, so that the signature goes through the openssl program."""
    alone = tmp_path / "verifier.py"
    shutil.copy(evidence.verifier.__file__, alone)
    order = [sys.executable, *(["-I", "-S"] if bare else []), str(alone)]
    trust = ["--trust", str(bundle.parent / "trusted.pem")]

    def answer(bag: Path, *more: str) -> int:
        return subprocess.run([*order, str(bag), *more], capture_output=True, check=False).returncode

    assert answer(bundle, *trust) == 0
    assert answer(bundle) == 4
    assert answer(tmp_path / "none") == 5
    changed = export()
    signature = Path(f"{changed}.seal/tagmanifest-sha256.txt.sig")
    signature.write_bytes(bytes([signature.read_bytes()[0] ^ 1]) + signature.read_bytes()[1:])
    assert answer(changed, *trust) == 1
    assert answer(changed) == 1
    shutil.rmtree(signature.parent)
    assert answer(changed) == 3


def test_neither_package_nor_program_is_said(bundle: Path) -> None:
    order = [sys.executable, "-I", "-S", evidence.verifier.__file__, str(bundle)]
    said = subprocess.run(order, capture_output=True, text=True, check=False, env={"PATH": "/nowhere"})
    assert said.returncode == 5
    assert "neither the openssl program" in said.stdout
