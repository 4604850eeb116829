"""Signing keys: made once, kept close, readable by OpenSSL."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from evidence.keys import SigningKeyError, export_public, init_keys, key_id, load_key


def test_a_new_key_is_private_and_comes_back(tmp_path: Path) -> None:
    key = init_keys(tmp_path / "keys")
    assert (tmp_path / "keys/signing-key.pem").stat().st_mode & 0o777 == 0o600
    assert load_key(tmp_path / "keys").id == key.id == key_id(export_public(tmp_path / "keys"))
    assert (tmp_path / "keys/public-key.pem").read_bytes() == key.public_pem
    assert "PRIVATE" not in repr(key)


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    key = init_keys(tmp_path)
    with pytest.raises(SigningKeyError, match="never overwritten"):
        init_keys(tmp_path)
    assert load_key(tmp_path).id == key.id


def test_openssl_reads_the_key_and_gets_the_same_id(tmp_path: Path) -> None:
    key = init_keys(tmp_path)
    order = ["openssl", "pkey", "-pubin", "-in", str(tmp_path / "public-key.pem"), "-outform", "DER"]
    der = subprocess.run(order, capture_output=True, check=True).stdout
    assert hashlib.sha256(der).hexdigest() == key.id
    assert len(key.sign(b"x")) == 64


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    init_keys(tmp_path)
    (tmp_path / "signing-key.pem").chmod(0o644)
    with pytest.raises(SigningKeyError, match="can be read by others"):
        load_key(tmp_path)


def test_what_is_no_key_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SigningKeyError, match="No such file"):
        load_key(tmp_path)
    (tmp_path / "signing-key.pem").write_text("hello")
    with pytest.raises(SigningKeyError, match="no unencrypted PEM key"):
        load_key(tmp_path)
    order = ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    (tmp_path / "signing-key.pem").write_bytes(subprocess.run(order, capture_output=True, check=True).stdout)
    (tmp_path / "signing-key.pem").chmod(0o600)
    with pytest.raises(SigningKeyError, match="no Ed25519 key"):
        load_key(tmp_path)
    with pytest.raises(SigningKeyError, match="not a PEM public key"):
        key_id(b"hello")
