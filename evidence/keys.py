"""The house's signing key: Ed25519 (RFC 8032), as PEM files that OpenSSL reads."""

import stat
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from evidence.disk import make_folder, settle, write_new
from records.complaint import Complaint

PRIVATE = "signing-key.pem"
PUBLIC = "public-key.pem"


class SigningKeyError(Complaint):
    """A signing key cannot be made or used; the message names the file."""


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key. ``id`` is the SHA-256 of the public key's DER form: print it, it tells keys apart."""

    id: str
    public_pem: bytes
    _private: Ed25519PrivateKey = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The raw 64-byte Ed25519 signature of ``message``."""
        return self._private.sign(message)


def init_keys(folder: Path) -> Key:
    """Make a key pair in ``folder``: ``signing-key.pem`` (mode 0600, unencrypted) and ``public-key.pem``.

    Raises:
        SigningKeyError: there is a key already (it is never overwritten), or the disk refuses.
    """
    private = Ed25519PrivateKey.generate()
    try:
        make_folder(folder)
        write_new(
            folder / PRIVATE, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600
        )
        (folder / PUBLIC).write_bytes(_key(private).public_pem)
        settle(folder)
    except FileExistsError as error:
        raise SigningKeyError(
            f"{folder / PRIVATE} exists already; a signing key is never overwritten"
        ) from error
    except OSError as error:
        raise SigningKeyError(f"{folder}: {error.strerror}") from error
    return _key(private)


def load_key(folder: Path) -> Key:
    """The key pair of ``folder``.

    Raises:
        SigningKeyError: no key there, not an Ed25519 key, or one that other accounts of the machine may read.
    """
    path = folder / PRIVATE
    try:
        content, mode = path.read_bytes(), path.stat().st_mode
        private = load_pem_private_key(content, password=None)
    except OSError as error:
        raise SigningKeyError(
            f"signing key {path}: {error.strerror} (hawkwatch keys init makes one)"
        ) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningKeyError(f"signing key {path} is no unencrypted PEM key") from error
    if stat.S_IMODE(mode) & 0o077:
        raise SigningKeyError(f"signing key {path} can be read by others: chmod 600 it, or make a new one")
    if not isinstance(private, Ed25519PrivateKey):
        raise SigningKeyError(f"signing key {path} is no Ed25519 key")
    return _key(private)


def export_public(folder: Path) -> bytes:
    """The public key as PEM, worked out from the private one. Raises SigningKeyError as :func:`load_key`."""
    return load_key(folder).public_pem


def key_id(public_pem: bytes) -> str:
    """The id of a public key: 64 hexadecimal digits.

    Raises:
        SigningKeyError: no PEM of an Ed25519 public key.
    """
    try:
        public = load_pem_public_key(public_pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SigningKeyError("not a PEM public key") from error
    if not isinstance(public, Ed25519PublicKey):
        raise SigningKeyError("not an Ed25519 public key")
    return sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _key(private: Ed25519PrivateKey) -> Key:
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return Key(key_id(pem), pem, private)
