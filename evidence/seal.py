"""The seal: a signature over the tag manifest, kept beside the bag so that the bag stays as it was signed."""

from hashlib import sha256
from pathlib import Path

from evidence.bag import Bag
from evidence.disk import settle, write_new
from evidence.keys import PUBLIC, Key
from evidence.verifier import SEAL_MANIFEST, SIGNATURE, SIGNED

_README = """Seal of an evidence bundle: a raw Ed25519 signature (RFC 8032) over its tagmanifest-sha256.txt
by key {id}.
The key here is a copy: compare it with one obtained elsewhere. VERIFY.txt in the bundle gives the steps.
"""


def announce_seal(bag: Bag, key: Key) -> None:
    """List in the bag what the seal will hold, so that a change to those files shows as well."""
    rows = [f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(_parts(key).items())]
    bag.add(SEAL_MANIFEST, "".join(rows).encode())


def write_seal(folder: Path, bag: Path, key: Key) -> None:
    """Sign the closed bag; ``folder`` must not exist."""
    folder.mkdir()
    for name, content in _parts(key).items():
        write_new(folder / name, content)
    write_new(folder / SIGNATURE, key.sign((bag / SIGNED).read_bytes()))
    settle(folder)


def _parts(key: Key) -> dict[str, bytes]:
    return {PUBLIC: key.public_pem, "README.txt": _README.format(id=key.id).encode()}
