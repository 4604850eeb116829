"""A BagIt 1.0 folder (RFC 8493) being filled."""

from collections.abc import Mapping
from hashlib import sha256, sha512
from pathlib import Path

from evidence.disk import make_folder, settle, write_new

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_HASHES = {"sha256": sha256, "sha512": sha512}


class Bag:
    """Files under ``folder`` with their check values; durable once :meth:`close` wrote the manifests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sums: dict[str, dict[str, str]] = {}
        self._size = 0

    def add(self, name: str, content: bytes) -> None:
        """Write ``content`` as ``name`` (relative, ``/`` between parts; ``data/…`` is payload)."""
        make_folder((self.folder / name).parent)
        write_new(self.folder / name, content)
        self._sums[name] = {kind: hash_(content).hexdigest() for kind, hash_ in _HASHES.items()}
        self._size += len(content) if name.startswith("data/") else 0

    def sha256(self, name: str) -> str:
        """The check value of a file added before."""
        return self._sums[name]["sha256"]

    def close(self, facts: Mapping[str, str]) -> None:
        """Write ``bagit.txt``, ``bag-info.txt`` (from ``facts``) and the four manifests."""
        payload = [name for name in self._sums if name.startswith("data/")]
        lines = dict(facts) | {"Payload-Oxum": f"{self._size}.{len(payload)}"}
        self.add("bagit.txt", DECLARATION.encode())
        self.add(
            "bag-info.txt",
            "".join(f"{key}: {' '.join(value.split())}\n" for key, value in lines.items()).encode(),
        )
        self._write_manifests("manifest", payload)
        tags = [name for name in self._sums if not name.startswith("data/")]
        self._write_manifests("tagmanifest", tags)
        for folder in (self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())):
            settle(folder)

    def _write_manifests(self, name: str, files: list[str]) -> None:
        rows = {kind: [f"{self._sums[file][kind]}  {file}\n" for file in sorted(files)] for kind in _HASHES}
        for kind, lines in rows.items():
            self.add(f"{name}-{kind}.txt", "".join(lines).encode())
