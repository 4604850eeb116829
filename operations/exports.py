"""Bundles leave the house here: written, sealed, checked and entered in the ledger."""

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from config.settings import Settings
from evidence.bundle import write_bundle
from evidence.keys import Key, SigningKeyError, init_keys, load_key
from evidence.ledger import Entry, open_ledger
from evidence.vault import open_vault
from evidence.verifier import Verdict, verify
from operations.coverage import account
from operations.kept import newest
from records.complaint import Complaint
from records.coverage import Coverage
from records.visit import Listing
from search.asked import narrow
from search.fields import fold_value
from search.nodes import Any, Tag


class ExportError(Complaint):
    """Nothing can be exported; the message says which listing or file is in the way."""


@dataclass(frozen=True, slots=True)
class Export:
    """A bundle on disk and what the verifier said of it against the house's own key."""

    path: Path
    seal: Path
    listings: int
    verdict: Verdict


def house_key(home: Path) -> Key:
    """The house's signing key, made at its first use."""
    folder = home / "keys"
    try:
        return load_key(folder)
    except SigningKeyError:
        if (folder / "signing-key.pem").exists():
            raise
        return init_keys(folder)


def export(
    ids: Sequence[str],
    out: Path,
    settings: Settings,
    actor: str,
    case: str | None = None,
    profile: str = "evidence",
) -> Export:
    """Write the bundle of some listings to ``out`` and its seal beside it.

    The ledger hears of it before the bundle is there, and the bundle carries that entry.

    Raises:
        ExportError: a listing is not kept here.
        BundleError: ``out`` exists already, or cannot be written.
    """
    home = settings.home.resolve()
    listings = wanted(ids, home)
    ledger = open_ledger(home / "ledger.jsonl")
    ledger.append("export", out.name, actor, listings=list(ids), case=case, profile=profile)
    key = house_key(home)
    write_bundle(
        out.resolve(),
        listings,
        open_vault(settings.vault_url),
        custody(ledger.entries(), listings, out.name),
        key,
        profile=profile,
        version=version("hawkwatch"),
        case=case,
        coverage=covered(listings, settings),
    )
    seal = out.with_name(f"{out.name}.seal")
    return Export(
        out, seal, len(listings), verify(out.resolve(), seal.resolve(), home / "keys" / "public-key.pem")
    )


def wanted(ids: Sequence[str], home: Path) -> list[Listing]:
    """The kept listings of these ids, in order."""
    kept = newest(home)
    missing = [id_ for id_ in ids if id_ not in kept]
    if missing:
        raise ExportError(f"listing {missing[0]} is not kept in {home}")
    return [kept[id_] for id_ in dict.fromkeys(ids)]


def covered(listings: Sequence[Listing], settings: Settings) -> Coverage:
    """How far the sources of these listings were read by now; of others, and of what is wrong in this house,
    a stranger learns nothing.
    """
    sources = dict.fromkeys(fold_value(listing.source) for listing in listings)
    told = narrow(account(settings), Any(tuple(Tag("source", name) for name in sources)))
    return replace(told, faults=())


def custody(entries: Iterable[Entry], listings: Sequence[Listing], name: str) -> list[Entry]:
    """The ledger's entries about these captures, these listings and this export."""
    subjects = {listing.capture for listing in listings} | {listing.id for listing in listings} | {name}
    return [entry for entry in entries if entry.subject in subjects]


def archive(made: Export) -> Path:
    """The bundle and its seal in one zip beside them, for downloading."""
    place = made.path.with_name(f"{made.path.name}.zip")
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        for folder in (made.path, made.seal):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    file.write(path, path.relative_to(made.path.parent))
    return place


def remove(made: Export) -> None:
    """Take an unpacked bundle away again once its zip is there."""
    shutil.rmtree(made.path)
    shutil.rmtree(made.seal)
