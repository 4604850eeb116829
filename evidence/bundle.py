"""The bundle: what leaves the house, checkable with nothing of ours installed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from evidence.bag import Bag
from evidence.canonical import canonical
from evidence.disk import settle
from evidence.exhibit import add_capture
from evidence.instructions import instructions
from evidence.item_list import glossary_table, item_list
from evidence.keys import Key
from evidence.ledger import Entry
from evidence.seal import announce_seal, write_seal
from evidence.vault import Vault
from evidence.verifier import verify
from records.complaint import Complaint
from records.coverage import Coverage
from records.coverage_words import summary
from records.document import Document
from records.visit import Listing

PROFILES = ("evidence", "lead", "briefing")


class BundleError(Complaint):
    """A bundle cannot be written; the message says why in one sentence. Nothing is left at its path."""


def write_bundle(
    out: Path,
    listings: Sequence[Listing | Document],
    vault: Vault,
    entries: Iterable[Entry],
    key: Key | None,
    *,
    profile: str = "evidence",
    version: str,
    case: str | None = None,
    glossary: Sequence[tuple[str, str, str]] = (),
    coverage: Coverage | None = None,
) -> None:
    """Write the bag ``out`` and its seal ``out.seal``; both appear at once and whole, or not at all.

    ``listings`` are masked records, their captures come from ``vault`` as they were received. ``entries`` are
    the ledger's entries about them, in order. Without ``key`` the bag is not sealed. ``glossary`` holds rows
    of term, meaning, source. ``coverage`` says how far the sources of the listings were read by then: what
    else stood there the bundle does not say.

    Raises:
        BundleError: a profile other than ``evidence``, no listing, ``out`` exists, or the disk refuses.
        VaultError: a capture is missing or damaged.
    """
    seal = out.with_name(f"{out.name}.seal")
    _require(out, seal, listings, profile)
    try:
        with TemporaryDirectory(prefix=f".{out.name}.part-", dir=out.parent) as shop:
            bag, stamp = Bag(Path(shop, "bag")), Path(shop, "seal")
            facts = _facts(out, listings, profile, version, case)
            _fill(bag, listings, vault, list(entries), glossary, facts)
            if coverage:
                bag.add("data/derived/coverage.json", _printed(summary(coverage)))
            _close(bag, stamp, facts, key)
            # The seal goes first: a bag that can be seen is a bag that is complete.
            if key:
                stamp.rename(seal)
            bag.folder.rename(out)
            settle(out.parent)
    except OSError as error:
        raise BundleError(f"bundle {out}: {error.strerror} ({error.filename})") from error


def _require(out: Path, seal: Path, listings: Sequence[Listing | Document], profile: str) -> None:
    if profile not in PROFILES:
        raise BundleError(f"bundle profile {profile!r} is unknown; there are {', '.join(PROFILES)}")
    if profile != "evidence":
        raise BundleError(f"bundle profile {profile!r} is not available in this version; use evidence")
    if not listings:
        raise BundleError(f"bundle {out}: no listing was named")
    if not out.parent.is_dir():
        raise BundleError(f"bundle {out}: the folder {out.parent} does not exist")
    for path in (out, seal):
        if path.exists() or path.is_symlink():
            raise BundleError(f"bundle {out}: {path} exists already; nothing is overwritten")


def _facts(
    out: Path, listings: Sequence[Listing | Document], profile: str, version: str, case: str | None
) -> dict[str, str]:
    facts = {
        "Bagging-Date": datetime.now(UTC).date().isoformat(),
        "Bag-Software-Agent": f"Hawkwatch {version}",
        "External-Identifier": out.name,
        "Hawkwatch-Profile": profile,
        "Hawkwatch-Listings": str(len(listings)),
        "Hawkwatch-Captures": str(len({listing.capture for listing in listings})),
    }
    return facts | ({"Hawkwatch-Case": case} if case else {})


def _fill(
    bag: Bag,
    listings: Sequence[Listing | Document],
    vault: Vault,
    entries: Sequence[Entry],
    glossary: Sequence[tuple[str, str, str]],
    facts: dict[str, str],
) -> None:
    digests = dict.fromkeys(listing.capture for listing in listings)
    exhibits = [exhibit for digest in digests for exhibit in add_capture(bag, vault, digest)]
    # Match tokens serve the house alone: to others they would tell which posts name the same person.
    shown = [replace(listing, match_tokens=()) for listing in listings]
    bag.add("data/derived/listing.json", _printed(shown))
    bag.add("data/derived/item-list.csv", item_list(exhibits))
    if glossary:
        bag.add("data/derived/glossary.csv", glossary_table(glossary))
    bag.add("data/custody/audit.jsonl", b"".join(canonical(asdict(entry)) + b"\n" for entry in entries))
    if entries:
        # What a cut tail of the log would no longer reach.
        facts["Hawkwatch-Ledger-Head"] = f"{entries[-1].n} {entries[-1].digest}"
    bag.add("VERIFY.txt", instructions("en").encode())
    bag.add("VERIFY.zh-CN.txt", instructions("zh").encode())


def _printed(told: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(told)) + b"\n"


def _close(bag: Bag, seal: Path, facts: dict[str, str], key: Key | None) -> None:
    """Finish the bag, seal it, and check both as the receiver will."""
    if key:
        announce_seal(bag, key)
    bag.close(facts)
    if key:
        write_seal(seal, bag.folder, key)
    with TemporaryDirectory() as elsewhere:
        anchor = Path(elsewhere, "trusted.pem")
        anchor.write_bytes(key.public_pem if key else b"")
        verdict = verify(bag.folder, seal if key else None, anchor if key else None)
    if verdict.state != ("valid" if key else "not sealed"):
        raise BundleError(f"the bundle just written does not check: {'; '.join(verdict.problems)}")
