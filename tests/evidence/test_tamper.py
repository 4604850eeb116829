"""Whatever is done to a bundle is found and named; an untouched one never raises an alarm."""

import base64
import hashlib
import random
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.keys import init_keys
from evidence.verifier import verify

Export = Callable[..., Path]
Tamper = Callable[[Path, random.Random], str]
PARTS = (
    "*.warc.gz", "record.json", "page.png", "dom.html.txt", "text.txt", "*.csv", "listing.json",
    "audit.jsonl", "bag-info.txt", "bagit.txt", "VERIFY*.txt", "manifest-*.txt", "tagmanifest-*.txt",
    "seal-manifest-*.txt",
)  # fmt: skip


def pick(bag: Path, dice: random.Random, pattern: str | None = None) -> Path:
    """One file: first a kind, then one of it, so that every kind comes up."""
    return dice.choice(sorted(path for path in bag.rglob(pattern or dice.choice(PARTS)) if path.is_file()))


def flip(path: Path, dice: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(content)


def flip_any(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice)
    flip(path, dice)
    return path.name


def flip_seal(bag: Path, dice: random.Random) -> str:
    path = pick(Path(f"{bag}.seal"), dice, "*")
    flip(path, dice)
    return path.name


def truncate(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice)
    path.write_bytes(path.read_bytes()[: dice.randrange(path.stat().st_size)])
    return path.name


def extend(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice)
    path.write_bytes(path.read_bytes() + dice.choice([b"\n", b"\0", b" ", b"\r\n", b"x"]))
    return path.name


def delete(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice)
    path.unlink()
    return path.name


def delete_signature(bag: Path, dice: random.Random) -> str:
    path = pick(Path(f"{bag}.seal"), dice, "*")
    path.unlink()
    return path.name


def delete_seal(bag: Path, dice: random.Random) -> str:
    shutil.rmtree(f"{bag}.seal")
    return "there is no seal"


def add_payload(bag: Path, dice: random.Random) -> str:
    folder = dice.choice(sorted(path for path in bag.glob("data/**/") if path.is_dir()))
    (folder / f"added-{dice.randrange(99)}.txt").write_bytes(b"" if dice.random() < 0.5 else b"more")
    return "added-"


def add_tag(bag: Path, dice: random.Random) -> str:
    name = dice.choice(["added.txt", ".added", "more/added.txt", "tagmanifest-md5.txt", "added.pem"])
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_bytes(b"more")
    return name


def add_odd(bag: Path, dice: random.Random) -> str:
    place = bag / dice.choice(["odd", "data/odd", "data/captures/odd"])
    if dice.random() < 0.5:
        place.mkdir()
    else:
        place.symlink_to(dice.choice(["/etc/hostname", "bagit.txt", ".", "nowhere"]))
    return "odd"


def replace_by_link(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice)
    path.rename(bag.parent / "moved")
    path.symlink_to(bag.parent / "moved")
    return path.name


def rename(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice)
    path.rename(path.with_name(f"{path.name}{dice.choice('~ 1x')}"))
    return path.name


def swap_captures(bag: Path, dice: random.Random) -> str:
    part = dice.choice(["*.warc.gz", "record.json", "text.txt"])
    one, two = dice.sample(sorted((bag / "data/captures").rglob(part)), 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    return one.name


def edit_times(bag: Path, dice: random.Random) -> str:
    path = pick(
        bag,
        dice,
        dice.choice(["record.json", "listing.json", "audit.jsonl", "item-list.csv", "bag-info.txt"]),
    )
    spots = [spot.start() for spot in re.finditer(rb"20\d\d-\d\d-\d\d", path.read_bytes())]
    content, spot = path.read_bytes(), dice.choice(spots)
    path.write_bytes(content[:spot] + b"2019-01-01" + content[spot + 10 :])
    return path.name


def edit_facts(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice, dice.choice(["record.json", "listing.json", "bag-info.txt"]))
    path.write_bytes(re.sub(rb"[A-Za-z]{4,}", b"altered", path.read_bytes(), count=1))
    return path.name


def replace_screenshot(bag: Path, dice: random.Random) -> str:
    path = pick(bag, dice, "page.png")
    path.write_bytes(path.read_bytes()[:-1] + dice.randbytes(5))
    return path.name


def edit_log(bag: Path, dice: random.Random) -> str:
    log = bag / "data/custody/audit.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    place = dice.randrange(len(lines) - 1)
    line = lines.pop(place)
    kind = dice.randrange(5)
    if kind == 1:
        lines[place:place] = [line, line]
    elif kind == 2:
        lines.insert(place + 1, line)
    elif kind == 3:
        lines.insert(place, line.replace(b'actor":"', b'actor":"x', 1))
    elif kind == 4:
        lines[place:] = [line]
    log.write_bytes(b"".join(lines))
    return log.name


def regenerate(bag: Path) -> None:
    """Make every manifest fit again, as a forger would: payload first, then tags."""
    for manifest, is_listed in (("manifest", is_payload), ("tagmanifest", is_tag)):
        files = sorted(path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file())
        for kind in ("sha256", "sha512"):
            names = [name for name in files if is_listed(name)]
            rows = (f"{hashlib.new(kind, (bag / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
            (bag / f"{manifest}-{kind}.txt").write_text("".join(rows))


def is_payload(name: str) -> bool:
    return name.startswith("data/")


def is_tag(name: str) -> bool:
    return not name.startswith(("data/", "tagmanifest-"))


def forge_manifests(bag: Path, dice: random.Random) -> str:
    tamper = dice.choice([edit_times, edit_facts, replace_screenshot, add_payload, swap_captures, edit_log])
    tamper(bag, dice)
    regenerate(bag)
    return "tagmanifest-sha256.txt.sig"


def forge_all(bag: Path, dice: random.Random) -> str:
    """The full forgery: new manifests, a new key, a new seal. Only a key from outside can show it."""
    edit_facts(bag, dice)
    key = init_keys(bag.parent / "forger")
    seal = Path(f"{bag}.seal")
    (seal / "public-key.pem").write_bytes(key.public_pem)
    names = ("README.txt", "public-key.pem")
    rows = (f"{hashlib.sha256((seal / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (bag / "seal-manifest-sha256.txt").write_text("".join(rows))
    regenerate(bag)
    (seal / "tagmanifest-sha256.txt.sig").write_bytes(key.sign((bag / "tagmanifest-sha256.txt").read_bytes()))
    return "trusted keys"


def sign_by_another(bag: Path, dice: random.Random) -> str:
    key = init_keys(bag.parent / "another")
    signature = Path(f"{bag}.seal/tagmanifest-sha256.txt.sig")
    signature.write_bytes(key.sign((bag / "tagmanifest-sha256.txt").read_bytes()))
    return signature.name


def take_old_signature(bag: Path, dice: random.Random) -> str:
    signature = Path(f"{bag}.seal/tagmanifest-sha256.txt.sig")
    (bag / "tagmanifest-sha256.txt").write_bytes(b"")
    signature.write_bytes(
        signature.read_bytes()[: dice.choice([0, 32, 63])] + bytes(dice.choice([1, 32, 64]))
    )
    return signature.name


def split_members(content: bytes) -> list[bytes]:
    members = []
    while content:
        member = zlib.decompressobj(31)
        members.append(member.decompress(content))
        content = member.unused_data
    return members


def replace_record(bag: Path, dice: random.Random) -> str:
    """A record is rewritten with digests that match; the file keeps its name."""
    path = pick(bag, dice, "*.warc.gz")
    members = split_members(path.read_bytes())
    place = dice.randrange(len(members))
    head, _, block = members[place].partition(b"\r\n\r\n")
    block = block[:-4] + b" "
    payload = block.partition(b"\r\n\r\n")[2] if b"application/http" in head else block
    for name, content in ((b"Block", block), (b"Payload", payload)):
        digest = base64.b32encode(hashlib.sha256(content).digest())
        head = re.sub(rb"(?<=WARC-" + name + rb"-Digest: sha256:)[A-Z2-7=]+", digest, head)
    head = re.sub(rb"(?<=Content-Length: )\d+", str(len(block)).encode(), head)
    members[place] = head + b"\r\n\r\n" + block + b"\r\n\r\n"
    packers = ((zlib.compressobj(9, zlib.DEFLATED, 31), member) for member in members)
    path.write_bytes(b"".join(packer.compress(member) + packer.flush() for packer, member in packers))
    if dice.random() < 0.5:
        regenerate(bag)
    return path.name


KINDS: tuple[Tamper, ...] = (
    flip_any, flip_seal, truncate, extend, delete, delete_signature, delete_seal, add_payload, add_tag,
    add_odd, replace_by_link, rename, swap_captures, edit_times, edit_facts, replace_screenshot, edit_log,
    forge_manifests, forge_all, sign_by_another, take_old_signature, replace_record,
)  # fmt: skip


def tamper_and_verify(bundle: Path, place: Path, tamper: Tamper, seed: int) -> None:
    bag = place / f"{tamper.__name__}-{seed}" / bundle.name
    shutil.copytree(bundle.parent, bag.parent)
    touched = tamper(bag, random.Random(f"{tamper.__name__} {seed}"))
    verdict = verify(bag, trust=bundle.parent / "trusted.pem")
    assert verdict.code == (3 if tamper is delete_seal else 1), (tamper.__name__, seed, verdict)
    assert any(touched in problem for problem in verdict.problems), (tamper.__name__, seed, touched, verdict)
    shutil.rmtree(bag.parent)


@pytest.mark.parametrize("tamper", KINDS)
def test_tampering_is_found_and_named(bundle: Path, tmp_path: Path, tamper: Tamper) -> None:
    for seed in range(10):
        tamper_and_verify(bundle, tmp_path, tamper, seed)


@pytest.mark.full
@pytest.mark.parametrize("tamper", KINDS)
def test_a_thousand_tamperings_are_found(bundle: Path, tmp_path: Path, tamper: Tamper) -> None:
    for seed in range(100, 150):
        tamper_and_verify(bundle, tmp_path, tamper, seed)


def assert_untouched(export: Export, count: int) -> None:
    for _ in range(count):
        bag = export()
        verdict = verify(bag, trust=bag.parent / "trusted.pem")
        assert verdict.state == "valid", verdict
        shutil.rmtree(bag.parent)


def test_untouched_bundles_raise_no_alarm(export: Export) -> None:
    assert_untouched(export, 20)


@pytest.mark.full
def test_a_thousand_untouched_bundles_raise_no_alarm(export: Export) -> None:
    assert_untouched(export, 1000)


def edit_actor(bag: Path, dice: random.Random) -> str:
    log = bag / "data/custody/audit.jsonl"
    log.write_bytes(log.read_bytes().replace(b"crawler", b"nobody", 1))
    return log.name


@pytest.mark.parametrize("kind", ["sha256", "sha512"])
@pytest.mark.parametrize("stem", ["manifest", "tagmanifest"])
def test_a_wrong_line_in_a_manifest_is_not_blamed_on_the_file_alone(
    export: Export, stem: str, kind: str
) -> None:
    bag = export()
    manifest = bag / f"{stem}-{kind}.txt"
    first, *others = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join([("0" if first[0] != "0" else "1") + first[1:], *others]))
    name = first.strip().partition("  ")[2]
    problems = verify(bag).problems
    assert f"{name}, or its line in {manifest.name}: changed" in problems
    assert f"{name}: changed" not in problems


@pytest.mark.parametrize("tamper", [None, replace_screenshot, edit_actor, swap_captures, replace_record])
def test_new_manifests_hide_no_change_even_without_a_seal(export: Export, tamper: Tamper | None) -> None:
    """Captures and log vouch for themselves: rewriting the manifests of an unsealed bag is not enough."""
    bag = export(None)
    touched = tamper(bag, random.Random(1)) if tamper else "there is no seal"
    regenerate(bag)
    verdict = verify(bag)
    assert verdict.code == (1 if tamper else 3)
    assert any(touched in problem for problem in verdict.problems)


@pytest.mark.parametrize("place", range(0, 113, 7))
def test_a_damaged_key_in_the_seal_is_named_not_raised(bundle: Path, tmp_path: Path, place: int) -> None:
    bag = tmp_path / "copy" / bundle.name
    shutil.copytree(bundle.parent, bag.parent)
    pem = Path(f"{bag}.seal/public-key.pem")
    content = pem.read_bytes()
    pem.write_bytes(content[:place] + b"=" + content[place + 1 :])
    assert verify(bag).code == 1
    assert verify(bag, trust=bundle.parent / "trusted.pem").problems == (
        f"{bag.name}.seal/public-key.pem: changed",
    )
