#!/usr/bin/env python3
"""Checks a Hawkwatch evidence bundle offline. One file, standard library only: copy it anywhere.

    python3 verifier.py BAG [--seal DIR] [--trust KEY_FILE_OR_FOLDER]

The signature is checked with the ``cryptography`` package if there is one, else with the ``openssl`` program.
Exit codes: 0 valid, 1 damaged, 3 intact but not sealed, 4 intact and sealed but signer not checked, 5 not
checkable here. A key inside bag or seal proves nothing: only one from elsewhere (``--trust``) gives "valid".
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODES = {"valid": 0, "damaged": 1, "not sealed": 3, "signer not checked": 4, "not checkable": 5}
SIGNED = "tagmanifest-sha256.txt"
SIGNATURE = f"{SIGNED}.sig"
SEAL_MANIFEST = "seal-manifest-sha256.txt"
_DIGITS = {"sha256": 64, "sha512": 128}
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----")
_ED25519 = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: what precedes the 32 bytes of the key
_LARGEST = 1 << 30
Sums = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Verdict:
    """``state`` is a key of CODES; ``problems`` name each file that is not as it was, or what was missing."""

    state: str
    problems: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """Exit code of the command line."""
        return CODES[self.state]


def verify(path: Path, seal: Path | None = None, trust: Path | None = None) -> Verdict:
    """Check the bag ``path`` against its manifests, its WARC files and its seal (default ``path.seal``)."""
    bag = path.absolute()
    stamp = seal or bag.with_name(f"{bag.name}.seal")
    try:
        keys = _trusted(trust, (bag, stamp)) if trust else []
        if seal and not seal.is_dir():
            raise OSError(f"{seal}: no such folder")
        problems = list(dict.fromkeys(_bag_problems(bag)))
        problems += _seal_problems(bag, stamp, keys) if stamp.is_dir() else []
    except OSError as error:  # of this machine, or of ours: then it has no file name
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return Verdict("not checkable", (said,))
    if problems:
        return Verdict("damaged", tuple(problems))
    if not stamp.is_dir():
        return Verdict("not sealed", (f"{stamp}: there is no seal",))
    return Verdict("valid") if keys else Verdict("signer not checked", ("no key from outside was given",))


def _bag_problems(bag: Path) -> list[str]:
    if not bag.is_dir():
        raise OSError(f"{bag}: no such folder")
    if not any((bag / name).exists() for name in ("bagit.txt", "manifest-sha256.txt", SIGNED, "data")):
        raise OSError(f"{bag}: this is not an evidence bundle")
    files, problems = _tree(bag)
    tops = {f"tagmanifest-{kind}.txt" for kind in _DIGITS}
    sums = {name: _sums(bag / name) for name in files if name not in tops}
    payload = {name for name in sums if name.startswith("data/")}
    problems += _manifest_problems(bag, "manifest", payload, sums)
    problems += _manifest_problems(bag, "tagmanifest", set(sums) - payload, sums)
    for name in sums:
        if name.startswith("data/captures/") and name.endswith(".warc.gz"):
            problems += [f"{name}: {problem}" for problem in _capture_problems(bag / name, name, sums)]
    log = bag / "data/custody/audit.jsonl"
    lines = log.read_bytes() if "data/custody/audit.jsonl" in sums else b""
    return problems + [f"data/custody/audit.jsonl: {problem}" for problem in chain_problems(lines)]


def _tree(bag: Path) -> tuple[list[str], list[str]]:
    """The regular files, and problems: anything else, and folders that hold nothing."""
    files, problems = [], []
    for path in sorted(bag.rglob("*")):
        name = path.relative_to(bag).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            problems.append(f"{name}: added (a link or a device)")
        elif path.is_file():
            files.append(name)
        elif not any(path.iterdir()):
            problems.append(f"{name}/: added (an empty folder)")
    return files, problems


def _sums(path: Path) -> dict[str, str]:
    hashers = {kind: hashlib.new(kind) for kind in _DIGITS}
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            for hasher in hashers.values():
                hasher.update(block)
    return {kind: hasher.hexdigest() for kind, hasher in hashers.items()}


def _manifest_problems(bag: Path, stem: str, present: set[str], sums: Sums) -> Iterator[str]:
    misfits: dict[str, list[str]] = {}
    for kind, digits in _DIGITS.items():
        manifest = bag / f"{stem}-{kind}.txt"
        if manifest.is_symlink() or not manifest.is_file():
            yield f"{manifest.name}: missing (removed or renamed)"
            continue
        text = manifest.read_bytes().decode("utf-8", "replace")
        listed = {name: total for total, name in re.findall(rf"(?m)^([0-9a-f]{{{digits}}})  (.+)$", text)}
        yield from (f"{name}: missing (removed or renamed)" for name in sorted(set(listed) - present))
        yield from (f"{name}: added (not in {manifest.name})" for name in sorted(present - set(listed)))
        for name in sorted(present & set(listed)):
            if sums[name][kind] != listed[name]:
                misfits.setdefault(name, []).append(manifest.name)
        # Blank lines, other line ends, doubled or moved lines alter no sum and are a change all the same.
        if text != "".join(f"{total}  {name}\n" for name, total in sorted(listed.items())):
            yield f"{manifest.name}: changed (not in the form it was written in)"
    for name, manifests in misfits.items():
        # A file that fits one manifest and not the other may well be innocent: blame neither alone.
        both = len(manifests) == len(_DIGITS)
        yield f"{name}: changed" if both else f"{name}, or its line in {manifests[0]}: changed"


def _capture_problems(path: Path, name: str, sums: Sums) -> Iterator[str]:
    """What manifests cannot show: they are rewritten easily, but a capture vouches for itself."""
    if sums[name]["sha256"] != path.name.partition(".")[0]:
        yield "its content does not fit its name"
    problems, blocks = inspect_capture(path)
    yield from problems
    held = {hashlib.sha256(block).hexdigest() for block in blocks}
    for part in ("record.json", "page.png", "dom.html.txt"):
        shown = f"{name[: -len('.warc.gz')]}/{part}"
        if shown in sums and sums[shown]["sha256"] not in held:
            yield f"{shown} is not what the capture holds"


def inspect_capture(path: Path) -> tuple[list[str], list[bytes]]:
    """What is wrong with the WARC file of one capture (cut, digests, number of records), and its blocks."""
    problems: list[str] = []
    blocks: list[bytes] = []
    try:
        for headers, block in _records(path.read_bytes()):
            blocks.append(block)
            http = headers.get("content-type", "").startswith("application/http")
            payload = block.partition(b"\r\n\r\n")[2] if http else block
            for name, content in (("warc-block-digest", block), ("warc-payload-digest", payload)):
                total = base64.b32encode(hashlib.sha256(content).digest()).decode()
                if headers.get(name) != f"sha256:{total}":
                    problems.append(f"record {len(blocks)}: {name} is missing or does not fit")
        stated = json.loads(blocks[-1])["records"]
        problems += [] if stated == len(blocks) else [f"{len(blocks)} records, {stated} were written"]
    except (zlib.error, EOFError) as error:
        problems.append(f"record {len(blocks) + 1} is damaged: {error}")
    except (ValueError, LookupError, TypeError, RecursionError):
        problems.append("the last record is no record.json (records cut off?)")
    return problems, blocks


def _records(rest: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Header fields and block of each record; EOFError where a gzip member is not one whole record."""
    while rest:
        member = zlib.decompressobj(31)
        text = member.decompress(rest, _LARGEST)
        head, _, body = text.partition(b"\r\n\r\n")
        first, *lines = head.decode("utf-8", "replace").split("\r\n")
        headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        length = headers.get("content-length", "")
        if not member.eof:
            raise EOFError("its gzip member is cut short")
        if first != "WARC/1.1" or not length.isdecimal() or body[int(length) :] != b"\r\n\r\n":
            raise EOFError("not one whole WARC/1.1 record")
        rest = member.unused_data
        yield headers, body[: int(length)]


