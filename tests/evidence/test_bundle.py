"""A bundle holds the originals, reads without our software, and appears whole or not at all."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from evidence.bundle import BundleError, write_bundle
from evidence.item_list import plain_cell
from evidence.keys import Key
from evidence.ledger import open_ledger
from evidence.vault import Vault, VaultError
from evidence.verifier import verify
from records.page import Page
from records.visit import Capture, Listing

Pages = Callable[..., Page]
Lister = Callable[[Capture, int], Listing]


@pytest.fixture
def listings(vault: Vault, plain: Pages, origin: dict[str, str], list_capture: Lister) -> list[Listing]:
    """Two listings of the same page."""
    capture = vault.keep(plain(), **origin)
    return [list_capture(capture, 1), list_capture(capture, 2)]


def steps(text: str) -> list[str]:
    return [line.strip().removeprefix("$ ") for line in text.splitlines() if line.startswith("    $ ")]


def follow(bag: Path, language: str = "") -> subprocess.CompletedProcess[str]:
    """Run the printed steps as a stranger would: in one shell, stopping at the first that fails."""
    text = (bag / f"VERIFY{language}.txt").read_text("utf-8")
    names = {"BAG": str(bag), "KEY": str(bag.parent / "trusted.pem"), "LIST": str(bag.parent / "list")}
    order = ["bash", "-e", "-o", "pipefail", "-c", "\n".join(steps(text))]
    return subprocess.run(
        order, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"} | names
    )


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_the_printed_steps_work_with_standard_tools(bundle: Path, language: str) -> None:
    said = follow(bundle, language)
    assert said.returncode == 0, said.stderr
    first, *rest = said.stdout.splitlines()
    assert {first, rest[0]} == {"./tagmanifest-sha256.txt", "./tagmanifest-sha512.txt"}
    assert rest[1] == "Signature Verified Successfully"
    assert all(line.partition("  ")[2].startswith(line[:64]) for line in rest[2:])


@pytest.mark.parametrize("name", ["data/derived/listing.json", "VERIFY.txt", "data/added.txt", "added.txt"])
def test_the_printed_steps_notice_a_change(export: Callable[..., Path], name: str) -> None:
    bag = export()
    with (bag / name).open("ab") as stream:
        stream.write(b"\n")
    assert follow(bag).returncode != 0


def test_the_printed_script_checks_the_log(export: Callable[..., Path]) -> None:
    bag = export()
    text = (bag / "VERIFY.txt").read_text("utf-8")
    start = text.index("    import hashlib")
    lines = [line[4:] for line in text[start:].splitlines() if line.startswith("    ")]
    order = ["python3", "-c", "\n".join(lines)]
    assert subprocess.run(order, cwd=bag, capture_output=True, text=True, check=True).stdout == ""
    log = bag / "data/custody/audit.jsonl"
    log.write_bytes(log.read_bytes().replace(b"crawler", b"crawlex", 1))
    assert (
        subprocess.run(order, cwd=bag, capture_output=True, text=True, check=True).stdout
        == "line 1 was changed\n"
    )


def test_bagit_accepts_the_bag(bundle: Path) -> None:
    bag = bagit.Bag(str(bundle))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Hawkwatch-Captures"] == "2"
    head = json.loads((bundle / "data/custody/audit.jsonl").read_text("utf-8").splitlines()[-1])
    assert bag.info["Hawkwatch-Ledger-Head"] == f"{head['n']} {head['digest']}"


def test_originals_and_what_people_read_lie_side_by_side(bundle: Path) -> None:
    captures = bundle / "data/captures"
    assert len(list(captures.glob("*.warc.gz"))) == 2
    assert len(list(captures.glob("*/record.json"))) == 2
    (picture,) = captures.glob("*/page.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    texts = {path.read_text("utf-8") for path in captures.glob("*/text.txt")}
    assert texts == {"出售 银行客户名单 1\nQQ 详谈", "出售 银行客户名单\n微信 详谈"}
    listings = json.loads((bundle / "data/derived/listing.json").read_text("utf-8"))
    assert [(each["id"], each["match_tokens"]) for each in listings] == [("listing-1", []), ("listing-2", [])]


def test_the_item_list_names_every_file_with_its_sum(bundle: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((bundle / "data/derived/item-list.csv").read_text("utf-8-sig"))))
    sums = dict(
        reversed(line.split("  ")) for line in (bundle / "manifest-sha256.txt").read_text().splitlines()
    )
    assert {row["file name"]: row["SHA-256"] for row in rows} == {
        name: total for name, total in sums.items() if name.startswith("data/captures/")
    }
    assert {row["no."] for row in rows} == {str(number) for number in range(1, len(rows) + 1)}


@pytest.mark.parametrize("sign", [*"=+-@|%＝＋－＠\t\r\n", " =", "\t+", "\u3000="])
def test_a_cell_is_never_a_formula(sign: str) -> None:
    assert plain_cell(f'{sign}HYPERLINK("http://a.example.com")').startswith("'")
    assert plain_cell(f"a{sign}b") == f"a{sign}b"


def test_a_page_of_several_listings_is_bundled_once(
    tmp_path: Path, listings: list[Listing], vault: Vault, key: Key
) -> None:
    out = tmp_path / "out"
    write_bundle(out, listings, vault, [], key, version="0.1.0", case="2026-17\nInjected: yes")
    assert len(list((out / "data/captures").glob("*.warc.gz"))) == 1
    assert "Hawkwatch-Case: 2026-17 Injected: yes\n" in (out / "bag-info.txt").read_text()
    bagit.Bag(str(out)).validate()


def test_without_a_key_the_bag_is_intact_but_not_sealed(
    tmp_path: Path, listings: list[Listing], vault: Vault
) -> None:
    write_bundle(tmp_path / "out", listings, vault, [], None, version="0.1.0")
    assert verify(tmp_path / "out").state == "not sealed"
    assert not (tmp_path / "out.seal").exists()


def test_gaps_between_ledger_entries_are_no_damage(
    tmp_path: Path, listings: list[Listing], vault: Vault, key: Key
) -> None:
    ledger = open_ledger(tmp_path / "ledger.jsonl")
    for number in range(9):
        ledger.append("viewed", f"listing-{number % 3}", "x")
    write_bundle(tmp_path / "out", listings, vault, ledger.entries("listing-1"), key, version="0.1.0")
    assert verify(tmp_path / "out").state == "signer not checked"


@pytest.mark.parametrize("existing", ["out", "out.seal"])
def test_nothing_is_overwritten(
    tmp_path: Path, listings: list[Listing], vault: Vault, key: Key, existing: str
) -> None:
    (tmp_path / existing).mkdir()
    with pytest.raises(BundleError, match=f"{existing} exists already"):
        write_bundle(tmp_path / "out", listings, vault, [], key, version="0.1.0")


@pytest.mark.parametrize(
    ("profile", "why"), [("lead", "not available"), ("briefing", "not available"), ("x", "unknown")]
)
def test_other_profiles_are_refused(
    tmp_path: Path, listings: list[Listing], vault: Vault, key: Key, profile: str, why: str
) -> None:
    with pytest.raises(BundleError, match=why):
        write_bundle(tmp_path / "out", listings, vault, [], key, profile=profile, version="0.1.0")


def test_a_damaged_capture_stops_the_export_and_leaves_nothing(
    tmp_path: Path, listings: list[Listing], vault: Vault, key: Key
) -> None:
    (tmp_path / "exports").mkdir()
    lost = [*listings, replace(listings[0], capture="0" * 64)]
    with pytest.raises(VaultError, match="is not in the vault"):
        write_bundle(tmp_path / "exports/out", lost, vault, [], key, version="0.1.0")
    assert list((tmp_path / "exports").iterdir()) == []


def test_a_bad_place_or_nothing_to_bundle_is_one_sentence(
    tmp_path: Path, listings: list[Listing], vault: Vault, key: Key
) -> None:
    with pytest.raises(BundleError, match="no listing was named"):
        write_bundle(tmp_path / "out", [], vault, [], key, version="0.1.0")
    with pytest.raises(BundleError, match="does not exist"):
        write_bundle(tmp_path / "missing/out", listings, vault, [], key, version="0.1.0")