def _digest_problems(headers: dict[str, str], block: bytes) -> Iterator[str]:
    http = headers.get("content-type", "").startswith("application/http")
    payload = block.partition(b"\r\n\r\n")[2] if http else block
    for name, content in (("warc-block-digest", block), ("warc-payload-digest", payload)):
        total = base64.b32encode(hashlib.sha256(content).digest()).decode()
        if headers.get(name) != f"sha256:{total}":
            yield f"{name} {'does not fit' if name in headers else 'is missing'}"


def chain_problems(content: bytes, whole: bool = False) -> Iterator[str]:
    """What is wrong with ledger lines; unless ``whole``, entries may have been left out between two lines."""
    number, digest = 0, "0" * 64
    for place, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            entry = json.loads(line)
            fields = {key: value for key, value in entry.items() if key != "digest"}
            n, total, previous = entry["n"], entry["digest"], entry["previous"]
            if hashlib.sha256(_canonical(fields)).hexdigest() != total or line != _canonical(entry) + b"\n":
                yield f"line {place}: changed or cut short"
            if n <= number or (whole and n != number + 1):
                yield f"line {place}: entry {n} follows entry {number}"
            elif n == number + 1 and previous != digest:
                yield f"line {place}: does not follow from the entry before it"
            number, digest = n, total
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            yield f"line {place}: no ledger entry (changed or cut short)"


def _canonical(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def _trusted(trust: Path, inside: tuple[Path, ...]) -> list[bytes]:
    where = trust.resolve()
    if any(each.resolve() in (where, *where.parents) for each in inside):
        raise OSError(f"{trust}: a key from inside the bundle or its seal proves nothing")
    files = [trust] if not trust.is_dir() else sorted(path for path in trust.iterdir() if path.is_file())
    keys = [key for path in files if path.stat().st_size < 1 << 20 for key in _keys(path.read_bytes())]
    if not keys:
        raise OSError(f"{trust}: holds no Ed25519 public key (PEM)")
    return keys


def _keys(pem: bytes) -> Iterator[bytes]:
    """The DER form of each Ed25519 public key in a PEM text."""
    for body in _PEM.findall(pem):
        try:
            der = base64.b64decode(b"".join(body.split()), validate=True)
        except ValueError:  # a damaged key is no key
            continue
        if len(der) == len(_ED25519) + 32 and der.startswith(_ED25519):
            yield der


def _seal_problems(bag: Path, seal: Path, trusted: list[bytes]) -> Iterator[str]:
    manifest, signature, signed = bag / SEAL_MANIFEST, seal / SIGNATURE, bag / SIGNED
    rows = manifest.read_text("utf-8", "replace").splitlines() if manifest.is_file() else []
    listed = {row[66:]: row[:64] for row in rows}
    present = {path.relative_to(seal).as_posix(): path for path in seal.rglob("*")}
    yield from (f"{seal.name}/{each}: missing" for each in {*listed, SIGNATURE} - set(present))
    yield from (f"{seal.name}/{each}: added" for each in set(present) - {*listed, SIGNATURE})
    for each in set(present) & set(listed):
        if not present[each].is_file() or _sums(present[each])["sha256"] != listed[each]:
            yield f"{seal.name}/{each}: changed"
    if signature.is_file() and signed.is_file():
        beside = [key for path in sorted(seal.glob("*.pem")) for key in _keys(path.read_bytes())]
        if not any(_fits(key, signature, signed) for key in trusted or beside):
            whose = "by none of the trusted keys" if trusted else "not by the key beside it"
            yield f"{seal.name}/{SIGNATURE}: {SIGNED} as it stands is signed {whose}"


def _fits(der: bytes, signature: Path, signed: Path) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return _openssl_fits(der, signature, signed)
    try:
        Ed25519PublicKey.from_public_bytes(der[-32:]).verify(signature.read_bytes(), signed.read_bytes())
    except InvalidSignature:
        return False
    return True


def _openssl_fits(der: bytes, signature: Path, signed: Path) -> bool:
    openssl = shutil.which("openssl")
    if not openssl:
        raise OSError("neither the openssl program nor Python's cryptography package is here")
    with tempfile.NamedTemporaryFile(suffix=".der") as key:
        key.write(der)
        key.flush()
        order = [openssl, "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", key.name]
        order += ["-sigfile", str(signature), "-in", str(signed)]
        return subprocess.run(order, capture_output=True, check=False).returncode == 0


def main() -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(description="Check a Hawkwatch evidence bundle offline.")
    parser.add_argument("bag", type=Path, metavar="BAG")
    parser.add_argument("--seal", type=Path, help="folder of the seal; default BAG.seal")
    parser.add_argument("--trust", type=Path, help="public key (PEM) or a folder of them, from elsewhere")
    given = parser.parse_args()
    verdict = verify(given.bag, given.seal, given.trust)
    print("\n".join([verdict.state, *(f"  {problem}" for problem in verdict.problems)]))
    return verdict.code


if __name__ == "__main__":
    sys.exit(main())
